"""One run as its files hold it, whether they lie in the workspace or in a commit."""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import yaml

from contracts.source import Source

SHOWN = (
    "average_precision",
    "roc_auc",
    "brier",
    "precision_at_capacity",
    "recall_at_capacity",
    "precision_at_capacity_corrected",
)  # of every target
Opened = Callable[[str], bytes | None]


@dataclass(frozen=True)
class RunRecord:
    """What one run left behind.

    Parameters
    ----------
    source : Source
        Whose records it read.
    params : mapping
        The whole of params.yaml, one entry a leaf: ``rank.seed``.
    training, metrics, gate : mapping
        The files of those names.
    predictions, worklist : frame or None
        Fold predictions and lists; None where their files are not kept.
    """

    source: Source
    params: Mapping[str, Any]
    training: Mapping[str, Any]
    metrics: Mapping[str, Any]
    gate: Mapping[str, Any]
    predictions: pd.DataFrame | None
    worklist: pd.DataFrame | None


def read_run(opened: Opened, folders: Mapping[str, str]) -> RunRecord | None:
    """The run whose files ``opened`` gives; None where one that is needed is missing.

    Parameters
    ----------
    opened : callable
        The bytes of a path, or None.
    folders : mapping
        Paths of the folders ``checked``, ``model``, ``evaluation`` and ``worklist``.
    """
    needed = {
        "source": f"{folders['checked']}/source.json",
        "training": f"{folders['model']}/training.json",
        "metrics": f"{folders['evaluation']}/metrics.json",
        "gate": f"{folders['evaluation']}/gate.json",
    }
    raw = {name: opened(path) for name, path in needed.items()}
    params = opened("params.yaml")
    if params is None or any(text is None for text in raw.values()):
        return None
    content = {name: json.loads(text) for name, text in raw.items() if text is not None}
    return RunRecord(
        source=Source.of(content["source"]),
        params=flat(yaml.safe_load(params)),
        training=content["training"],
        metrics=content["metrics"],
        gate=content["gate"],
        predictions=_table(opened(f"{folders['model']}/fold_predictions.parquet")),
        worklist=_table(opened(f"{folders['worklist']}/worklist.parquet")),
    )


def _table(content: bytes | None) -> pd.DataFrame | None:
    return None if content is None else pd.read_parquet(io.BytesIO(content))


def flat(params: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested parameters by their full names.

    Examples
    --------
    >>> flat({"version": 1, "rank": {"seed": 13}})
    {'version': 1, 'rank.seed': 13}
    """
    leaves: dict[str, Any] = {}
    for name, value in params.items():
        if isinstance(value, Mapping):
            leaves |= flat(value, f"{prefix}{name}.")
        else:
            leaves[f"{prefix}{name}"] = value
    return leaves
