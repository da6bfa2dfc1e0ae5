import pytest
import yaml

from contracts.errors import InputError
from pipelines.running.params.champion import FILE, champion_of, write_champion


def test_where_nothing_was_promoted_there_is_no_champion(tmp_path):
    assert champion_of("demo", tmp_path / FILE) is None


def test_each_source_keeps_the_recipe_that_was_promoted_last(tmp_path):
    file = tmp_path / FILE

    write_champion("demo", {"candidate": "logistic", "run": "1"}, file)
    write_champion("ktas", {"candidate": "boosted", "run": "2"}, file)
    write_champion("demo", {"candidate": "stacked", "run": "3"}, file)

    assert champion_of("demo", file) == "stacked"
    assert champion_of("ktas", file) == "boosted"
    assert file.read_text(encoding="utf-8").startswith("# What made the model in service")


def test_another_run_of_the_same_candidate_leaves_what_the_gate_depends_on(tmp_path):
    file = tmp_path / FILE
    write_champion("demo", {"candidate": "stacked", "run": "1"}, file)
    before = yaml.safe_load(file.read_text(encoding="utf-8"))

    write_champion("demo", {"candidate": "stacked", "run": "2"}, file)

    after = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert after["candidates"] == before["candidates"] == {"demo": "stacked"}
    assert after["runs"] == {"demo": {"run": "2"}}


@pytest.mark.parametrize(
    "content",
    ["", "{}", "demo: {candidate: stacked}", "demo", "- demo", "demo: {", "candidates: {demo: 3}"],
)
def test_a_file_that_names_no_candidate_is_refused_with_the_cure(tmp_path, content):
    (tmp_path / FILE).write_text(content, encoding="utf-8")

    with pytest.raises(InputError, match="does not hold `candidates`") as refused:
        champion_of("demo", tmp_path / FILE)

    assert str(refused.value).startswith(f"{tmp_path / FILE}: 1 fault\n")
    assert "delete it and make promote again" in str(refused.value)
