"""What the urgent rules find on the run date, but for what a team has answered since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from contracts.latest import is_latest
from contracts.source import Source
from worklists.urgent.rules import RECENT_DAYS, RULES, UrgentRule

READ = ("assessments", "contacts", "enquiries", "registrations")
WAITING_DAYS = 7  # of an answer that waits for information and names no date
_TYPES = {"since": "datetime64[us]", "known_at": "datetime64[us]"} | dict.fromkeys(
    ("assessment_id", "rule", "sentence", "next_step", "table"), "str"
)


@dataclass(frozen=True)
class Findings:
    """What rules found.

    Parameters
    ----------
    rows : DataFrame
        One row a case and rule: ``assessment_id``, ``since`` (the day of what was found),
        ``known_at`` (when that was recorded), ``rule``, ``sentence``, ``next_step`` and
        ``table`` (the checked table it is in).
    rules : list of dict
        Every rule: ``name``, ``sentence``, ``after``, ``applied`` and ``cases``, how many it
        found.
    """

    rows: pd.DataFrame
    rules: list[dict[str, Any]]


def find(
    tables: Mapping[str, pd.DataFrame],
    source: Source,
    decisions: pd.DataFrame,
    rules: Sequence[UrgentRule] = RULES,
) -> Findings:
    """Apply every rule whose columns are on record.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Checked tables by name: ``assessments`` and those of contacts, enquiries and
        registrations that are present.
    source : Source
        Its run date is the day the rules look back from. Without one no rule is applied.
    decisions : DataFrame
        The latest decision on each assessment: ``assessment_id``, ``outcome``, ``decided_on``
        and ``follow_up_on``. What was recorded by the day of a decision is answered by it; a
        team that waits for information is not asked again before its follow-up date.
    rules : sequence of UrgentRule
        The rules.
    """
    applied = [rule for rule in rules if source.run_date and _can_apply(rule, tables)]
    rows = _apply(applied, tables, source) if applied else _nothing()
    rows = rows[~_answered(rows, decisions, pd.Timestamp(source.run_date or 0))]
    counts = rows["rule"].value_counts()
    account = [
        {
            "name": rule.name,
            "sentence": rule.sentence,
            "after": rule.after,
            "applied": rule in applied,
            "cases": int(counts.get(rule.name, 0)),
        }
        for rule in rules
    ]
    return Findings(rows.reset_index(drop=True), account)


def latest_assessments(assessments: pd.DataFrame, source: Source) -> pd.DataFrame:
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


def _apply(
    rules: Sequence[UrgentRule], tables: Mapping[str, pd.DataFrame], source: Source
) -> pd.DataFrame:
    import duckdb

    day = pd.Timestamp(str(source.run_date))
    with duckdb.connect() as connection:
        connection.register("latest", latest_assessments(tables["assessments"], source))
        for name in READ[1:]:
            if name in tables:
                by_day = tables[name]["known_at"] < day + pd.Timedelta(days=1)
                connection.register(name, tables[name][by_day])
        parts = [
            connection.execute(rule.sql)
            .df()
            .assign(rule=rule.name, sentence=rule.sentence, next_step=rule.next_step)
            .assign(table=rule.needs[0].split(".")[0])
            for rule in rules
        ]
    return pd.concat(parts, ignore_index=True).astype(_TYPES)


def _nothing() -> pd.DataFrame:
    return pd.DataFrame(columns=list(_TYPES)).astype(_TYPES)


def _answered(rows: pd.DataFrame, decisions: pd.DataFrame, day: pd.Timestamp) -> "pd.Series[bool]":
    """Whether the latest decision on the case came after what was found was recorded."""
    answer = rows[["assessment_id", "known_at"]].merge(decisions, on="assessment_id", how="left")
    after = answer["decided_on"] >= answer["known_at"].dt.normalize()
    waits = answer["outcome"].eq("more_info")
    until = answer["follow_up_on"].fillna(answer["decided_on"] + pd.Timedelta(days=WAITING_DAYS))
    answered = after & (~waits | (day < until))
    return pd.Series(answered.to_numpy(bool), index=rows.index)
