"""The picture of what audits bring."""

from pathlib import Path
from typing import Any

import pandas as pd

from models.evaluation.plots.plots import BLUE, GREY, picture

SUBTITLE = (
    "Ratings too low expected to be found, per 100 cases listed; bars: 95% interval.\n"
    "Each number of audits is judged on the cases of the test windows that had so many."
)


def draw_learning_curve(table: pd.DataFrame, path: Path) -> None:
    """Finds of the list learned from ever more audits, beside the list without any.

    Parameters
    ----------
    table : frame
        From ``learning_curve``, the race with all known audits last.
    """
    lines = {
        "learned from audits": ("finds", {"color": BLUE, "marker": "o"}, 0.06),
        "without audits": ("without_audits", {"color": GREY, "marker": "s"}, -0.06),
    }
    with picture(path, learning_headline(table), SUBTITLE) as axes:
        ends = {}
        for name, (column, style, aside) in lines.items():
            value, low, high = (
                100 * table[column + part].astype(float) for part in ("", "_low", "_high")
            )
            axes.vlines(table.index + aside, low, high, color=style["color"], linewidth=2)
            # no line between points: they may rest on different cases
            axes.plot(table.index + aside, value, linestyle="", markersize=7, **style)
            ends[name] = value
        _name_ends(axes, ends)
        axes.set_xticks(table.index, [_tick(row) for row in table.to_dict("records")])
        axes.tick_params(axis="x", labelsize=9)
        axes.set(xlabel="Audits learned from", ylabel="", ylim=(0, None))
        axes.set_xlim(-0.5, len(table) + 0.6)


def _name_ends(axes: Any, ends: dict[str, "pd.Series[float]"]) -> None:
    """Write each name beside its last point, the higher one above the lower one."""
    last = {name: values.dropna().iloc[-1:] for name, values in ends.items()}
    lowest_first = sorted(
        (name for name in last if len(last[name])), key=lambda name: last[name].iloc[0]
    )
    for name, (shift, side) in zip(lowest_first, ((-2, "top"), (2, "bottom")), strict=False):
        end = (float(last[name].index[0]), float(last[name].iloc[0]))
        axes.annotate(name, end, xytext=(12, shift), textcoords="offset points", va=side)


def _tick(row: dict[Any, Any]) -> str:
    """How many audits, and how many cases the row rests on."""
    most, least = f"{row['audits']:,}", f"{row['least_audits']:,}"
    audits = most if most == least else f"{least} to\n{most} (all)"
    doubt = ",\ntoo few audits" if pd.isna(row["finds"]) else ""
    return f"{audits}\n{row['cases']:,} cases{doubt}"


def learning_headline(table: pd.DataFrame) -> str:
    """What all known audits bring, in words.

    Examples
    --------
    >>> row = {"finds": 0.62, "without_audits": 0.55, "gain": 0.07, "gain_low": 0.01,
    ...     "gain_high": 0.13}
    >>> learning_headline(pd.DataFrame([row]))
    'With all known audits: 62 finds in 100 listed; without any, 55'
    >>> learning_headline(pd.DataFrame([row | {"gain_low": -0.02}]))
    'No clear gain from audits: 62 finds in 100 listed; without any, 55'
    >>> learning_headline(pd.DataFrame([row | {"finds": None}]))
    'Too few audits to say what audits bring'
    """
    last = table.tail(1).to_dict("records")
    parts = ("finds", "without_audits", "gain_low", "gain_high")
    if not last or any(pd.isna(last[0][part]) for part in parts):
        return "Too few audits to say what audits bring"
    finds, without, low, high = (last[0][part] for part in parts)
    opening = "With all known audits" if low > 0 or high < 0 else "No clear gain from audits"
    return f"{opening}: {100 * finds:.0f} finds in 100 listed; without any, {100 * without:.0f}"
