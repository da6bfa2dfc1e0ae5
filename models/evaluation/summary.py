"""The few scalars of a run that are committed with it: the rest stands in metrics.json."""

from collections.abc import Mapping
from typing import Any

MAIN = "under"
SHOWN = ("average_precision", "precision_at_capacity", "recall_at_capacity", "roc_auc", "brier")
BETWEEN = "average_precision"  # shown with the ends of its interval


def summary(metrics: Mapping[str, Any], gate: Mapping[str, Any]) -> dict[str, float | bool | None]:
    """Figures of the choice on the main question, one number a name, and the gate's verdict.

    Short and flat, so that runs stand on a line each where DVC prints them; null where too few
    audits speak.

    Examples
    --------
    >>> figure = {"value": 0.4, "low": 0.3, "high": 0.5, "n": 90, "positives": 12}
    >>> metrics = {"chosen": "stacked", "under": {"stacked": {"average_precision": figure}}}
    >>> summary(metrics, {"passed": True})
    {'gate_passed': True, 'average_precision': 0.4, 'ap_low': 0.3, 'ap_high': 0.5}
    """
    figures = metrics.get(MAIN, {}).get(metrics["chosen"], {})
    shown: dict[str, float | bool | None] = {"gate_passed": bool(gate["passed"])}
    shown |= {name: figures[name]["value"] for name in SHOWN if name in figures}
    if BETWEEN in figures:
        shown |= {f"ap_{end}": figures[BETWEEN][end] for end in ("low", "high")}
    return shown
