"""The contact log: twelve weeks before each signature, and what happened afterwards."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from synthetic.columns import (
    Flags,
    Floats,
    Ints,
    chosen,
    dates,
    pick,
    recorded,
    whole_numbers,
)
from synthetic.columns import identifiers as ids
from synthetic.people import People
from synthetic.staff import Staff
from synthetic.timeline import Timeline

RATES = {  # entries in twelve weeks, on average
    "office": 3.4,
    "home_visit": 0.5,
    "phone": 1.4,
    "video": 0.3,
    "doorstep": 0.05,
    "third_party": 0.3,
    "police": 0.25,
    "arrest_or_charge": 0.08,
    "oversight": 0.45,
    "risk_review": 0.05,
    "enforcement": 0.15,
    "recall": 0.03,
    "mappa": 0.05,
    "marac": 0.05,
    "victim_liaison": 0.12,
    "other": 1.0,
}
GROUPS = tuple(RATES)
ARREST, OVERSIGHT = GROUPS.index("arrest_or_charge"), GROUPS.index("oversight")
APPOINTMENTS = 5  # the first groups are appointments, kept or not
WINDOW = 83  # days before signature over which contacts are laid: inside any twelve weeks
OUTCOMES = (
    "complied",
    "attended_not_complied",
    "acceptable_absence",
    "unacceptable_absence",
    "sent_home_behaviour",
    "sent_home_service",
    "none",
)
MISSED = 3
ACTIONS = ("none", "warning1", "warning2", "final_warning", "breach", "recall", "nfa", "withdrawn")
_ACTION_SHARES = (0.22, 0.28, 0.1, 0.06, 0.08, 0.02, 0.17, 0.07)


@dataclass(frozen=True)
class Contacts:
    """One entry a contact."""

    assessment: Ints
    group: Ints
    day: Ints
    known_day: Ints
    outcome: Ints
    action: Ints
    minutes: Floats


def make_contacts(
    rng: np.random.Generator, *, timeline: Timeline, people: People, staff: Staff
) -> Contacts:
    """Contacts before each signature, and after each person's last one."""
    rates = _rates(timeline, people, staff)
    before, group = _counted(rng, rates)
    day = timeline.day[before] - 1 - rng.integers(0, WINDOW, len(before))
    rates *= (0.6 * timeline.last)[:, None]
    rates[:, ARREST] = 0.0  # arrests after signature come with the truth
    after, later_group = _counted(rng, rates)
    later = timeline.day[after] + 1 + rng.integers(0, 60, len(after))
    kept = later < timeline.cut
    laid = (
        np.concatenate([before, after[kept]]),
        np.concatenate([group, later_group[kept]]),
        np.concatenate([day, later[kept]]),
    )
    missing = np.clip(0.07 * np.exp(0.5 * people.chaos[timeline.person]), 0, 0.6)
    return _described(rng, laid, missing=missing, cut=timeline.cut)


def _rates(timeline: Timeline, people: People, staff: Staff) -> Floats:
    """Expected entries of each group in twelve weeks before each signature."""
    rates = np.tile(list(RATES.values()), (len(timeline), 1))
    person, unit = timeline.person, timeline.unit
    office = staff.office_days[unit, timeline.known_month] / 3
    rates[:, 0] *= office
    rates[:, 2] *= np.clip(2 - office, 0.3, 2)
    rates[:, ARREST] *= np.exp(0.5 * people.general[person])
    rates[:, OVERSIGHT] *= 10 / staff.spo_span[unit, timeline.known_month]
    rates[:, 12] *= 1 + 2 * (people.violence[person] > 1.2)
    rates[:, 13] *= 1 + 3 * people.domestic[person]
    rates[timeline.suspended, :APPOINTMENTS] *= 0.12
    return rates


def _counted(rng: np.random.Generator, rates: Floats) -> tuple[Ints, Ints]:
    counts = rng.poisson(rates).ravel()
    cell = np.repeat(np.arange(len(counts)), counts)
    return cell // rates.shape[1], cell % rates.shape[1]


