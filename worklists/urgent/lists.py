"""Urgent cases in the form of lists: not ranked, not capped, and made without any score.

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

from contracts.source import Source
from worklists.list_ids import list_date, list_ids
from worklists.reasons.case_facts import describe
from worklists.urgent.cases import csv_rows, urgent_cases
from worklists.urgent.findings import Findings, latest_assessments

CADENCE = "urgent"
DAYS_VALID = 1
SELECTED_BY = "urgent"
RANKED_BY = "the day of what was found, the oldest first"
NOT_RANKED = (
    "Urgent: what was recorded in the 28 days up to this list's date and does not wait for a "
    "ranked list. No model and no chance is behind it, and no case is left out for want of time."
)
ANSWERED = "A case that your team has answered is here only if something was recorded since."
WORDS = ["rules", "reasons", "next_steps", "look_at"]


@dataclass(frozen=True)
class UrgentLists:
    """Tables and facts by the name of their file, and the rows of ``urgent.csv``."""

    tables: Mapping[str, pd.DataFrame]
    facts: Mapping[str, Any]
    csv: pd.DataFrame


def urgent_lists(
    findings: Findings,
    assessments: pd.DataFrame,
    source: Source,
    *,
    reference_key: str,
    run_id: str,
) -> UrgentLists:
    """Every team's urgent cases in the form of a list.

    Parameters
    ----------
    findings : Findings
        What the rules found.
    assessments : DataFrame
        The checked table.
    source : Source
        Its run date is the lists' date.
    reference_key : str
        Key of the case references.
    run_id : str
        Name of the run, made from its inputs.
    """
    day = pd.Timestamp(source.run_date or 0)  # without a run date there is no case to date
    cases = urgent_cases(findings.rows, assessments, day)
    applied = any(rule["applied"] for rule in findings.rules)
    latest = latest_assessments(assessments, source) if applied else assessments.head(0)
    units = sorted({*latest["unit_id"].dropna(), *cases["unit_id"]})
    ids = list_ids(units, CADENCE, list_date(source.run_date))
    listed = cases.assign(list_id=cases["unit_id"].map(ids), first_listed_on=day).astype(
        {"first_listed_on": "datetime64[us]"}
    )
    facts = describe(listed, assessments, source=source, reference_key=reference_key)
    return UrgentLists(
        tables={
            "worklist": _worklist(listed, facts["restricted"]),
            "cases": _with_against(facts),
        },
        facts={
            "lists": [
                one | {"run_id": run_id}
                for one in _list_facts(facts.assign(unit_id=listed["unit_id"]), ids, findings, day)
            ],
            "urgent_rules": findings.rules,
        },
        csv=csv_rows(findings.rows, assessments, source=source, reference_key=reference_key),
    )


def _worklist(listed: pd.DataFrame, restricted: "pd.Series[bool]") -> pd.DataFrame:
    """``worklist.parquet``; a restricted case has no words."""
    table = listed.assign(
        selected_by=SELECTED_BY,
        inclusion_probability=1.0,
        missing=_no_texts(listed),
        chance_words="",
        first_selected_by=SELECTED_BY,
        first_inclusion_probability=1.0,
        since=listed["since"].mask(restricted),
    )
    hidden = restricted.to_numpy(bool)
    for column in WORDS:
        texts = [[] if hide else text for text, hide in zip(listed[column], hidden, strict=True)]
        table[column] = pd.Series(texts, index=table.index, dtype=object)
    columns = ["list_id", "unit_id", "position", "assessment_id", "selected_by"]
    columns += ["inclusion_probability", "reasons", "missing", "look_at", "chance_words"]
    columns += ["first_listed_on", "first_selected_by", "first_inclusion_probability"]
    return table[[*columns, "since", "rules", "next_steps"]]


def _with_against(facts: pd.DataFrame) -> pd.DataFrame:
    """``cases.parquet``: nothing speaks against an urgent case."""
    table = facts.copy()
    table.insert(list(table.columns).index("at_risk") + 1, "against", _no_texts(table))
    return table


def _no_texts(table: pd.DataFrame) -> "pd.Series[Any]":
    return pd.Series([[] for _ in table.index], index=table.index, dtype=object)


def _list_facts(
    cases: pd.DataFrame, ids: Mapping[str, str], findings: Findings, made_on: pd.Timestamp
) -> list[dict[str, Any]]:
    """``lists.json``: one entry a team, with the keys of rank's."""
    return [
        {
            "list_id": list_id,
            "unit_id": unit,
            "cadence": CADENCE,
            "made_on": made_on.date().isoformat(),
            "records_up_to": made_on.date().isoformat(),
            "expires_on": (made_on + pd.Timedelta(days=DAYS_VALID)).date().isoformat(),
            "capacity": int((cases["unit_id"] == unit).sum()),
            "listed": int((cases["unit_id"] == unit).sum()),
            "carried_over": 0,
            "restricted": int(cases["restricted"][cases["unit_id"] == unit].sum()),
            "ranked_by": RANKED_BY,
            "rules": [rule["sentence"] for rule in findings.rules if rule["applied"]],
            "sentences": [NOT_RANKED, ANSWERED, *_not_applied(findings.rules)],
            "model_version": None,
        }
        for unit, list_id in ids.items()
    ]


def _not_applied(rules: Sequence[Mapping[str, Any]]) -> list[str]:
    """What could not be looked for, since the records for it are absent."""
    absent = [str(rule["sentence"]).rstrip(".") for rule in rules if not rule["applied"]]
    if not absent:
        return []
    return [f"Not looked for, since the records for it are absent: {'; '.join(absent)}."]
