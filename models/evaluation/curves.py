"""Curves as tables: what checking more would find, and how chances compare with audits."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.evaluation.capacity import listed
from models.evaluation.intervals import DECIMALS, percentiles
from models.evaluation.metrics import Drawn, Plan, View, over_repeats
from models.evaluation.race import Field
from models.evaluation.selection import support

SHARES = tuple(round(0.01 * step, 2) for step in range(1, 31))


def finds_against_checked(
    field: Field, view: View, expected: NDArray[np.float64], plan: Plan
) -> pd.DataFrame:
    """Finds expected per 1,000 cases when ever more of them are checked, in list order.

    Returns
    -------
    frame
        ``checked`` (cases per 1,000), ``finds`` (per 1,000), ``low``, ``high`` and ``random``:
        what as many cases picked at random would yield. The three finds are null where too few
        audits fell on the cases checked.
    """
    shares = sorted({*SHARES, plan.capacity})
    columns = [
        listed(view.score, field.happened, window=field.window, share=share) for share in shares
    ]
    table = np.column_stack([*(column * expected for column in columns), np.ones(len(expected))])

    def finds(rows: NDArray[np.bool_]) -> Drawn:
        *found, cases = plan.draws.totals(field.person[rows], table[rows])
        return {"finds": 1000 * np.stack(found) / cases}

    drawn = over_repeats(field, np.ones(len(expected), dtype=bool), finds)["finds"]
    rows = []
    for share, column, values in zip(shares, columns, drawn, strict=True):
        known = support(field, column).doubt is None
        low, high = percentiles(values[1:], plan.evidence.level)
        told = (float(values[0]), low, high) if known else (np.nan, np.nan, np.nan)
        rows.append((1000 * share, *told, 1000 * share * expected.mean()))
    names = ["checked", "finds", "low", "high", "random"]
    return pd.DataFrame(rows, columns=names).round(DECIMALS)
