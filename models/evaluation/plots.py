"""Pictures of a race: each says its message in the headline and what is measured below it.

Headlines are computed from the table that is drawn. The same table gives the same bytes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

BLUE, TURQUOISE, PLUM, ORANGE, GREY, LILAC = (
    "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1",
)  # fmt: skip
TEXT = "#1A1A1A"  # orange and turquoise are too pale for text
STYLE: dict[Any, Any] = {
    "svg.hashsalt": "countersign",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 11,
    "text.color": TEXT,
    "axes.labelcolor": TEXT,
    "axes.edgecolor": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#D9D9D9",
    "xtick.color": TEXT,
    "ytick.color": TEXT,
}


@contextmanager
def picture(path: Path, headline: str, subtitle: str) -> Iterator[Any]:
    """Axes to draw on; saved as SVG at ``path``, without a date."""
    import matplotlib as mpl

    mpl.use("agg")
    from matplotlib.figure import Figure

    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(8, 5), layout="constrained")
        axes = figure.subplots()
        figure.suptitle(headline, x=0.01, ha="left", fontsize=14, fontweight="bold")
        axes.set_title(subtitle, loc="left", fontsize=11)
        yield axes
        figure.savefig(path, format="svg", metadata={"Date": None})


def draw_finds(table: pd.DataFrame, path: Path, *, capacity: float) -> None:
    """Finds against cases checked, in list order and at random.

    Parameters
    ----------
    table : frame
        From ``finds_against_checked``.
    capacity : float
        Places as a share of all cases, 0 to 1.
    """
    subtitle = "Ratings too low expected to be found, per 1,000 cases; band: 95% interval"
    with picture(path, finds_headline(table, capacity), subtitle) as axes:
        axes.fill_between(table["checked"], table["low"], table["high"], color=BLUE, alpha=0.2)
        axes.plot(table["checked"], table["finds"], color=BLUE, linewidth=2)
        axes.plot(table["checked"], table["random"], color=GREY, linestyle="--")
        axes.axvline(1000 * capacity, color=PLUM, linewidth=1)
        last = table.iloc[-1]
        for name, column in (("in list order", "finds"), ("at random", "random")):
            if pd.notna(last[column]):
                axes.annotate(name, (last["checked"], last[column]), ha="right", va="bottom")
        axes.annotate(
            f" capacity: {1000 * capacity:.0f} in 1,000", (1000 * capacity, 0), va="bottom"
        )
        axes.set(xlabel="Cases checked, per 1,000", ylabel="", ylim=(0, None), xlim=(0, None))


def finds_headline(table: pd.DataFrame, capacity: float) -> str:
    """What the list is worth at capacity, in words.

    Examples
    --------
    >>> row = {"checked": 50.0, "finds": 25.0, "low": 20.0, "high": 30.0, "random": 7.0}
    >>> finds_headline(pd.DataFrame([row]), 0.05)
    'Checking 50 in 1,000 in list order finds 25; at random, 7'
    >>> finds_headline(pd.DataFrame([row | {"finds": None}]), 0.05)
    'Too few audits to say what checking 50 in 1,000 would find'
    """
    at = table.iloc[(table["checked"] - 1000 * capacity).abs().argmin()] if len(table) else None
    if at is None or pd.isna(at["finds"]):
        return f"Too few audits to say what checking {1000 * capacity:.0f} in 1,000 would find"
    return (
        f"Checking {at['checked']:.0f} in 1,000 in list order finds {at['finds']:.0f}; "
        f"at random, {at['random']:.0f}"
    )
