"""Units and the practitioners in them, month by month: posts, load, turnover, reorganisation."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from synthetic.columns import Flags, Floats, Ints, chosen, dates, pick
from synthetic.columns import identifiers as ids
from synthetic.settings import END, START

GRADES = ("PQiP", "PSO", "PO", "SPO", "other")
INSPECTION = ("outstanding", "good", "requires_improvement", "inadequate")
SLOTS = 10  # practitioners in post in a unit
LEAD = 4  # months of workload on record before the first assessment
REPORTING = 2  # months from the newest on record at signature: one incomplete, one of lag
_FIRST = int(np.datetime64(START, "D").astype("datetime64[M]").astype(int)) - LEAD
MONTHS = int(np.datetime64(END, "D").astype("datetime64[M]").astype(int)) - _FIRST + 1
COMPLETE = MONTHS - 1  # months that end before the last day on record
REORGANISED = MONTHS - 17  # month from which some units have new codes


@dataclass(frozen=True)
class Staff:
    """Arrays by unit and month, or by unit, slot and month."""

    vacancy: Floats
    spo_span: Floats
    office_days: Floats
    sickness: Floats
    left: Ints
    grade: Ints
    months_in_role: Floats
    caseload: Floats
    wmt: Floats
    cover: Floats
    supervision: Floats

    @property
    def units(self) -> int:
        """How many units there are before any reorganisation."""
        return len(self.vacancy)


def officer_posts(unit: Ints) -> Floats:
    """Full-time posts for probation officers in each unit."""
    return (6 + unit % 5).astype(np.float64)


def month_of(days: Ints) -> Ints:
    """Position of each day's month among the months on record."""
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) - _FIRST


def make_staff(rng: np.random.Generator, *, units: int) -> Staff:
    """Units that differ from one another and drift; practitioners who come and go.

    Figures are rounded as the record will show them: nothing that counts is finer than that.
    """
    wave = _centred(rng.standard_normal((units, MONTHS)).cumsum(axis=1)) * 0.012
    vacancy = np.clip(0.28 + 0.09 * _centred(rng.standard_normal((units, 1))) + wave, 0, 0.6)
    posts = officer_posts(np.arange(units))[:, None]
    vacancy = 1 - np.round(posts * (1 - vacancy), 1) / posts
    span = np.clip(
        10 + 2.2 * _centred(rng.standard_normal((units, 1))) + 6 * (vacancy - 0.28), 4, 25
    )
    office = np.clip(3 + 0.6 * rng.standard_normal((units, 1)) + 3 * wave, 0.5, 5)
    left = np.where(rng.random((units, SLOTS)) < 0.35, rng.integers(6, MONTHS, (units, SLOTS)), 999)
    grade, months = _tenure(rng, left)
    caseload, wmt = _workload(rng, vacancy=vacancy, grade=grade)
    by_post = (units, SLOTS, MONTHS)
    return Staff(
        vacancy=vacancy,
        spo_span=np.round(span, 1),
        office_days=np.round(office, 2),
        sickness=np.clip(1 + 0.35 * rng.standard_normal((units, MONTHS)), 0, 6),
        left=left,
        grade=grade,
        months_in_role=months,
        caseload=caseload,
        wmt=wmt,
        cover=rng.poisson(np.broadcast_to(8 * vacancy[:, None, :], by_post)).astype(float),
        supervision=np.round(rng.gamma(1.6, np.broadcast_to(span[:, None, :] / 8, by_post)), 1),
    )


def _centred(values: Floats) -> Floats:
    """Differences between units about a mean of nought, so that small worlds are calibrated too."""
    return np.asarray(values - values.mean(axis=0), dtype=np.float64)


def _workload(rng: np.random.Generator, *, vacancy: Floats, grade: Ints) -> tuple[Floats, Floats]:
    """Cases held, and points as a share of capacity; vacancies raise both, trainees hold less."""
    unit_load = 6.5 * rng.standard_normal((*grade.shape[:2], 1))
    load = 41 + 40 * (vacancy[:, None, :] - 0.28) + unit_load - 14 * (grade == 0)
    load = load + 4 * rng.standard_normal(grade.shape)
    wmt = 116 + 2.8 * (load - 39) + 30 * (grade == 0) + 14 * rng.standard_normal(grade.shape)
    return np.clip(np.rint(load), 5, 95), np.round(np.clip(wmt, 30, 260), 1)


def _tenure(rng: np.random.Generator, left: Ints) -> tuple[Ints, Floats]:
    """Grade and months in role; a post that changes hands starts again, often with a trainee."""
    flat = left.size
    before = pick(rng, np.tile([0.08, 0.40, 0.49, 0.03, 0.0], (flat, 1))).reshape(left.shape)
    after = pick(rng, np.tile([0.35, 0.35, 0.30, 0.0, 0.0], (flat, 1))).reshape(left.shape)
    started = rng.gamma(1.5, 40, left.shape)
    month = np.arange(MONTHS)
    changed = month >= left[..., None]
    grade = np.where(changed, after[..., None], before[..., None])
    months_held = np.where(changed, month - left[..., None] + 1.0, started[..., None] + month)
    return grade, np.rint(months_held)


