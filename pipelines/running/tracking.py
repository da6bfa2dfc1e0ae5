"""Logs a run and its model to MLflow: a copy of what happened, never an input of a later stage."""

import hashlib
import json
import os
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from contracts.checked_folder import CheckedFolder
from pipelines.running.run_contents import Content, Folders, Point, flat
from pipelines.running.service.model_version import OfferedModel, describe, register_version
from pipelines.running.store.abandoned import (
    CHECKOUT,
    checkout,
    close_abandoned,
    registered_before,
)
from pipelines.running.store.places import settle_places

EXPERIMENT = "countersign"
DEFAULT_STORE = "sqlite:///mlflow.db"
DIGEST = 36  # characters of a data set's hash that MLflow keeps
STAGES_OF_MODEL = ("check", "featurise", "train", "evaluate")
# exact counts of teams, protected groups and narrow ranges of chances stay where they were made
COUNT_FEW = {"bins", "groups", "metrics_left_out_units", "units"}
CARD = "model-card"  # name of its files in the report, and of the folder beside the run
LONGEST = 500  # characters of a tag


@dataclass(frozen=True)
class Logged:
    """A model as it stands in the registry: its name, its version there, and the gate's verdict."""

    name: str
    version: str
    gate_passed: bool


def store() -> str:
    """Address of the tracking store: the environment's, or a SQLite file beside the project."""
    return os.environ.get("MLFLOW_TRACKING_URI", DEFAULT_STORE)


def tags(checked: Path) -> dict[str, str]:
    """What made this run: commit, records and stages, by their hashes."""
    folder = CheckedFolder(checked)
    return {
        "git_commit": _commit(),
        "data_sha256": _sha256(*sorted(folder.tables.glob("*.parquet"))),
        "dvc_lock_sha256": lock_hash(Path("dvc.lock")),
        "source": json.loads(folder.source_file.read_text(encoding="utf-8"))["name"],
    }


def lock_hash(lock: Path) -> str:
    """The same of the file ``lock``; a sentence where there is none."""
    return lock_text_hash(lock.read_text(encoding="utf-8")) if lock.exists() else "no dvc.lock"


def lock_text_hash(text: str) -> str:
    """Hash of what the stages that make a model and its figures wrote, as a dvc.lock has it.

    Lists of another length are no other model, nor are the same records from another folder.
    """
    recorded = yaml.safe_load(text)["stages"]
    outputs = [out for name in STAGES_OF_MODEL for out in recorded.get(name, {}).get("outs", [])]
    hashes = {out["path"]: out["md5"] for out in outputs}
    return hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()


def _commit() -> str:
    if shutil.which("git") is None:
        return "not under version control"
    head = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return head.stdout.strip() or "not under version control"


def _sha256(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def log_run(*, name: str, folders: Folders, folds: pd.DataFrame, offered: OfferedModel) -> Logged:
    """Log one run, a run below it for each candidate, and a new version of the model.

    No alias is moved: a person promotes (``pipelines.promote``). What the same stages have
    registered before is not registered again.

    Parameters
    ----------
    name : str
        Of the model in the registry.
    folds : frame
        Figures of each candidate on each test window, logged as a table.
    offered : OfferedModel
        What is registered.
    """
    import mlflow

    content = Content.of(folders)
    origin = tags(folders.checked) | verdict_tags(content)
    client = _open_store()
    version = registered_before(client, name, origin)
    if version is not None:
        return Logged(name, version, content.gate["passed"])
    with mlflow.start_run(
        run_name=run_name(origin), tags=origin | {CHECKOUT: checkout()}
    ) as parent:
        mlflow.log_input(_records(origin), context="training")
        mlflow.log_params(flat(yaml.safe_load(Path("params.yaml").read_text(encoding="utf-8"))))
        for file in to_log(folders.evaluation):
            mlflow.log_artifact(str(file), "evaluation")
        mlflow.log_table(folds, "by_fold.json")
        for file in sorted(folders.report.glob(f"{CARD}.*")):
            mlflow.log_artifact(str(file), CARD)
        log_candidates(parent, content)
        version = register_version(name, offered)
    card = f"runs:/{parent.info.run_id}/{CARD}/{CARD}.md"
    sentence = f"{run_name(origin)}. {origin['gate']}\n\nModel card: {card}"
    describe(name, version, sentence, origin | {"model_card": card})
    return Logged(name, version, content.gate["passed"])


def to_log(evaluation: Path) -> list[Path]:
    """Files of an evaluation that a tracking server may have: none that counts a team or a group.

    A server is often shared, and those counts are exact.
    """
    return [path for path in sorted(evaluation.iterdir()) if path.stem not in COUNT_FEW]


def _open_store() -> Any:
    """A client of the store, once its places are this folder's and nothing stands half done."""
    import mlflow

    if store() == DEFAULT_STORE:
        settle_places()
    mlflow.set_tracking_uri(store())
    experiment = mlflow.set_experiment(EXPERIMENT)
    client = mlflow.MlflowClient()
    close_abandoned(client, experiment.experiment_id)
    return client


def verdict_tags(content: Content) -> dict[str, str]:
    """What was chosen, and whether it may make the lists."""
    passed = bool(content.gate["passed"])
    sentence = str(content.gate["sentence"])[:LONGEST]
    return {"chosen": content.chosen, "gate": sentence, "gate_passed": str(passed)}


def run_name(origin: Mapping[str, str]) -> str:
    """A name that says what a run is of.

    Examples
    --------
    >>> origin = {"source": "demo", "chosen": "stacked", "data_sha256": "0f3c2a1b9d"}
    >>> run_name(origin | {"gate_passed": "True"})
    'demo, stacked, gate passed, records 0f3c2a1b'
    """
    verdict = "gate passed" if origin["gate_passed"] == "True" else "gate not passed"
    return f"{origin['source']}, {origin['chosen']}, {verdict}, records {origin['data_sha256'][:8]}"


def _records(origin: Mapping[str, str]) -> Any:
    """The records by name and hash: the column in which MLflow's users look for them."""
    from mlflow.data.code_dataset_source import CodeDatasetSource
    from mlflow.data.meta_dataset import MetaDataset

    digest = origin["data_sha256"][:DIGEST]
    source = CodeDatasetSource(tags={})
    return MetaDataset(source, name=origin["source"], digest=digest)  # type: ignore[abstract] # of MLflow


def log_candidates(parent: Any, content: Content) -> None:
    """Figures and curves of the choice in the run ``parent``; below it one run a candidate."""
    from mlflow import MlflowClient

    client = MlflowClient()
    choice = content.of_candidate(content.chosen)
    _log(client, parent.info.run_id, [*choice, *content.learning_curve])
    # who ran what, as MLflow itself writes it: asking again for every run takes long
    shared = {
        key: value
        for key, value in parent.data.tags.items()
        if key in ("mlflow.user", "mlflow.source.name", "mlflow.source.type")
    }
    for candidate in content.training["candidates"]:
        name, kind = str(candidate["name"]), str(candidate["kind"])
        below = {"mlflow.parentRunId": parent.info.run_id, "kind": kind, "candidate": name}
        run = client.create_run(parent.info.experiment_id, tags=shared | below, run_name=name)
        _log(client, run.info.run_id, content.of_candidate(name))
        client.set_terminated(run.info.run_id)


def _log(client: Any, run: str, points: Sequence[Point]) -> None:
    """All numbers of a run at once: a store in one file is slow at every call."""
    from mlflow.entities import Metric

    now = int(1000 * time.time())
    metrics = [Metric(point.name, point.value, now, point.step) for point in points]
    client.log_batch(run, metrics=metrics)
