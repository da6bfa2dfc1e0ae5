"""The rate of labels over time as a picture: SVG that stands in the page itself."""

import io
from html import escape
from typing import Any

import pandas as pd

LIGHT_BLUE, DARK_BLUE = "#1d70b8", "#003078"
MOST_NAMES = 12
WIDTH, HEIGHT = 9, 3.2  # inches
# no date, no version and no random id: the same rates give the same bytes
STYLE: dict[Any, Any] = {
    "svg.hashsalt": "countersign",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
}
UNDATED = dict.fromkeys(("Date", "Creator", "Format", "Type"))


def rate_chart(rates: pd.DataFrame, title: str) -> str:
    """An ``svg`` element of the rate of each quarter with its interval; empty without a label.

    Parameters
    ----------
    rates : frame
        From ``contracts.checks.labels.rates_by_quarter``.
    title : str
        What the rates are of, for those who hear the page.
    """
    if not rates["labelled"].sum():
        return ""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, HEIGHT), layout="constrained")
        _draw(figure.subplots(), rates)
        picture = io.StringIO()
        figure.savefig(picture, format="svg", metadata=UNDATED)
    return _within_a_page(picture.getvalue(), title)


def _within_a_page(svg: str, title: str) -> str:
    """The element alone: a page needs neither the names of the formats nor their addresses."""
    inner = svg[svg.index(">", svg.index("<svg")) + 1 :]
    box = f'viewBox="0 0 {72 * WIDTH:g} {72 * HEIGHT:g}"'  # SVG counts 72 points an inch
    return (
        f'<svg {box} role="img" aria-labelledby="rate-title rate-text">\n'
        f'<title id="rate-title">{escape(title)}, by quarter</title>\n'
        f'<desc id="rate-text">The same figures are in the table below.</desc>{inner}'
    )


def _draw(axes: Any, rates: pd.DataFrame) -> None:
    from matplotlib.ticker import PercentFormatter

    whole: dict[str, Any] = {"clip_on": False}  # a clip is a reference, which a page need not hold
    there = rates["labelled"] > 0
    axes.vlines(
        rates.index[there], rates["low"][there], rates["high"][there], LIGHT_BLUE, lw=3, **whole
    )
    axes.plot(rates.index[there], rates["rate"][there], "o", color=DARK_BLUE, **whole)
    every = -(-len(rates) // MOST_NAMES)
    axes.set_xticks(rates.index[::every], rates["quarter"].iloc[::every])
    axes.set(ylim=(0, None), xlim=(-0.5, len(rates) - 0.5))
    axes.yaxis.set_major_formatter(PercentFormatter(xmax=1, decimals=0))
    axes.grid(axis="y", color="#b1b4b6", **whole)
    axes.spines[["top", "right", "left"]].set_visible(False)
