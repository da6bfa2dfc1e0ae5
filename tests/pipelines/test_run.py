import pytest

from contracts.errors import InputError
from pipelines import run

PARAMS = """\
# a comment that stays
source: # which records
  profile: contracts/sources/demo.yaml
  path: data/01_raw/demo
rank:
  total: null # no limit
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contracts/sources").mkdir(parents=True)
    for name in ("demo", "ktas"):
        (tmp_path / f"contracts/sources/{name}.yaml").write_text("title: x\n")
    (tmp_path / "params.yaml").write_text(PARAMS)
    (tmp_path / "records").mkdir()
    return tmp_path


def test_a_chosen_source_is_written_with_comments_kept_and_the_way_back_told(project, capsys):
    run.choose_source("ktas", "records", "")

    text = (project / "params.yaml").read_text()
    assert "profile: contracts/sources/ktas.yaml" in text
    assert "path: records" in text
    assert "# a comment that stays" in text
    assert "total: null # no limit" in text
    assert "make run SOURCE=demo" in capsys.readouterr().out


def test_naming_the_source_that_is_already_chosen_changes_nothing(project, capsys):
    run.choose_source("demo", "", "")

    assert (project / "params.yaml").read_text() == PARAMS
    assert capsys.readouterr().out == ""


def test_a_profile_anywhere_on_disk_may_be_named(project):
    (project / "mine.yaml").write_text("title: mine\n")

    run.choose_source("", "records", "mine.yaml")

    assert "profile: mine.yaml" in (project / "params.yaml").read_text()


def test_a_source_and_a_folder_that_do_not_exist_are_refused_together(project):
    with pytest.raises(InputError) as refused:
        run.choose_source("nowhere", "gone", "")

    said = str(refused.value)
    assert "built-in sources: demo, ktas" in said
    assert "no folder gone" in said
    assert (project / "params.yaml").read_text() == PARAMS


def test_a_source_and_a_profile_together_are_refused(project):
    with pytest.raises(InputError, match="both SOURCE and PROFILE"):
        run.choose_source("ktas", "", "mine.yaml")
