"""Dates written day/month/year or month/day/year, where the profile declares which."""

from typing import Literal

import pandas as pd

SLASHED = r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})"
Declared = Literal["dmy", "mdy"] | None


def year_first(values: pd.Series, declared: Declared) -> pd.Series:
    """Texts of dates with the year first; as they are where nothing is declared.

    Examples
    --------
    >>> list(year_first(pd.Series(["3/4/2024 10:00", "2024-04-03", "soon"]), "dmy"))
    ['2024-04-03 10:00', '2024-04-03', 'soon']
    >>> list(year_first(pd.Series(["3/4/2024"]), "mdy"))
    ['2024-03-04']
    """
    if declared is None or values.dtype != "str":
        return values
    day, month = (0, 1) if declared == "dmy" else (1, 0)
    parts = values.str.extract(SLASHED)
    rest = values.str.replace(SLASHED, "", regex=True)
    first = parts[2] + "-" + parts[month].str.zfill(2) + "-" + parts[day].str.zfill(2)
    return (first + rest).where(parts[2].notna(), values)
