"""Tables of figures and pictures as pages show them, and the words of a figure."""

import base64
from dataclasses import dataclass

import pandas as pd

NOT_ENOUGH = "not enough evidence"


@dataclass(frozen=True)
class FigureTable:
    """Rows as they are read; the first cell of a row names it."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A picture, the headline that stands for it where it cannot be seen, and its figures."""

    title: str
    headline: str
    about: str
    source: str
    table: FigureTable


def share_in_words(value: float | None, low: float | None, high: float | None) -> str:
    """A share with its 95 % range, or that there is not enough evidence.

    Examples
    --------
    >>> share_in_words(0.4, 0.25, 0.58), share_in_words(None, None, None)
    ('40 % (25 to 58)', 'not enough evidence')
    """
    if value is None or low is None or high is None or pd.isna(value):
        return NOT_ENOUGH
    return f"{100 * value:.0f} % ({100 * low:.0f} to {100 * high:.0f})"


def data_address(svg: bytes) -> str:
    """A picture as the address of an image inside a page."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
