"""Pictures of a race: each states its message in the headline and what is measured below it.

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
    """Finds against cases checked: the chosen order, the best baseline's, and at random.

    Parameters
    ----------
    table : frame
        From ``finds_against_checked``, the chosen candidate first.
    capacity : float
        Places as a share of all cases, 0 to 1.
    """
    subtitle = "Ratings too low expected to be found, per 1,000 cases; band: 95% interval"
    styles = [(BLUE, "-"), (TURQUOISE, "-.")]
    with picture(path, finds_headline(table, capacity), subtitle) as axes:
        orders = table.groupby("candidate", sort=False)
        for (_, order), (colour, dashes) in zip(orders, styles, strict=False):
            axes.fill_between(
                order["checked"], order["low"], order["high"], color=colour, alpha=0.15
            )
            axes.plot(order["checked"], order["finds"], color=colour, linestyle=dashes, linewidth=2)
        ends = table.dropna(subset=["finds"]).groupby("candidate", sort=False)["finds"].last()
        for name, side in zip(ends.sort_values().index[::-1], ("bottom", "top"), strict=False):
            order = table[table["candidate"] == name]
            _name_line(axes, order, "finds", readable(str(name)), side)
        first = table[table["candidate"] == table["candidate"].iloc[0]] if len(table) else table
        axes.plot(first["checked"], first["random"], color=GREY, linestyle="--")
        _name_line(axes, first, "random", "picked at random", "center")
        axes.axvline(1000 * capacity, color=PLUM, linewidth=1)
        axes.annotate(f" capacity: {1000 * capacity:g}", (1000 * capacity, 0), va="bottom")
        axes.set(xlabel="Cases checked, per 1,000", ylabel="", ylim=(0, None), xlim=(0, 370))


def _name_line(axes: Any, order: pd.DataFrame, column: str, name: str, side: str) -> None:
    """Write a line's name at its end; above or below it where another line may end near by."""
    points = order.dropna(subset=[column])
    if len(points):
        last = points.iloc[-1]
        axes.annotate(f" {name}", (last["checked"], last[column]), va=side)


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
    at = table[(table["checked"] - 1000 * capacity).abs() < 1e-3].head(1)
    if not len(at) or at["finds"].isna().all():
        return f"Too few audits to say what checking {1000 * capacity:g} in 1,000 would find"
    found, by_chance = at["finds"].iloc[0], at["random"].iloc[0]
    return (
        f"Checking {1000 * capacity:g} in 1,000 in list order finds {found:.0f}; "
        f"at random, {by_chance:.0f}"
    )


def draw_calibration(bins: pd.DataFrame, path: Path) -> None:
    """What audits found against the chance that had been given.

    Parameters
    ----------
    bins : frame
        From ``calibration.bins``.
    """
    subtitle = "Share of audits that raised the rating, by mean chance given; bars: 95% interval"
    with picture(path, calibration_headline(bins), subtitle) as axes:
        axes.plot([0, 1], [0, 1], color=GREY, linestyle="--", linewidth=1)
        axes.annotate("as claimed", (0.9, 0.9), ha="right", va="bottom")
        bins = bins.dropna(subset=["rate"])
        middle = bins["mean_chance"]
        axes.vlines(middle, bins["low95"], bins["high95"], color=BLUE, linewidth=2)
        axes.scatter(middle, bins["rate"], color=BLUE, s=24, zorder=3)
        for at, top, audited in zip(middle, bins["high95"], bins["audited"], strict=True):
            axes.annotate(f" {audited}", (at, top), va="bottom", fontsize=9)
        label = "Mean chance given in a group of audits (figures: audits)"
        axes.set(xlabel=label, ylabel="", xlim=(0, 1), ylim=(0, 1.05))


def calibration_headline(bins: pd.DataFrame) -> str:
    """In how many bins the mean chance lies in the interval of what audits found.

    Examples
    --------
    >>> one = {"mean_chance": 0.2, "audited": 90, "raised": 20, "rate": 0.22}
    >>> calibration_headline(pd.DataFrame([one | {"low95": 0.15, "high95": 0.32}]))
    'The chances given hold in 1 of 1 groups of audits'
    >>> calibration_headline(pd.DataFrame([one | {"low95": 0.21, "high95": 0.32}]))
    'The chances given hold in 0 of 1 groups of audits'
    """
    if not len(bins):
        return "Too few audits to say whether chances hold"
    agree = int(bins["mean_chance"].between(bins["low95"], bins["high95"]).sum())
    of = int(bins["rate"].notna().sum())
    return f"The chances given hold in {agree} of {of} groups of audits"


def draw_units(units: pd.DataFrame, path: Path) -> None:
    """Teams as a funnel; only those beyond the outer limits are named.

    Parameters
    ----------
    units : frame
        From ``units.by_unit``.
    """
    subtitle = "Share of audits that raised the rating; lines: 99.8% limits of chance"
    shown = units.dropna(subset=["rate"]).sort_values(["audited", "unit_id"])
    with picture(path, units_headline(units), subtitle) as axes:
        for limit in ("low998", "high998"):  # the limits that the headline speaks of, no others
            axes.plot(shown["audited"], shown[limit], color=GREY)
        axes.scatter(shown["audited"], shown["rate"], color=BLUE, s=24, zorder=3)
        for one in shown[shown["beyond"]].to_dict("records"):
            axes.annotate(f" {one['unit_id']}", (one["audited"], one["rate"]), va="center")
        axes.set(xlabel="Audits", ylabel="", ylim=(0, None))


def units_headline(units: pd.DataFrame) -> str:
    """How many teams differ by more than chance.

    Examples
    --------
    >>> units_headline(pd.DataFrame({"rate": [0.2, 0.3, None], "beyond": [False, True, False]}))
    '1 of 2 teams differs by more than chance'
    """
    compared, beyond = int(units["rate"].notna().sum()), int(units["beyond"].sum())
    if compared < 2:
        return "Too few audits to compare teams"
    verb = "differs" if beyond == 1 else "differ"
    return f"{beyond or 'None'} of {compared} teams {verb} by more than chance"


def readable(name: str) -> str:
    """A candidate's name as it is read."""
    return name.replace("_", " ")
