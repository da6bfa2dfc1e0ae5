"""Urgent cases as rows: one a case for its team's list, one a case and rule for the CSV file."""

import pandas as pd

from contracts.source import Source
from contracts.wording import date_in_words
from worklists.case_reference import case_references
from worklists.ranking.eligibility import ALL, is_early_licence
from worklists.reasons.case_facts import is_restricted
from worklists.reasons.sentences import SOURCES

CSV_COLUMNS = [
    "unit_id",
    "since",
    "case_reference",
    "assigned",
    "assessment_date",
    "rule",
    "sentence",
    "next_step",
]
MOST_REASONS = 3
RESTRICTED = "Restricted access case. Open the case record if you have access, today."


def urgent_cases(
    found: pd.DataFrame, assessments: pd.DataFrame, run_date: pd.Timestamp
) -> pd.DataFrame:
    """One row a case, by team, the day of what was found (the oldest first) and assessment.

    Parameters
    ----------
    found : DataFrame
        ``rows`` of :class:`worklists.urgent.findings.Findings`.
    assessments : DataFrame
        The checked table.
    run_date : Timestamp
        The day of the list.

    Returns
    -------
    DataFrame
        ``assessment_id``, ``unit_id``, ``since``, ``position`` (1 is the first of its team),
        ``early_licence``, ``rules`` (names), ``reasons``, ``next_steps`` and ``look_at``: lists
        of texts, the oldest finding first.
    """
    ordered = found.sort_values(["assessment_id", "since", "rule"])
    parts = zip(ordered["sentence"], ordered["table"], ordered["since"], strict=True)
    ordered = ordered.assign(
        reason=[_reason(*cells) for cells in parts],
        place=ordered["table"].map(SOURCES).str.capitalize(),
    )
    texts = {"rules": "rule", "reasons": "reason", "next_steps": "next_step", "look_at": "place"}
    groups = ordered.groupby("assessment_id", sort=True)
    lists = {name: groups[column].agg(_distinct) for name, column in texts.items()}
    cases = pd.DataFrame({"since": groups["since"].min(), **lists}).reset_index()
    facts = assessments.reindex(columns=["assessment_id", "unit_id", "release_date"])
    table = cases.merge(facts, on="assessment_id", how="left", validate="one_to_one")
    released = table.pop("release_date").astype("datetime64[us]")
    table = table.assign(
        unit_id=table["unit_id"].fillna(ALL), early_licence=is_early_licence(released, run_date)
    ).sort_values(["unit_id", "since", "assessment_id"], ignore_index=True)
    return table.assign(position=table.groupby("unit_id").cumcount() + 1)


def csv_rows(
    found: pd.DataFrame, assessments: pd.DataFrame, *, source: Source, reference_key: str
) -> pd.DataFrame:
    """``urgent.csv``: one row a case and rule; of a restricted case team and reference, once."""
    table = found.merge(assessments, on="assessment_id", validate="many_to_one")
    hidden = is_restricted(table)
    shown = pd.DataFrame(
        {
            "unit_id": table["unit_id"].fillna(ALL),
            "since": table["since"].dt.strftime("%Y-%m-%d").mask(hidden, ""),
            "case_reference": case_references(table["assessment_id"], reference_key),
            "assigned": table["assigned_rosh"].map(source.title_of).mask(hidden, ""),
            "assessment_date": table["assessment_date"].dt.strftime("%Y-%m-%d").mask(hidden, ""),
            "rule": table["rule"].mask(hidden, ""),
            "sentence": table["sentence"].mask(hidden, RESTRICTED),
            "next_step": table["next_step"].mask(hidden, ""),
        }
    )
    ordered = shown.drop_duplicates().sort_values(["unit_id", "since", "case_reference", "rule"])
    return ordered[CSV_COLUMNS].reset_index(drop=True)


def _reason(sentence: str, table: str, since: pd.Timestamp) -> str:
    """The rule's sentence with where and when, as reasons of a list have it."""
    return f"{sentence.rstrip('.')} ({SOURCES[table]}, {date_in_words(since)})."


def _distinct(texts: "pd.Series[str]") -> list[str]:
    return list(dict.fromkeys(texts))[:MOST_REASONS]
