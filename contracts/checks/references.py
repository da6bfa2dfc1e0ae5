"""What one table must be to another: reviews and their assessments, facts and their people."""

import numpy as np
import pandas as pd

from contracts.checks.normalise import Fault

JOINED = ("assessment_date", "assessor_id")


def is_among(values: pd.Series, lookup: pd.Series) -> "pd.Series[bool]":
    """Which of ``values`` are in ``lookup``; much quicker on text than ``isin``.

    Examples
    --------
    >>> is_among(pd.Series(["a", None, "c"]), pd.Series(["c", "a"])).tolist()
    [True, False, True]
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    there = pc.is_in(pa.array(values), value_set=pa.array(lookup.dropna().unique()))
    return pd.Series(there.to_numpy(zero_copy_only=False), index=values.index, dtype="bool")


def with_assessment(audits: pd.DataFrame, assessments: pd.DataFrame) -> pd.DataFrame:
    """Each review with the date and assessor of its assessment, blank where there is none."""
    lookup = assessments.set_index("assessment_id")
    return audits.assign(**{name: audits["assessment_id"].map(lookup[name]) for name in JOINED})


def orphans(
    audits: pd.DataFrame, *, kept: pd.Series, read: pd.Series, code: str = "unknown_assessment"
) -> list[Fault]:
    """Reviews whose assessment is not on record (``code``), or went to quarantine."""
    lost = audits["assessment_id"].notna() & ~is_among(audits["assessment_id"], kept)
    aside = lost & is_among(audits["assessment_id"], read)
    found = ((code, lost & ~aside), ("assessment_in_quarantine", aside))
    return [_fault(rows, "assessment_id", code) for code, rows in found if rows.any()]


def own_reviews(audits: pd.DataFrame) -> list[Fault]:
    """Reviews whose reviewer made the assessment."""
    same = audits["reviewer_id"].eq(audits["assessor_id"]).fillna(False).astype(bool)
    return [_fault(same, "reviewer_id", "reviewer_is_assessor")] if same.any() else []


def second_reviews(audits: pd.DataFrame, *, but: "np.typing.NDArray[np.intp]") -> list[Fault]:
    """Reviews of an assessment after the first that can be used; ``but`` cannot be used anyway."""
    usable = audits.drop(index=pd.Index(but)).reset_index(names="position")
    ordered = usable.sort_values(["audit_completed_date", "row"], kind="stable")
    later = ordered.loc[ordered.duplicated("assessment_id"), "position"].sort_values()
    message = "the first completed is used"
    return [Fault(later.to_numpy(np.intp), "assessment_id", "second_review", message)] * bool(
        len(later)
    )


def _fault(rows: pd.Series, column: str, code: str) -> Fault:
    return Fault(np.flatnonzero(rows.to_numpy(dtype=bool)), column, code)