def home(unit: Ints, month: Ints) -> Ints:
    """The unit that holds the record: the reorganisation merges the sixth unit into the first."""
    return np.where((unit == 5) & (month >= REORGANISED), 0, unit)


def unit_codes(unit: Ints, month: Ints) -> "pd.Series[str]":
    """The unit's invented code in that month; every fifth unit was given a new one."""
    held = home(unit, month)
    renewed = (held % 5 == 0) & (month >= REORGANISED)
    return chosen(renewed.astype(np.int64), ("SYA", "SYB")) + ids("", held + 1, 3)


def practitioner(unit: Ints, slot: Ints, *, month: Ints, staff: Staff) -> Ints:
    """Number of the practitioner who held the post that month."""
    second = month >= staff.left[unit, slot]
    return (unit * SLOTS + slot) * 2 + second


def practitioner_table(staff: Staff, rng: np.random.Generator) -> pd.DataFrame:
    """One row a practitioner and complete month."""
    unit, slot, month = (a.ravel() for a in np.indices((staff.units, SLOTS, COMPLETE)))
    n = len(unit)
    who = practitioner(unit, slot, month=month, staff=staff)
    grade = staff.grade[unit, slot, month]
    held = home(unit, month)
    return pd.DataFrame(
        {
            "assessor_id": ids("W", who, 6),
            "month": months(month),
            "unit_id": unit_codes(unit, month),
            "grade": chosen(grade, GRADES),
            "caseload": staff.caseload[unit, slot, month].astype(np.int64),
            "wmt_pct": staff.wmt[unit, slot, month],
            "contracted_hours": np.where(who % 7 == 0, 22.2, 37.0),
            "reduction_pct": np.where(grade == 0, 60.0, np.where(who % 11 == 0, 20.0, 0.0)),
            "sickness_days": rng.poisson(staff.sickness[held, month]).astype(float),
            "cover_cases": staff.cover[unit, slot, month].astype(np.int64),
            "office_days_per_week": np.round(
                np.clip(staff.office_days[held, month] + 0.5 * rng.standard_normal(n), 0, 5), 1
            ),
            "months_in_role": staff.months_in_role[unit, slot, month],
            "months_since_supervision": staff.supervision[unit, slot, month],
            "is_agency": pd.Series(who % 23 == 0).astype("boolean"),
        }
    )


def unit_table(staff: Staff, rng: np.random.Generator) -> pd.DataFrame:
    """One row a unit and complete month; a merged unit's rows end at the merger."""
    unit, month = (a.ravel() for a in np.indices((staff.units, COMPLETE)))
    exists = home(unit, month) == unit
    unit, month = unit[exists], month[exists]
    n = len(unit)
    target = officer_posts(unit)
    trainees = (staff.grade == 0).mean(axis=1)[unit, month]
    changed = unit % 5 == 0
    return pd.DataFrame(
        {
            "unit_id": unit_codes(unit, month),
            "month": months(month),
            "lau_id": ids("SYL", unit // 2 + 1, 3),
            "pdu_id": ids("SYP", unit // 4 + 1, 3),
            "region_id": ids("SYR", unit // 12 + 1, 2),
            "po_fte_target": target,
            "po_fte_in_post": np.round(target * (1 - staff.vacancy[unit, month]), 1),
            "pso_fte_in_post": np.round(np.clip(5.4 + rng.standard_normal(n), 1, 9), 1),
            "spo_span": staff.spo_span[unit, month],
            "spo_vacancy_rate": np.round(rng.beta(1.5, 9, n), 2),
            "sickness_days_per_fte": np.round(staff.sickness[unit, month], 2),
            "leaver_rate": np.round(rng.beta(2, 30, n), 3),
            "trainee_share": trainees,
            "office_days_per_week_mean": staff.office_days[unit, month],
            "inspection_rating": chosen((unit * 7 % 12 > 2) + 1 + (unit % 9 == 4), INSPECTION),
            "valid_from": dates(_first_day(np.full(n, REORGANISED)), present=_renewed(unit, month)),
            "valid_to": dates(
                _first_day(np.full(n, REORGANISED)) - 1, present=changed & ~_renewed(unit, month)
            ),
        }
    )


def months(month: Ints) -> "pd.Series[pd.Timestamp]":
    """First day of each month."""
    return dates(_first_day(month))


def _first_day(month: Ints) -> Ints:
    return (month + _FIRST).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def _renewed(unit: Ints, month: Ints) -> Flags:
    return np.asarray((unit % 5 == 0) & (month >= REORGANISED), dtype=np.bool_)
