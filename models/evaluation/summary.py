"""The few figures that `dvc metrics show` prints: the rest stands in metrics.json."""

from collections.abc import Mapping
from typing import Any

SHOWN = ("average_precision", "precision_at_5", "recall_at_5", "roc_auc", "brier")
PARTS = ("low", "value", "high", "n", "positives")
RIVAL = "base_rate"


def summary(metrics: Mapping[str, Any], gate: Mapping[str, Any]) -> dict[str, Any]:
    """Per target: each shown figure of the chosen model with its interval and the base rate's.

    Examples
    --------
    >>> figure = {"value": 0.4, "low": 0.3, "high": 0.5, "n": 90, "positives": 12}
    >>> metrics = {"chosen": "stacked", "under": {"stacked": {"average_precision": figure}}}
    >>> summary(metrics, {"passed": True, "used": "model"})["under"]["average_precision"]
    {'low': 0.3, 'value': 0.4, 'high': 0.5, 'n': 90, 'positives': 12}
    """
    chosen = metrics["chosen"]
    shown: dict[str, Any] = {
        "chosen": chosen,
        "gate": {"passed": gate["passed"], "lists_by": gate["used"]},
    }
    for target, candidates in metrics.items():
        if isinstance(candidates, Mapping):
            shown[target] = _figures(candidates, chosen)
    return shown


def _figures(candidates: Mapping[str, Any], chosen: str) -> dict[str, Any]:
    figures, rival = candidates.get(chosen, {}), candidates.get(RIVAL, {})
    shown: dict[str, Any] = {}
    for name in SHOWN:
        if name in figures:
            shown[name] = {part: figures[name][part] for part in PARTS}
        if name in rival:
            shown[f"{name}_of_{RIVAL}"] = rival[name]["value"]
    return shown
