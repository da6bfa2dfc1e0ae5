import warnings

import pytest

from pipelines.running.store.abandoned import (
    CHECKOUT,
    SAME,
    checkout,
    close_abandoned,
    registered_before,
)

# MLflow asks its database in a way that SQLAlchemy 2.1 will drop
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SADeprecationWarning")
ORIGIN = dict.fromkeys(SAME, "abc")


@pytest.fixture
def client(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from mlflow import MlflowClient

        client = MlflowClient(f"sqlite:///{tmp_path}/mlflow.db")
        client.create_experiment("ours", artifact_location=str(tmp_path / "mlruns"))
        client.create_registered_model("model")
    return client


def run_of(client, where):
    experiment = client.get_experiment_by_name("ours").experiment_id
    return client.create_run(experiment, tags={CHECKOUT: where}).info


def version_of(client, run):
    return client.create_model_version("model", str(run.artifact_uri), run.run_id, tags=ORIGIN)


def test_a_run_that_was_killed_is_closed_and_its_model_taken_back(client):
    killed, other = run_of(client, checkout()), run_of(client, "another folder's")
    version_of(client, killed)

    closed = close_abandoned(client, killed.experiment_id)

    assert closed == 1
    assert client.get_run(killed.run_id).info.status == "KILLED"
    assert client.get_run(other.run_id).info.status == "RUNNING"
    assert client.search_model_versions("name = 'model'") == []


def test_a_version_in_service_is_not_taken_back(client):
    killed = run_of(client, checkout())
    version = version_of(client, killed)
    client.set_registered_model_alias("model", "champion", version.version)

    close_abandoned(client, killed.experiment_id)

    assert len(client.search_model_versions("name = 'model'")) == 1


def test_what_the_same_stages_registered_is_found_once_its_run_has_finished(client):
    run = run_of(client, checkout())
    version_of(client, run)

    before = registered_before(client, "model", ORIGIN)
    client.set_terminated(run.run_id)

    assert before is None
    assert registered_before(client, "model", ORIGIN) == "1"
    assert registered_before(client, "model", ORIGIN | {"data_sha256": "other"}) is None
