"""A version of the model in MLflow's registry: what is in it, what it reads, what it says."""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from models.training.persistence.scorer import Scorer

SERVICE = Path(__file__).with_name("scoring_service.py")
PIP = ["scikit-learn", "skops", "numpy", "scipy", "pandas"]


@dataclass(frozen=True)
class OfferedModel:
    """What a service is offered.

    Parameters
    ----------
    scorer : Scorer
    example : frame
        One row that it can score, which is no person's.
    learned : bool
        Whether any audit was learned from; else no chance is claimed.
    note : str
        In what its answers differ from lists whatever columns they are asked with; or empty.
    """

    scorer: Scorer
    example: pd.DataFrame
    learned: bool = True
    note: str = ""


def register_version(name: str, offered: OfferedModel) -> str:
    """Log the model with the run that is open, as a new version of ``name``; its number."""
    import mlflow

    from models.training.persistence import skops_file
    from models.training.saved_types import TRUSTED

    os.environ["MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR"] = "false"
    with tempfile.TemporaryDirectory(prefix="model-") as folder:
        file = Path(folder) / "estimators.skops"
        skops_file.dump({**offered.scorer.to_parts(), "learned": offered.learned}, file)
        logged = mlflow.pyfunc.log_model(
            name="model",
            python_model=str(SERVICE),
            artifacts={"estimators": str(file)},
            model_config={"trusted": TRUSTED, "note": offered.note},
            registered_model_name=name,
            signature=signature(offered),
            input_example=offered.example,
            pip_requirements=PIP,
        )
    return str(logged.registered_model_version)


def signature(offered: OfferedModel) -> Any:
    """What a row holds, of which all but the rating may be missing, and what the answer holds."""
    from mlflow.models import ModelSignature
    from mlflow.types import ColSpec, DataType, Schema
    from mlflow.types.schema import Array

    words = offered.example.select_dtypes(exclude="number").columns
    columns = ["person_id", *offered.scorer.columns]
    kinds = [DataType.string if name in words else DataType.double for name in columns]
    needed = [name == "assigned" for name in columns]
    answer = [
        ColSpec(DataType.double, "p_under", required=False),
        ColSpec(Array(DataType.string), "missing"),
        ColSpec(DataType.string, "note"),
    ]
    return ModelSignature(Schema([*map(ColSpec, kinds, columns, needed)]), Schema([*answer]))


def describe(name: str, version: str, sentence: str, tags: Mapping[str, str]) -> None:
    """Say on the version itself what made it and what the gate said."""
    from mlflow import MlflowClient

    client = MlflowClient()
    client.update_model_version(name, version, description=sentence)
    for key, value in tags.items():
        client.set_model_version_tag(name, version, key, value)
