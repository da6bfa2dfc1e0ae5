"""Cases that do not wait for a list: not ranked, not capped, and made without any score.

The urgent stage writes a folder, ``data/07_urgent``, in the form in which rank writes lists, so
that whatever publishes, delivers, answers and counts a list does the same with urgent cases:

* ``lists.json``: one entry a team, with the keys of rank's (``cadence`` is ``urgent``, ``list_id``
  is ``urgent-DATE-TEAM``); none where no rule can be applied.
* ``worklist.parquet``: one row a case, with the columns of rank's and ``since`` (datetime, the
  day of what was found; blank if restricted), ``rules`` (names) and ``next_steps`` (sentences:
  what to do today). ``selected_by`` and ``first_selected_by`` are ``urgent``, both chances 1,
  ``reasons`` hold what each rule found, ``missing`` is empty and ``chance_words`` blank.
* ``cases.parquet``: the columns of rank's.
* ``urgent.csv``: one row a case and rule. ``urgent_rules.json``: what each rule found.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from contracts.latest import is_latest
from contracts.source import Source
from worklists.case_reference import case_references
from worklists.ranking.eligibility import ALL
from worklists.reasons.case_facts import is_restricted
from worklists.urgent.rules import RECENT_DAYS, RULES, UrgentRule

COLUMNS = [
    "unit_id",
    "since",
    "case_reference",
    "assigned",
    "assessment_date",
    "rule",
    "sentence",
    "next_step",
]
READ = ("assessments", "contacts", "enquiries", "registrations")
RESTRICTED = "Restricted access case. Open the case record if you have access, today."


@dataclass(frozen=True)
class UrgentCases:
    """Urgent cases, and per rule whether it could be applied and how many cases it found."""

    cases: pd.DataFrame
    rules: list[dict[str, Any]]


def urgent_cases(
    tables: Mapping[str, pd.DataFrame],
    source: Source,
    *,
    reference_key: str,
    rules: Sequence[UrgentRule] = RULES,
) -> UrgentCases:
    """Every case that a rule finds on the source's run date, by team and then by date.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Checked tables by name: ``assessments`` and those of contacts, enquiries and
        registrations that are present.
    source : Source
        Its run date is the day the rules look back from. Without one no rule is applied.
    reference_key : str
        Key of the case references.
    rules : sequence of UrgentRule
        The declared rules.

    Returns
    -------
    UrgentCases
        One row per case and rule: ``unit_id``, ``since`` (the date of what was found),
        ``case_reference``, ``assigned``, ``assessment_date``, ``rule``, ``sentence`` and
        ``next_step``. Of a restricted case only team and reference, once.
    """
    applied = [rule for rule in rules if source.run_date and _can_apply(rule, tables)]
    found = _found(applied, tables, source) if applied else _nothing()
    counts = found["rule"].value_counts()
    counted = [
        {
            "name": rule.name,
            "sentence": rule.sentence,
            "after": rule.after,
            "applied": rule in applied,
            "cases": int(counts.get(rule.name, 0)),
        }
        for rule in rules
    ]
    return UrgentCases(_shown(found, tables["assessments"], source, reference_key), counted)


def latest_known(assessments: pd.DataFrame, source: Source) -> pd.DataFrame:
    """Each person's latest assessment up to the run date, with the ranks that rules compare."""
    day = pd.Timestamp(str(source.run_date))
    signed = assessments[assessments["assessment_date"] <= day]
    table = signed[is_latest(signed)].sort_values(["assessment_date", "assessment_id"])
    return table.assign(
        day=day,
        recent_from=day - pd.Timedelta(days=RECENT_DAYS),
        assigned_rank=source.scale.rank(table["assigned_rosh"]),
        high_rank=source.scale.high_rank,
        child_rank=_highest(table, "children", source),
        adult_rank=_highest(table, "known_adult", source),
    )


def _highest(table: pd.DataFrame, group: str, source: Source) -> "pd.Series[float]":
    cells = [f"rosh_{group}_{place}" for place in ("community", "custody")]
    ranks = {cell: source.scale.rank(table[cell]) for cell in cells if cell in table}
    return pd.DataFrame(ranks, index=table.index).max(axis=1)


def _can_apply(rule: UrgentRule, tables: Mapping[str, pd.DataFrame]) -> bool:
    columns = (name.split(".") for name in rule.needs)
    return all(table in tables and column in tables[table] for table, column in columns)


def _found(
    rules: Sequence[UrgentRule], tables: Mapping[str, pd.DataFrame], source: Source
) -> pd.DataFrame:
    """``assessment_id``, ``since`` and the rule's words for every case that a rule finds."""
    import duckdb

    day = pd.Timestamp(str(source.run_date))
    with duckdb.connect() as connection:
        connection.register("latest", latest_known(tables["assessments"], source))
        for name in READ[1:]:
            if name in tables:
                by_day = tables[name]["known_at"] < day + pd.Timedelta(days=1)
                connection.register(name, tables[name][by_day])
        parts = [
            connection.execute(rule.sql)
            .df()
            .assign(rule=rule.name, sentence=rule.sentence, next_step=rule.next_step)
            for rule in rules
        ]
    return pd.concat(parts, ignore_index=True)


def _nothing() -> pd.DataFrame:
    names = ("assessment_id", "rule", "sentence", "next_step")
    types = {"since": "datetime64[us]"} | dict.fromkeys(names, "str")
    return pd.DataFrame(columns=list(types)).astype(types)


def _shown(
    found: pd.DataFrame, assessments: pd.DataFrame, source: Source, key: str
) -> pd.DataFrame:
    table = found.merge(assessments, on="assessment_id", validate="many_to_one")
    hidden = is_restricted(table)
    shown = pd.DataFrame(
        {
            "unit_id": table["unit_id"].fillna(ALL),
            "since": table["since"].dt.strftime("%Y-%m-%d").mask(hidden, ""),
            "case_reference": case_references(table["assessment_id"], key),
            "assigned": table["assigned_rosh"].map(source.title_of).mask(hidden, ""),
            "assessment_date": table["assessment_date"].dt.strftime("%Y-%m-%d").mask(hidden, ""),
            "rule": table["rule"].mask(hidden, ""),
            "sentence": table["sentence"].mask(hidden, RESTRICTED),
            "next_step": table["next_step"].mask(hidden, ""),
        }
    )
    ordered = shown.drop_duplicates().sort_values(["unit_id", "since", "case_reference", "rule"])
    return ordered[COLUMNS].reset_index(drop=True)
