"""Promotion against a registry in one file, with runs that a small git repository has made."""

import json
import subprocess
from pathlib import Path

import pytest

from contracts.errors import InputError
from pipelines.running.registry import promote, recipe_in_service
from pipelines.running.tracking import lock_hash

# MLflow asks its database in a way that SQLAlchemy 2.1 will drop
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SADeprecationWarning")
MODEL = "countersign-demo"


def git(*arguments):
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *arguments],
                   check=True, capture_output=True)  # fmt: skip


def head():
    command = ["git", "rev-parse", "HEAD"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def commit_lock(content):
    outs = [{"path": "data/04_model", "md5": content}]
    Path("dvc.lock").write_text(json.dumps({"stages": {"train": {"outs": outs}}}), encoding="utf-8")
    git("add", "dvc.lock")
    git("commit", "-qm", content)


@pytest.fixture
def client(tmp_path, monkeypatch):
    import mlflow

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{tmp_path}/mlflow.db")
    git("init", "-q")
    yield mlflow.MlflowClient(f"sqlite:///{tmp_path}/mlflow.db")
    mlflow.set_tracking_uri(None)


def register(client, *, passed=True):
    """A version whose run is the one of dvc.lock as it stands; the run's id."""
    from mlflow.exceptions import MlflowException

    try:
        client.get_registered_model(MODEL)
    except MlflowException:
        client.create_registered_model(MODEL)
    run = client.create_run("0")
    tags = {"gate_passed": str(passed), "dvc_lock_sha256": lock_hash(Path("dvc.lock"))}
    tags |= {"gate": "A sentence of the gate.", "chosen": "stacked", "git_commit": "0f3c2a1b"}
    client.log_param(run.info.run_id, "train.folds", 5)
    source = f"runs:/{run.info.run_id}/model"
    client.create_model_version(MODEL, source, run.info.run_id, tags=tags)
    return run.info.run_id


def in_service(client):
    aliases = client.get_registered_model(MODEL).aliases
    return {alias: str(version) for alias, version in aliases.items()}


def test_the_one_before_is_kept_and_can_be_put_back(client):
    commit_lock("first")
    first = register(client)
    promote(MODEL, first)
    commit_lock("second")
    second = register(client)

    message = promote(MODEL, second[:8])
    after = in_service(client)
    promote(MODEL, "previous")

    assert message == f"{MODEL}: version 2 is the champion; version 1 is kept under 'previous'"
    assert after == {"champion": "2", "previous": "1"}
    assert in_service(client) == {"champion": "1", "previous": "2"}


def test_a_commit_names_the_run_that_its_lock_describes(client):
    commit_lock("first")
    register(client)

    assert promote(MODEL, "HEAD") == f"{MODEL}: version 1 is the champion"
    assert promote(MODEL, "HEAD") == f"{MODEL}: version 1 is in service already"


def test_a_run_whose_gate_did_not_pass_or_that_is_not_committed_is_refused(client):
    commit_lock("first")
    run = register(client, passed=False)
    Path("dvc.lock").write_text("stages: {}", encoding="utf-8")

    with pytest.raises(InputError) as refused:
        promote(MODEL, run)

    assert refused.value.faults == [
        "its gate did not pass: A sentence of the gate.",
        "1 file differs from the last commit",
        "dvc.lock here describes another run",
    ]
    assert "name a run whose gate passed" in str(refused.value)
    assert "git commit the run" in str(refused.value)
    assert in_service(client) == {}


def test_where_only_the_gate_failed_nobody_is_sent_to_commit(client):
    commit_lock("first")
    run = register(client, passed=False)

    with pytest.raises(InputError, match="name a run whose gate passed") as refused:
        promote(MODEL, run)

    assert "git commit" not in str(refused.value)


@pytest.mark.parametrize(
    ("run", "fault"),
    [
        ("f00d", "comes from a run or commit 'f00d'"),
        ("previous", "no version of countersign-demo was in service before"),
    ],
)
def test_what_is_not_there_is_named(client, run, fault):
    commit_lock("first")
    register(client)

    with pytest.raises(InputError, match=fault):
        promote(MODEL, run)


def test_without_any_registered_model_the_next_step_is_a_run(client):
    commit_lock("first")

    with pytest.raises(InputError, match=f"no model {MODEL} is registered here") as refused:
        promote(MODEL, "HEAD")

    assert "dvc repro --single-item --force register" in str(refused.value)


def test_the_recipe_in_service_is_that_of_the_promoted_run(client):
    commit_lock("first")
    run = register(client)
    promote(MODEL, run)

    assert recipe_in_service(MODEL) == {
        "candidate": "stacked",
        "git_commit": head(),
        "run": run,
        "parameters": {"train.folds": "5"},
    }


def test_the_recipe_names_the_commit_that_holds_the_run_however_often_it_is_promoted(client):
    commit_lock("first")
    run = register(client)
    promote(MODEL, run)
    holds_the_run = head()
    git("commit", "-qm", "something else", "--allow-empty")

    promote(MODEL, run)

    assert recipe_in_service(MODEL)["git_commit"] == holds_the_run


def test_going_back_to_a_commit_and_promoting_there_puts_its_model_into_service(client):
    commit_lock("first")
    promote(MODEL, register(client))
    commit_lock("second")
    promote(MODEL, register(client))
    git("checkout", "-q", "HEAD~1")

    stays = in_service(client)
    message = promote(MODEL, "HEAD")

    assert stays == {"champion": "2", "previous": "1"}
    assert message == f"{MODEL}: version 1 is the champion; version 2 is kept under 'previous'"


def test_the_file_that_promotion_writes_may_be_committed_later(client):
    commit_lock("first")
    Path("champion.yaml").write_text("{}", encoding="utf-8")
    git("add", "champion.yaml")
    git("commit", "-qm", "champion")
    run = register(client)

    Path("champion.yaml").write_text("demo: {candidate: stacked}", encoding="utf-8")

    assert promote(MODEL, run) == f"{MODEL}: version 1 is the champion"
