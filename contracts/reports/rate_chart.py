"""The rate of labels over time as a small drawing, in plain coordinates for a template."""

from dataclasses import dataclass

import pandas as pd

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 14, 34
MOST_NAMES = 12


@dataclass(frozen=True)
class Mark:
    """One quarter: where its rate stands, and its interval, in the drawing's units."""

    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True)
class Chart:
    """Marks, and the words along both axes with their places."""

    marks: tuple[Mark, ...]
    names: tuple[tuple[float, str], ...]
    shares: tuple[tuple[float, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM


def rate_chart(rates: pd.DataFrame) -> Chart | None:
    """A chart of ``rates`` (see ``rates_by_quarter``); None where no quarter has a label."""
    if not rates["labelled"].sum():
        return None
    top = _ceiling(float(rates["high"].max()))
    step = (WIDTH - LEFT - RIGHT) / len(rates)
    places = [round(LEFT + step * (i + 0.5), 1) for i in range(len(rates))]
    every = -(-len(rates) // MOST_NAMES)
    marks = [
        Mark(x, _y(row.rate, top), _y(row.low, top), _y(row.high, top))
        for x, row in zip(places, rates.itertuples(index=False), strict=True)
        if row.labelled
    ]
    names = list(zip(places, rates["quarter"].astype("str"), strict=True))[::every]
    shares = [(_y(top * i / 4, top), f"{top * i / 4:.0%}") for i in range(5)]
    return Chart(tuple(marks), tuple(names), tuple(shares))


def _ceiling(highest: float) -> float:
    """The lowest round share that holds every interval."""
    return next(share for share in (0.08, 0.2, 0.4, 0.6, 0.8, 1.0) if highest <= share + 1e-9)


def _y(share: object, top: float) -> float:
    return round(HEIGHT - BOTTOM - float(str(share)) / top * (HEIGHT - TOP - BOTTOM), 1)
