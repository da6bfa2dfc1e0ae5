import subprocess

import pytest

from contracts.errors import InputError
from pipelines.past_run.find import commit_of

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SADeprecationWarning")
GIT = ("git", "-c", "user.name=test", "-c", "user.email=test@localhost")


def commit(message):
    subprocess.run([*GIT, "add", "-A"], check=True)
    subprocess.run([*GIT, "commit", "-qm", message], check=True)
    ran = subprocess.run(["git", "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    return ran.stdout.strip()


@pytest.fixture
def commits(tmp_path, monkeypatch):
    """A repository of two commits: without a run, and with one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{tmp_path}/mlflow.db")
    subprocess.run(["git", "init", "-q"], check=True)
    (tmp_path / ".gitignore").write_text("mlflow.db\n")
    first = commit("Begin")
    (tmp_path / "dvc.lock").write_text("stages: {check: {cmd: check}}\n")
    return first, commit("Record a run")


def test_a_run_is_found_by_any_revision(commits):
    _, second = commits

    assert commit_of("HEAD") == commit_of(second[:8]) == second


def test_a_commit_without_a_run_is_refused(commits):
    with pytest.raises(InputError, match=r"holds no dvc\.lock: no run was committed there"):
        commit_of("HEAD~1")


@pytest.mark.parametrize("run", ["", "no-such-run", "--all", "$(touch x)"])
def test_what_names_no_run_is_refused_and_is_no_option_of_git(commits, tmp_path, run):
    with pytest.raises(InputError, match="no commit and no run in MLflow is called"):
        commit_of(run)

    assert not (tmp_path / "x").exists()


def test_a_run_in_mlflow_is_found_by_its_stages(commits, tmp_path):
    import mlflow

    from pipelines.running.tracking import EXPERIMENT, lock_text_hash, store

    mlflow.set_tracking_uri(store())
    mlflow.set_experiment(EXPERIMENT)
    committed = lock_text_hash((tmp_path / "dvc.lock").read_text())
    ids = []
    for stages in (committed, "of a run that nobody committed"):
        with mlflow.start_run(tags={"dvc_lock_sha256": stages}) as run:
            ids.append(run.info.run_id)

    assert commit_of(ids[0]) == commit_of(ids[0][:12]) == commits[1]
    with pytest.raises(InputError, match="the run was never committed"):
        commit_of(ids[1])


def test_without_git_a_sentence_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(InputError, match="git is not installed"):
        commit_of("HEAD")