def _described(
    rng: np.random.Generator, laid: tuple[Ints, Ints, Ints], *, missing: Floats, cut: int
) -> Contacts:
    """Outcome, length and moment of recording of the contacts laid down."""
    assessment, group, day = laid
    n = len(day)
    late = rng.random(n) < 0.12
    lag = np.where(late, 3 + rng.exponential(14, n), rng.integers(0, 2, n)).astype(np.int64)
    appointment = group < APPOINTMENTS
    missed = missing[assessment]
    rest = np.tile([0.84, 0.03, 0.09, 0.0, 0.005, 0.005, 0.03], (n, 1)) * (1 - missed)[:, None]
    rest[:, MISSED] = missed
    outcome = np.where(appointment, pick(rng, rest), -1)
    failed = outcome == MISSED
    action = np.where(failed, rng.choice(len(ACTIONS), n, p=_ACTION_SHARES), -1)
    attended = appointment & (outcome < 2)
    minutes = np.where(attended, np.clip(np.rint(rng.gamma(4, 8, n)), 5, 180), np.nan)
    known_day = np.minimum(day + lag, cut - 1)
    return Contacts(assessment, group, day, known_day, outcome, action, minutes)


def contact_signals(contacts: Contacts, timeline: Timeline) -> dict[str, Floats]:
    """What the twelve weeks before signature showed, counting only what was recorded by then."""
    signed = timeline.day[contacts.assessment]
    before = contacts.day < signed
    on_record = before & (contacts.known_day < signed)

    def count(wanted: Flags, cap: float = 4) -> Floats:
        where = contacts.assessment[on_record & wanted]
        return np.minimum(np.bincount(where, minlength=len(timeline)), cap).astype(float)

    lag = (contacts.known_day - contacts.day)[on_record]
    where = contacts.assessment[on_record]
    recorded_late = np.bincount(where, lag > 2, minlength=len(timeline))
    return {
        "missed": count(contacts.outcome == MISSED) / 2,
        "let_go": count(contacts.action >= 6, 2),
        "arrests": count(contacts.group == ARREST, 2),
        "police_contacts": count(contacts.group == GROUPS.index("police"), 3) / 2,
        "home_visits": np.minimum(count(contacts.group == 1), 1),
        "seen_in_person": np.minimum(count(contacts.group < 2), 4) / 4,
        "oversight": np.minimum(count(contacts.group == OVERSIGHT), 1),
        "risk_review": np.minimum(count(contacts.group == GROUPS.index("risk_review")), 1),
        "recall_discussed": np.minimum(count(contacts.group == GROUPS.index("recall")), 1),
        "multi_agency": np.minimum(count(np.isin(contacts.group, (12, 13))), 1),
        "recorded_late": recorded_late / np.maximum(np.bincount(where, minlength=len(timeline)), 1),
    }


def later_arrests(day: Ints, assessment: Ints, rng: np.random.Generator) -> Contacts:
    """Arrests after signature, on the given days: facts the rating could not have used."""
    n = len(day)
    blank = np.full(n, -1)
    group = np.full(n, ARREST)
    minutes = np.full(n, np.nan)
    known_day = day + rng.integers(0, 2, n)
    return Contacts(assessment, group, day, known_day, blank, blank, minutes)


def contacts_table(
    parts: tuple[Contacts, Contacts], timeline: Timeline, rng: np.random.Generator
) -> pd.DataFrame:
    """One row a contact, in the order of recording."""
    assessment, group, day, known_day, outcome, action, minutes = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("assessment", "group", "day", "known_day", "outcome", "action", "minutes")
    )
    order = np.argsort(known_day, kind="stable")
    return pd.DataFrame(
        {
            "contact_id": ids("C", np.arange(len(order)), 9),
            "person_id": ids("P", timeline.person[assessment][order], 8),
            "contact_date": dates(day[order]),
            "contact_group": chosen(group[order], GROUPS),
            "appointment_outcome": chosen(outcome[order], OUTCOMES),
            "enforcement_action": chosen(action[order], ACTIONS),
            "duration_minutes": whole_numbers(minutes[order]),
            "known_at": recorded(known_day[order], rng),
        }
    )
