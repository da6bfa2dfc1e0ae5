"""The table of assessments as signed: the assessor's answers and the nine cells of the rating."""

import numpy as np
import pandas as pd

from synthetic.columns import (
    Floats,
    Ints,
    blanked,
    chosen,
    dates,
    lists,
    whole_numbers,
    yes_no,
)
from synthetic.columns import identifiers as ids
from synthetic.people import People
from synthetic.rating.drawing import Ratings
from synthetic.record.answers import ANALYSIS, MODES, SARA, SEXUAL, STATUSES, AssessmentAnswers
from synthetic.record.record import CaseRecord
from synthetic.settings import HIGH, LEVELS
from synthetic.staff import GRADES, Staff, unit_codes
from synthetic.timeline import COURT_TYPES, NEVER, PURPOSES, Timeline

LAO = ("unrestricted", "restricted", "excluded")
AT_RISK = ("children", "public", "known_adult", "staff")


def assessments_table(
    record: CaseRecord, ratings: Ratings, rng: np.random.Generator
) -> pd.DataFrame:
    """One row an assessment, in the generator's order."""
    timeline, people = record.timeline, record.people
    parts = [
        _identity(timeline, ratings, rng),
        _countersigning(timeline, ratings, rng),
        _cells(record, ratings, rng),
        _form(record.answers),
        _predictors(record.answers),
        _assessor(timeline, record.staff, rng),
        _circumstances(timeline, people),
    ]
    return pd.concat(parts, axis=1)


def assessment_numbers(timeline: Timeline) -> Ints:
    """Numbers in order of signature, so that an identifier tells nothing about its person."""
    numbers = np.empty(len(timeline), np.int64)
    numbers[np.argsort(timeline.day, kind="stable")] = np.arange(len(timeline))
    return numbers


def _identity(timeline: Timeline, ratings: Ratings, rng: np.random.Generator) -> pd.DataFrame:
    stated = (rng.random(len(timeline)) < 0.04).astype(np.int64)
    return pd.DataFrame(
        {
            "assessment_id": ids("A", assessment_numbers(timeline), 8),
            "person_id": ids("P", timeline.person, 8),
            "assessment_date": dates(timeline.day),
            "assigned_rosh": chosen(ratings.assigned, LEVELS),
            "unit_id": unit_codes(timeline.unit, timeline.month),
            "assigned_rosh_basis": chosen(stated, ("community_max", "stated")),
            "purpose": chosen(timeline.purpose, PURPOSES),
            "court_report_type": chosen(timeline.court_type, COURT_TYPES),
        }
    )


def _countersigning(timeline: Timeline, ratings: Ratings, rng: np.random.Generator) -> pd.DataFrame:
    """Follows the rating, and sends back more of the low ones: known only after signature."""
    n = len(timeline)
    needed = (ratings.assigned >= HIGH) | (rng.random(n) < 0.25)
    too_low = ratings.right > ratings.assigned
    rejected = needed & (rng.random(n) < np.where(too_low, 0.12, 0.03))
    when = timeline.day + rng.integers(0, 30, n)
    done = needed & (when < timeline.cut)
    outcome = np.where(~needed, 0, np.where(~done, 1, np.where(rejected, 3, 2)))
    return pd.DataFrame(
        {
            "countersigned_date": dates(when, present=done & ~rejected),
            "countersign_outcome": chosen(
                outcome, ("not_required", "pending", "countersigned", "rejected")
            ),
        }
    )


def _cells(record: CaseRecord, ratings: Ratings, rng: np.random.Generator) -> pd.DataFrame:
    """One group carries the overall level; custody cells exist for people in or from custody."""
    timeline, people = record.timeline, record.people
    n, person = len(timeline), timeline.person
    level = ratings.assigned
    leads = np.where(people.domestic[person], 2, np.where(people.sexual[person], 0, 1))
    leads = np.where(rng.random(n) < 0.12, rng.integers(0, 4, n), leads)
    cells: dict[str, Ints] = {}
    for position, group in enumerate(AT_RISK):
        lower = np.maximum(level - rng.integers(0, 3, n), 0)
        cells[f"rosh_{group}_community"] = np.where(leads == position, level, lower)
    custody = timeline.released < NEVER
    incident = ratings.signals["custody_behaviour"] > 0
    for position, group in enumerate((*AT_RISK, "prisoners")):
        community = cells.get(f"rosh_{group}_community", np.maximum(level - 1, 0))
        raised = community + (incident & (position > 2)) * rng.integers(0, 2, n)
        cells[f"rosh_{group}_custody"] = np.where(custody, np.minimum(raised, 3), -1)
    return pd.DataFrame({name: chosen(codes, LEVELS) for name, codes in cells.items()})


def _form(answers: AssessmentAnswers) -> pd.DataFrame:
    layer = np.where(answers.layer1, 0, 1)
    return pd.DataFrame(
        {
            "initiated_date": dates(answers.initiated),
            "assessment_type": chosen(layer, ("layer1", "layer3")),
            "assessment_status": chosen(answers.status, STATUSES),
            "full_analysis_status": chosen(answers.analysis, ANALYSIS),
            "screening_flags": lists(answers.screening),
            "declared_previous_high": _answer(answers.declared_high),
            "protective_orders_count": whole_numbers(answers.orders),
            "screening_dont_know_count": whole_numbers(answers.dont_know),
            "sources_used": lists(answers.sources),
            "interview_mode": chosen(answers.mode, MODES),
            "sara_status": chosen(answers.sara, SARA),
            "needs_linked_to_harm": lists(answers.needs),
            "needs_severe_count": whole_numbers(answers.severe_needs),
            "child_contact_potential": _answer(answers.child_contact),
        }
    )


def _predictors(answers: AssessmentAnswers) -> pd.DataFrame:
    scored = ~np.isnan(answers.predictors["violence_2yr_pct"])
    kind = np.where(scored, answers.dynamic.astype(np.int64), -1)
    return pd.DataFrame(
        {
            "predictor_family": chosen(np.where(scored, 0, -1), ("ogrs4",)),
            "predictor_static_or_dynamic": chosen(kind, ("static", "dynamic")),
            "sexual_contact_band": chosen(answers.sexual_band, SEXUAL),
            **answers.predictors,
        }
    )


def _assessor(timeline: Timeline, staff: Staff, rng: np.random.Generator) -> pd.DataFrame:
    post = (timeline.unit, timeline.slot, timeline.month)
    return pd.DataFrame(
        {
            "assessor_id": ids("W", timeline.assessor, 6),
            "assessor_grade": chosen(staff.grade[post], GRADES),
            "assessor_months_in_role": blanked(staff.months_in_role[post], 0.03, rng),
        }
    )


def _circumstances(timeline: Timeline, people: People) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "release_date": dates(timeline.released, present=timeline.released < NEVER),
            "contact_suspended": yes_no(timeline.suspended),
            "lao_status": chosen(people.restricted[timeline.person], LAO),
        }
    )


def _answer(values: Floats) -> "pd.Series[bool]":
    return yes_no(values > 0, present=~np.isnan(values))
