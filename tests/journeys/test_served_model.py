"""The champion behind `mlflow models serve`, on this machine only."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pandas as pd
import pytest

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey")]


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def ask(port, body, *, within):
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/invocations",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    until = time.monotonic() + within
    while True:
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - loopback
                return json.loads(answer.read())
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.5)


# MLflow asks its database in a way that SQLAlchemy 2.1 will drop
@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SADeprecationWarning")
def test_the_champion_answers_rows_of_json_with_the_chances_of_the_lists(small):
    import mlflow

    programs = Path(sys.executable).parent
    store = f"sqlite:///{small.folder / 'mlflow.db'}"
    environment = os.environ | {
        "MLFLOW_TRACKING_URI": store,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(small.folder / ".guard"),
    }
    mlflow.set_tracking_uri(store)
    client = mlflow.MlflowClient()
    # a world as small as this one's may fail the gate: the test asks of serving, not of passing
    client.set_registered_model_alias("countersign-demo", "champion", "1")
    scores, rows = rows_and_scores(small.folder / "data")
    body = {"dataframe_records": json.loads(rows.to_json(orient="records", date_format="iso"))}
    port = free_port()
    served = subprocess.Popen(
        [
            programs / "mlflow", "models", "serve", "--env-manager", "local", "--port", str(port),
            "--host", "127.0.0.1", "--model-uri", "models:/countersign-demo@champion",
        ],
        cwd="/", env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        answers = ask(port, body, within=300)["predictions"]
        [alone] = ask(port, {"dataframe_records": [{"assigned": "low"}]}, within=30)["predictions"]
    finally:
        served.terminate()
        served.wait(timeout=20)

    chances = [answer["p_under"] for answer in answers]
    assert chances == pytest.approx(scores["p_under"].to_list(), abs=1e-6)
    assert {(*answer["missing"], answer["note"]) for answer in answers} == {("",)}
    assert 0 < alone["p_under"] < 1
    assert "person_id" in alone["missing"]
    assert "person_id is missing" in alone["note"]


def rows_and_scores(data):
    """Twenty rows of features as another system would send them, and what lists say of them."""
    scores = pd.read_parquet(data / "05_scores/scores.parquet").iloc[::40].head(20)
    features = pd.read_parquet(data / "03_features/features.parquet").set_index("assessment_id")
    return scores, features.loc[scores["assessment_id"]]


# MLflow asks its database in a way that SQLAlchemy 2.1 will drop
@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SADeprecationWarning")
def test_the_run_names_its_records_and_their_hash(small):
    import mlflow

    client = mlflow.MlflowClient(f"sqlite:///{small.folder / 'mlflow.db'}")
    run = client.get_run(client.get_model_version("countersign-demo", "1").run_id)

    [given] = run.inputs.dataset_inputs
    assert given.dataset.name == "demo"
    assert len(given.dataset.digest) == 36
    assert run.data.tags["data_sha256"].startswith(given.dataset.digest)


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SADeprecationWarning")
def test_the_version_leads_to_its_model_card(small):
    import mlflow

    client = mlflow.MlflowClient(f"sqlite:///{small.folder / 'mlflow.db'}")
    version = client.get_model_version("countersign-demo", "1")

    card = f"runs:/{version.run_id}/model-card/model-card.md"
    assert version.tags["model_card"] == card
    assert version.description.endswith(f"Model card: {card}")
    files = [file.path for file in client.list_artifacts(version.run_id, "model-card")]
    assert files == ["model-card/model-card.html", "model-card/model-card.md"]
