"""The one file that speaks to MLflow: a copy of what happened, never an input of a later stage."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

EXPERIMENT = "countersign"
DEFAULT_STORE = "sqlite:///mlflow.db"
PIP = ["scikit-learn", "skops", "numpy", "scipy", "pandas"]


@dataclass(frozen=True)
class Registered:
    """What the registry was told."""

    name: str
    champion: bool


@dataclass(frozen=True)
class Folders:
    """Where earlier stages left what is logged."""

    checked: Path
    model: Path
    evaluation: Path


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
    """Log one parent run with a child a candidate, and put the model into the registry.

    The alias `champion` moves to it only if the gate passed.
    """
    import mlflow

    mlflow.set_tracking_uri(store())
    mlflow.set_experiment(EXPERIMENT)
    training = json.loads((folders.model / "training.json").read_text(encoding="utf-8"))
    metrics = json.loads((folders.evaluation / "metrics.json").read_text(encoding="utf-8"))
    gate = json.loads((folders.evaluation / "gate.json").read_text(encoding="utf-8"))
    with mlflow.start_run(run_name=name, tags=tags(folders.checked)):
        mlflow.log_params(flat(yaml.safe_load(Path("params.yaml").read_text(encoding="utf-8"))))
        mlflow.log_metrics(figures_of(metrics, training["chosen"]))
        mlflow.set_tags({"gate": gate["sentence"][:500], "chosen": training["chosen"]})
        mlflow.log_artifacts(str(folders.evaluation), "evaluation")
        for candidate in training["candidates"]:
            kind = {"kind": candidate["kind"], "candidate": candidate["name"]}
            with mlflow.start_run(run_name=candidate["name"], nested=True, tags=kind):
                mlflow.log_metrics(figures_of(metrics, candidate["name"]))
        version = _register(name, estimator, example)
        if gate["passed"]:
            mlflow.MlflowClient().set_registered_model_alias(name, "champion", version)
    return Registered(name, bool(gate["passed"]))


def _register(name: str, estimator: Any, example: Any) -> str:
    import mlflow
    from mlflow.models import infer_signature

    from models.training.saving import TRUSTED

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


def flat(content: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Parameters by their dotted names, as MLflow wants them."""
    told: dict[str, str] = {}
    for key, value in content.items():
        if isinstance(value, Mapping):
            told |= flat(value, f"{prefix}{key}.")
        else:
            told[f"{prefix}{key}"] = str(value)[:500]
    return told


def figures_of(metrics: Mapping[str, Any], candidate: str) -> dict[str, float]:
    """One number a metric and target, with the ends of its interval."""
    told: dict[str, float] = {}
    for target, candidates in metrics.items():
        if not isinstance(candidates, Mapping):
            continue
        for metric, figure in candidates.get(candidate, {}).items():
            for end in ("value", "low", "high"):
                if figure.get(end) is not None:
                    suffix = "" if end == "value" else f"_{end}"
                    told[f"{target}_{metric}{suffix}"] = float(figure[end])
    return told
