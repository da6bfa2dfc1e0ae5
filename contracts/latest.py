"""Which assessment of a person is the latest: the one rule that scores, lists and rules share."""

import pandas as pd


def is_latest(table: pd.DataFrame) -> "pd.Series[bool]":
    """Whether each row is its person's latest assessment.

    The latest by ``assessment_date``; of several on a day the one whose ``assessment_id`` comes
    last in order. A row without a date is earlier than any with one.

    Parameters
    ----------
    table : DataFrame
        ``person_id``, ``assessment_date`` and ``assessment_id``, one row an assessment.

    Returns
    -------
    Series of bool
        On the index of ``table``; True once for each person.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "person_id": ["P1", "P1", "P2"],
    ...     "assessment_date": pd.to_datetime(["2026-01-05", "2026-01-05", "2025-07-01"]),
    ...     "assessment_id": ["A2", "A1", "A3"],
    ... })
    >>> is_latest(table).to_list()
    [True, False, True]
    """
    order = table.sort_values(
        ["assessment_date", "assessment_id"], na_position="first", kind="stable"
    )
    latest = ~order["person_id"].duplicated(keep="last")
    return latest.reindex(table.index)
