"""A picture of what moves the margin over many cases."""

from pathlib import Path

import pandas as pd

from models.evaluation.plots.plots import BLUE, ORANGE, picture, readable

MOST_BARS = 15
SUBTITLE = "Mean change of the log-odds that a rating is too low, either way"


def draw_moves(table: pd.DataFrame, path: Path) -> None:
    """Bars of the themes or features that move the margin most, the largest at the top.

    Parameters
    ----------
    table : frame
        `name`, `mean_absolute`, `counts` and `respected`, the largest first.
    """
    shown = table.head(MOST_BARS).iloc[::-1]
    against = shown["respected"] == "no"
    with picture(path, moves_headline(table), SUBTITLE) as axes:
        names = [readable(name) for name in shown["name"]]
        colours = [ORANGE if one else BLUE for one in against]
        axes.barh(names, shown["mean_absolute"], color=colours, height=0.7)
        labels = shown["counts"].where(~against, shown["counts"] + ", though declared otherwise")
        for place, (length, words) in enumerate(zip(shown["mean_absolute"], labels, strict=True)):
            axes.annotate(f" {words}", (length, place), va="center", fontsize=9)
        axes.margins(x=0.15)
        axes.grid(visible=False, axis="y")


def draw_importance(view: pd.DataFrame, folder: Path) -> None:
    """Two pictures, ``importance_of_themes.svg`` and ``importance_of_features.svg``.

    Parameters
    ----------
    view : frame
        ``importance.csv`` of the train stage: rows without a `feature` are whole themes.
    """
    whole = view["feature"] == ""
    themes = view[whole].assign(name=view["theme"], counts="", respected="")
    features = view[~whole].assign(name=view["feature"])
    draw_moves(themes, folder / "importance_of_themes.svg")
    draw_moves(features, folder / "importance_of_features.svg")


def moves_headline(table: pd.DataFrame) -> str:
    """Which moves the margin most.

    Examples
    --------
    >>> moves_headline(pd.DataFrame({"name": ["evidence_gaps"], "mean_absolute": [0.4321]}))
    'What moves the chance most: evidence gaps, by 0.43 in log-odds on average'
    """
    if not len(table) or not table["mean_absolute"].iloc[0]:
        return "Nothing moves the chance"
    first = table.iloc[0]
    return (
        f"What moves the chance most: {readable(str(first['name']))}, "
        f"by {first['mean_absolute']:.2f} in log-odds on average"
    )
