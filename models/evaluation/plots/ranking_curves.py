"""Pictures of the two usual curves of an order: ROC, and precision against recall."""

from pathlib import Path
from typing import Any

import pandas as pd

from models.evaluation.plots.plots import BLUE, GREY, picture, readable

OTHERS = 0.8  # width of the lines of those that were not chosen
SUBTITLE = "Audited cases out of fold; ties at their worst; in blue the choice, in grey the others"


def draw_roc(points: pd.DataFrame, path: Path, *, chosen: str) -> None:
    """The share of too low ratings found against the share of others listed with them.

    Parameters
    ----------
    points : frame
        `candidate`, `false_positive_rate`, `true_positive_rate`.
    """
    headline = (
        f"ROC curve of {readable(chosen)}" if len(points) else "Too few audits for a ROC curve"
    )
    with picture(path, headline, SUBTITLE) as axes:
        axes.plot([0, 1], [0, 1], color=GREY, linestyle="--", linewidth=1)
        _lines(axes, points, ("false_positive_rate", "true_positive_rate"), chosen)
        axes.set(xlabel="Share of other ratings listed", ylabel="", xlim=(0, 1), ylim=(0, 1.02))


def draw_precision_recall(points: pd.DataFrame, path: Path, *, chosen: str) -> None:
    """The share of listed ratings that were too low, as ever more of all those are found.

    Parameters
    ----------
    points : frame
        `candidate`, `recall`, `precision`.
    """
    headline = (
        f"Precision and recall of {readable(chosen)}"
        if len(points)
        else "Too few audits for precision and recall"
    )
    with picture(path, headline, SUBTITLE) as axes:
        _lines(axes, points, ("recall", "precision"), chosen)
        axes.set(xlabel="Share of too low ratings found", ylabel="", xlim=(0, 1), ylim=(0, 1.02))


def _lines(axes: Any, points: pd.DataFrame, columns: tuple[str, str], chosen: str) -> None:
    """The choice last, so that it lies on top."""
    across, up = columns
    for name, order in sorted(points.groupby("candidate"), key=lambda one: one[0] == chosen):
        colour, width = (BLUE, 2.0) if name == chosen else (GREY, OTHERS)
        alpha = 1.0 if name == chosen else 0.4
        axes.plot(order[across], order[up], color=colour, linewidth=width, alpha=alpha)
