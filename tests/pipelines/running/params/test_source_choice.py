import shutil
from pathlib import Path

import pytest

from contracts.errors import InputError
from pipelines.running.params.source_choice import choose_source

ROOT = Path(__file__).parents[4]
PARAMS = (ROOT / "params.yaml").read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contracts/sources").mkdir(parents=True)
    for name in ("demo", "ktas", "probation"):
        shutil.copy(ROOT / f"contracts/sources/{name}.yaml", tmp_path / "contracts/sources")
    (tmp_path / "params.yaml").write_text(PARAMS, encoding="utf-8")
    (tmp_path / "records").mkdir()
    return tmp_path


def test_a_chosen_source_is_written_with_comments_kept_and_the_way_back_told(project, capsys):
    choose_source("ktas", "records", "")

    text = (project / "params.yaml").read_text()
    assert "profile: contracts/sources/ktas.yaml" in text
    assert "path: records" in text
    assert text.startswith(PARAMS.split("\n")[0])
    assert "champion: null # the candidate" in text
    assert "make run SOURCE=demo" in capsys.readouterr().out


def test_naming_the_source_that_is_already_chosen_changes_nothing(project, capsys):
    choose_source("demo", "", "")

    assert (project / "params.yaml").read_text() == PARAMS
    assert capsys.readouterr().out == ""


def test_a_profile_anywhere_on_disk_may_be_named(project):
    shutil.copy(ROOT / "contracts/sources/ktas.yaml", project / "mine.yaml")

    choose_source("", "records", "mine.yaml")

    assert "profile: mine.yaml" in (project / "params.yaml").read_text()


def test_a_source_and_a_folder_that_do_not_exist_are_refused_together(project):
    with pytest.raises(InputError) as refused:
        choose_source("nowhere", "gone", "")

    message = str(refused.value)
    assert "built-in sources: demo, ktas" in message
    assert "no folder gone" in message
    assert (project / "params.yaml").read_text() == PARAMS


def test_a_source_and_a_profile_together_are_refused(project):
    with pytest.raises(InputError, match="both SOURCE and PROFILE"):
        choose_source("ktas", "", "mine.yaml")


def test_a_fault_in_the_profile_leaves_the_parameters_as_they_were(project):
    (project / "mine.yaml").write_text("title: mine\n")

    with pytest.raises(InputError, match=r"mine\.yaml"):
        choose_source("", "records", "mine.yaml")

    assert (project / "params.yaml").read_bytes() == PARAMS.encode()


def test_a_fault_in_the_parameters_leaves_them_as_they_were(project):
    faulty = PARAMS.replace("folds: 5", "folds: 0")
    (project / "params.yaml").write_text(faulty)

    with pytest.raises(InputError, match=r"train\.folds is 0"):
        choose_source("ktas", "records", "")

    assert (project / "params.yaml").read_bytes() == faulty.encode()
