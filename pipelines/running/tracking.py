"""The one file that speaks to MLflow: a copy of what happened, never an input of a later stage."""

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

import yaml

from pipelines.running.run_contents import Content, Folders, Point, flat

EXPERIMENT = "countersign"
DEFAULT_STORE = "sqlite:///mlflow.db"
DIGEST = 36  # characters of a data set's hash that MLflow keeps
PIP = ["scikit-learn", "skops", "numpy", "scipy", "pandas"]


@dataclass(frozen=True)
class Registered:
    """What the registry was told."""

    name: str
    champion: bool


def store() -> str:
    """Address of the tracking store: the environment's, or a SQLite file beside the project."""
    return os.environ.get("MLFLOW_TRACKING_URI", DEFAULT_STORE)


def tags(checked: Path) -> dict[str, str]:
    """What made this run: commit, records and stages, by their hashes."""
    return {
        "git_commit": _commit(),
        "data_sha256": _sha256(*sorted((checked / "tables").glob("*.parquet"))),
        "dvc_lock_sha256": lock_hash(Path("dvc.lock")),
        "source": json.loads((checked / "source.json").read_text(encoding="utf-8"))["name"],
    }


def lock_hash(lock: Path) -> str:
    """Hash of the stages in dvc.lock but this one, which DVC writes down only when it has ended.

    The same for a lock that DVC wrote in another order.
    """
    if not lock.exists():
        return "no dvc.lock"
    stages = dict(yaml.safe_load(lock.read_text(encoding="utf-8"))["stages"])
    stages.pop("register", None)
    return hashlib.sha256(json.dumps(stages, sort_keys=True).encode()).hexdigest()


def _commit() -> str:
    if shutil.which("git") is None:
        return "not under version control"
    asked = subprocess.run(
        ["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "not under version control"


def _sha256(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def log_run(*, name: str, folders: Folders, estimator: Any, example: Any) -> Registered:
    """Log one parent run with all that lies below it, and put the model into the registry.

    The alias `champion` moves to it only if the gate passed.
    """
    import mlflow

    mlflow.set_tracking_uri(store())
    mlflow.set_experiment(EXPERIMENT)
    content = Content.of(folders)
    passed = bool(content.gate["passed"])
    made_by = tags(folders.checked)
    with mlflow.start_run(run_name=name, tags=made_by) as parent:
        mlflow.log_input(_records(made_by), context="training")
        mlflow.log_params(flat(yaml.safe_load(Path("params.yaml").read_text(encoding="utf-8"))))
        verdict = {"gate": content.gate["sentence"][:500], "gate_passed": str(passed)}
        mlflow.set_tags(verdict | {"chosen": content.chosen})
        mlflow.log_artifacts(str(folders.evaluation), "evaluation")
        mlflow.log_artifacts(str(folders.made))
        log_tree(parent, content)
        version = _register(name, estimator, example)
        if passed:
            mlflow.MlflowClient().set_registered_model_alias(name, "champion", version)
    return Registered(name, passed)


def _records(made_by: Mapping[str, str]) -> Any:
    """The records by name and hash: the column in which MLflow's users look for them."""
    from mlflow.data.code_dataset_source import CodeDatasetSource
    from mlflow.data.meta_dataset import MetaDataset

    digest = made_by["data_sha256"][:DIGEST]
    given = CodeDatasetSource(tags={})
    return MetaDataset(given, name=made_by["source"], digest=digest)  # type: ignore[abstract] # of MLflow


def log_tree(parent: Any, content: Content) -> None:
    """Figures and curves of the parent run; below it one run a candidate, and of models a fold."""
    tree = _Tree(parent)
    tree.tell(parent.info.run_id, [*content.of_candidate(content.chosen), *content.learning_curve])
    for candidate in content.training["candidates"]:
        name = str(candidate["name"])
        own = {"kind": str(candidate["kind"]), "candidate": name}
        run = tree.add(parent.info.run_id, name, own, content.of_candidate(name))
        for fold in content.folds_of(name):
            tree.add(run, fold.name, own | {"kind": "fold"} | dict(fold.tags), fold.points)


class _Tree:
    """Runs below a parent, each told in three calls: a store in one file is slow at every call."""

    def __init__(self, parent: Any) -> None:
        from mlflow import MlflowClient

        self._client = MlflowClient()
        self._experiment = parent.info.experiment_id
        # who ran what, as MLflow itself writes it: asking again for every run takes long
        self._shared = {
            name: value
            for name, value in parent.data.tags.items()
            if name in ("mlflow.user", "mlflow.source.name", "mlflow.source.type")
        }

    def add(self, above: str, name: str, own: Mapping[str, str], points: Sequence[Point]) -> str:
        """A finished run below ``above``; its id."""
        told = self._shared | {"mlflow.parentRunId": above} | dict(own)
        run = self._client.create_run(self._experiment, tags=told, run_name=name)
        self.tell(run.info.run_id, points)
        self._client.set_terminated(run.info.run_id)
        return str(run.info.run_id)

    def tell(self, run: str, points: Sequence[Point]) -> None:
        """All numbers of a run at once."""
        from mlflow.entities import Metric

        now = int(1000 * time.time())
        told = [Metric(point.name, point.value, now, point.step) for point in points]
        self._client.log_batch(run, metrics=told)


def _register(name: str, estimator: Any, example: Any) -> str:
    import mlflow
    from mlflow.models import infer_signature

    from models.training.persistence.skops_file import TRUSTED

    logged = mlflow.sklearn.log_model(
        estimator,
        name="model",
        registered_model_name=name,
        signature=infer_signature(example, estimator.predict_proba(example)),
        input_example=example,
        pip_requirements=PIP,
        skops_trusted_types=TRUSTED,
        pyfunc_predict_fn="predict_proba",
    )
    return str(logged.registered_model_version)
