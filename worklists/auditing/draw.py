"""Draws cases for audit, each with exactly the chance it was given."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from worklists.auditing.inclusion import inclusion_probabilities, plain_chance, worth_knowing
from worklists.case_reference import case_references, keyed_numbers

DIGITS = 9
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Draw:
    """How a draw is made: how many, and by which secret and name its luck is fixed.

    ``day`` is the day of the records, blank where the source has no dates.
    """

    number: int
    name: str
    key: str
    day: pd.Timestamp | None


def draw_audits(pool: pd.DataFrame, audited: "pd.Series[str]", draw: Draw) -> pd.DataFrame:
    """The cases to audit next, in an order that says nothing.

    Parameters
    ----------
    pool : DataFrame
        ``assessment_id``, ``assigned`` and ``p_under`` (blank where no chance is claimed) of the
        cases that may be drawn.
    audited : Series of str
        The assigned level of every audit on record.
    draw : Draw

    Returns
    -------
    DataFrame
        ``draw``, ``case_reference``, ``assessment_id``, ``audit_selected_date``,
        ``selection_reason`` (`random` for the plain part, else `targeted`) and
        ``selection_probability``, the chance to be drawn for either, above 0 and up to 1.
    """
    pool = pool.sort_values("assessment_id", ignore_index=True)
    worth = worth_knowing(pool["p_under"].to_numpy(np.float64), pool["assigned"], audited)
    probability = inclusion_probabilities(worth, draw.number)
    ids = pool["assessment_id"]
    order, start, part = (_luck(ids, draw, purpose) for purpose in ("order", "start", "part"))
    shuffled = np.argsort(order, kind="stable")
    picked = shuffled[_systematic(probability[shuffled], float(start[0]) if len(start) else 0.0)]
    chosen, chance = ids.iloc[picked], probability[picked]
    plain = part[picked] * chance < plain_chance(max(len(pool), 1), draw.number)
    return pd.DataFrame(
        {
            "draw": draw.name,
            "case_reference": case_references(chosen, draw.key).to_numpy(),
            "assessment_id": chosen.to_numpy(),
            "audit_selected_date": draw.day,
            "selection_reason": np.where(plain, "random", "targeted"),
            "selection_probability": chance.round(DIGITS),
        }
    )


def _luck(ids: "pd.Series[str]", draw: Draw, purpose: str) -> Floats:
    return keyed_numbers(ids, draw.key, f"audits {draw.name} {purpose}")


def _systematic(probability: Floats, start: float) -> NDArray[np.intp]:
    """Places drawn along the running total of the chances, one in each step of 1.

    Each place is drawn with exactly its chance, and as many in all as the chances add up to.
    """
    total = np.round(np.r_[0.0, np.cumsum(probability)], DIGITS)
    return np.flatnonzero(np.diff(np.floor(total + start)) > 0)
