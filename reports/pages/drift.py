"""What changed in the last quarter, and what to do about it."""

import itertools
from typing import Any

import numpy as np
import pandas as pd

from reports.cases import NOT_RECORDED, ReportInputs
from reports.estimation.drift import (
    INPUT,
    AuditResults,
    DriftRules,
    Shift,
    shifts_of,
    shifts_of_audits,
    with_alarms,
)
from reports.page import ReportPage, Section
from worklists.publishing.figure_table import FigureTable

INPUTS = {
    "violence_2yr_pct": "violence predictor",
    "serious_recidivism_pct": "serious recidivism predictor",
    "needs_severe_count": "severe needs",
    "screening_dont_know_count": "screening questions not known",
    "assessor_months_in_role": "months in role",
}
TITLE = "Drift: whether the last quarter is unlike those before"


def find_drift(inputs: ReportInputs, rules: DriftRules) -> list[Shift]:
    """Every measure of the last quarter whose audits are done against those before it."""
    cases = inputs.cases
    quarters = sorted(set(cases["quarter"]) - {NOT_RECORDED})
    if len(quarters) < 2:
        return []
    last = cases["quarter"] == _last_full(cases, quarters)
    wanted = [name for name in INPUTS if name in inputs.tables["assessments"]]
    details = inputs.tables["assessments"].drop_duplicates("assessment_id")
    joined = cases[["assessment_id"]].merge(
        details[["assessment_id", *wanted]], on="assessment_id", how="left"
    )
    numbers = {INPUTS[name]: joined[name].astype(float) for name in wanted}
    kinds = {"levels assigned": cases["assigned"].astype(str)} | _audit_mix(inputs, cases)
    found = shifts_of(numbers, kinds, last, rules)
    audited = cases["under"].notna() & cases["weight"].notna()
    audits = AuditResults(
        cases.loc[audited, "under"].to_numpy(float),
        np.nan_to_num(cases.loc[audited, "p_under"].to_numpy(float)),
        cases.loc[audited, "weight"].to_numpy(float),
        last[audited].to_numpy(),
    )
    return with_alarms([*found, *shifts_of_audits(audits, rules)], rules.false_alarms)


def _last_full(cases: pd.DataFrame, quarters: list[str]) -> str:
    """The latest quarter with at least half as many audits as the one before has; else the last."""
    audits = cases[cases["under"].notna()].groupby("quarter").size().reindex(quarters, fill_value=0)
    pairs = itertools.pairwise(quarters)
    full = [quarter for before, quarter in pairs if audits[quarter] * 2 >= audits[before]]
    return full[-1] if full else quarters[-1]


def _audit_mix(inputs: ReportInputs, cases: pd.DataFrame) -> dict[str, "pd.Series[str]"]:
    audits = inputs.tables.get("audits", pd.DataFrame())
    if "selection_reason" not in audits:
        return {}
    audits = audits[audits["selection_reason"] != "sfo"]  # picked later than others, for the answer
    reasons = audits.drop_duplicates("assessment_id").set_index("assessment_id")["selection_reason"]
    return {"why audits were picked": cases["assessment_id"].map(reasons).dropna().astype(str)}


def due(shifts: list[Shift], performance: dict[str, Any]) -> str:
    """``stop``, ``retrain``, ``look`` or ``nothing``: the strongest action that is due."""
    if performance.get("stop"):
        return "stop"
    actions = [one.action for one in shifts if one.alarm]
    if any(action.startswith("Retrain") for action in actions):
        return "retrain"
    return "look" if actions else "nothing"


WORDS = {
    "stop": "Stop: the lists of the model no longer find more than cases drawn at random.",
    "retrain": "Retrain: what audits find, or how chances hold, has changed.",
    "look": "Look: records, ratings or the picking of audits changed.",
    "nothing": "Nothing is due: no measure moved by more than chance and by enough to act.",
}


def page(shifts: list[Shift], performance: dict[str, Any]) -> ReportPage:
    """Every measure with its threshold; the lead says what is due."""
    if not shifts:
        few = "Too few dated ratings and audits to compare quarters."
        return ReportPage("drift", TITLE, few, [])
    rows = tuple(
        (
            one.measure,
            *_moved(one),
            "yes" if one.alarm else "no",
            one.action if one.alarm else "Nothing",
        )
        for one in shifts
    )
    table = FigureTable(
        "The last quarter against those before",
        ("Measure", "Moved by", "Alarm beyond", "Alarm", "What to do"),
        rows,
    )
    lead = WORDS[due(shifts, performance)]
    return ReportPage("drift", TITLE, lead, [Section("Measures", (NOTE,), (table,))])


def _moved(one: Shift) -> tuple[str, str]:
    """The shift and its threshold: points of a share, or the stability index as it is."""
    if one.measure.startswith(INPUT):
        return f"index {one.value:.3f}", f"index {one.threshold:g}"
    return f"{100 * one.value:+.1f} points", f"{100 * one.threshold:g} points"


NOTE = (
    "An alarm needs a shift beyond its threshold and beyond chance, after Holm's correction over "
    "all measures. Inputs are compared by the population stability index, all else by points of a "
    "share. For a scheduler, 'make drift' ends with exit code 3 where a retrain is due and 4 "
    "where the model is to stop."
)
