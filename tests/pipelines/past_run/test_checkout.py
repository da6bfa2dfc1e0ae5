import subprocess

import pytest

from contracts.errors import InputError
from pipelines.past_run.checkout import checked_out

PARAMS = """
source: {{path: {path}}}
rank: {{capacity: capacity.csv, previous: returns/kept, decisions: data/none}}
"""


@pytest.fixture
def project(tmp_path):
    """A repository with records that git does not hold, inside of it and beside it."""
    folder = tmp_path / "project"
    for name in ("returns/kept", "data/01_raw/given"):
        (folder / name).mkdir(parents=True)
        (folder / name / "a.csv").write_text("kept")
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside" / "b.csv").write_text("beside")
    (folder / "capacity.csv").write_text("then")
    (folder / ".gitignore").write_text("data/\nreturns/\n")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder


def commit(folder, path):
    (folder / "params.yaml").write_text(PARAMS.format(path=path))
    git = ["git", "-c", "user.name=test", "-c", "user.email=test@localhost"]
    subprocess.run([*git, "add", "-A"], cwd=folder, check=True)
    subprocess.run([*git, "commit", "-qm", "A run"], cwd=folder, check=True)
    (folder / "capacity.csv").write_text("now")
    return "HEAD"


def test_files_are_those_of_the_commit_and_records_those_that_lie_here(project):
    commit(project, "data/01_raw/given")

    with checked_out("HEAD", project) as folder:
        assert (folder / "capacity.csv").read_text() == "then"
        assert (folder / "data/01_raw/given/a.csv").read_text() == "kept"
        assert (folder / "returns/kept/a.csv").read_text() == "kept"
        assert not (folder / "data/none").exists()

    assert not folder.exists()


def test_records_beside_the_project_are_found_by_the_same_path(project):
    commit(project, "../beside")

    with checked_out("HEAD", project) as folder:
        assert (folder / "../beside/b.csv").read_text() == "beside"


def test_the_project_is_as_it_was(project):
    commit(project, "data/01_raw/given")
    before = sorted(path for path in project.rglob("*") if ".git" not in path.parts)
    refs = sorted((project / ".git").iterdir())

    with checked_out("HEAD", project) as folder:
        (folder / "data/01_raw/given/a.csv").write_text("changed")

    assert sorted(path for path in project.rglob("*") if ".git" not in path.parts) == before
    assert sorted((project / ".git").iterdir()) == refs
    assert (project / "data/01_raw/given/a.csv").read_text() == "kept"
    assert (project / "capacity.csv").read_text() == "now"


def test_what_git_cannot_check_out_is_refused_in_a_sentence(project):
    commit(project, "data/01_raw/given")

    with (
        pytest.raises(InputError, match="make reproduce: 1 fault\n  - git: "),
        checked_out("0" * 40, project),
    ):
        pass
