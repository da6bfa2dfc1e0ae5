"""What a list says about a case besides its reasons: reference, level, age, who is at risk."""

from collections.abc import Hashable, Mapping

import numpy as np
import pandas as pd

from contracts.source import Source
from worklists.case_reference import case_references
from worklists.reasons.predictor_bands import predictor_bands

AT_RISK = {
    "children": "Children",
    "public": "Public",
    "known_adult": "Known adult",
    "staff": "Staff",
    "prisoners": "Prisoners",
}
PLACES = {"community": "in the community", "custody": "in custody"}


def describe(
    listed: pd.DataFrame, assessments: pd.DataFrame, *, source: Source, reference_key: str
) -> pd.DataFrame:
    """One row per listed case: ``cases.parquet`` but for the sentence against.

    Parameters
    ----------
    listed : DataFrame
        ``assessment_id``, ``early_licence`` and ``first_listed_on`` (blank for new cases).
    assessments : DataFrame
        The checked table.
    source : Source
        Its scale and titles name the levels; ages are counted to its run date.
    reference_key : str
        Key of the case references.

    Returns
    -------
    DataFrame
        ``assessment_id``, ``case_reference``, ``assigned``, ``assessment_date``, ``age_weeks``
        (whole weeks since it was signed), ``restricted``, ``at_risk`` and ``predictor_bands``
        (blank for a restricted case), ``carried_weeks`` (whole weeks since it was first listed,
        0 for a new case), ``carried_since`` (that day; blank for a new case) and
        ``early_licence``.
    """
    wanted = ["assessment_id", "early_licence", "first_listed_on"]
    table = listed[wanted].merge(assessments, on="assessment_id", how="left", validate="one_to_one")
    restricted = is_restricted(table)
    rows = [
        {} if hidden else row
        for row, hidden in zip(table.to_dict("records"), restricted, strict=True)
    ]
    groups = [_at_risk(row, source) for row in rows]
    bands = [predictor_bands({str(name): value for name, value in row.items()}) for row in rows]
    facts = {
        "assessment_id": table["assessment_id"],
        "case_reference": case_references(table["assessment_id"], reference_key),
        "assigned": table["assigned_rosh"],
        "assessment_date": table["assessment_date"],
        "age_weeks": weeks_until(source, table["assessment_date"]),
        "restricted": restricted,
        "at_risk": pd.Series(groups, index=table.index, dtype=object),
        "predictor_bands": pd.Series(bands, index=table.index, dtype=object),
        "carried_weeks": weeks_until(source, table["first_listed_on"]).fillna(0),
        "carried_since": _before_today(table["first_listed_on"], source),
        "early_licence": table["early_licence"].astype(bool),
    }
    return pd.DataFrame(facts)


def is_restricted(assessments: pd.DataFrame) -> "pd.Series[bool]":
    """Whether access to the case is limited; no where the source does not record it.

    Examples
    --------
    >>> is_restricted(pd.DataFrame({"lao_status": ["excluded", "unrestricted", None]})).to_list()
    [True, False, False]
    """
    if "lao_status" not in assessments:
        return pd.Series(False, index=assessments.index)
    return assessments["lao_status"].isin(["restricted", "excluded"])


def weeks_until(source: Source, dates: "pd.Series[pd.Timestamp]") -> "pd.Series[int]":
    """Whole weeks from each date to the source's run date; blank without either."""
    if source.run_date is None:
        return pd.Series(pd.NA, index=dates.index, dtype="Int64")
    days = (pd.Timestamp(source.run_date) - dates).dt.days
    return pd.Series(np.floor(days / 7), index=dates.index).astype("Int64")


def _before_today(dates: "pd.Series[pd.Timestamp]", source: Source) -> "pd.Series[pd.Timestamp]":
    """The dates before the source's run date; blank otherwise, and without one."""
    if source.run_date is None:
        return pd.Series(pd.NaT, index=dates.index, dtype="datetime64[us]")
    return dates.where(dates < pd.Timestamp(source.run_date)).astype("datetime64[us]")


def _at_risk(row: Mapping[Hashable, object], source: Source) -> list[str]:
    """Each group with a cell above the lowest level, e.g. 'Children: high in the community'."""
    groups = []
    for group, title in AT_RISK.items():
        cells = {place: row.get(f"rosh_{group}_{place}") for place in PLACES}
        shown = [
            f"{source.title_of(str(level)).lower()} {PLACES[place]}"
            for place, level in cells.items()
            if level in source.scale.levels[1:]
        ]
        if shown:
            groups.append(f"{title}: {', '.join(shown)}")
    return groups
