"""Who is assessed when, where, by whom and why: several assessments a person over three years."""

from dataclasses import dataclass

import numpy as np

from synthetic.columns import Flags, Floats, Ints, pick
from synthetic.people import People
from synthetic.settings import END, START
from synthetic.staff import REPORTING, Staff, month_of, practitioner

PURPOSES = (
    "court_report",
    "start_community",
    "start_licence",
    "start_custody",
    "review",
    "risk_review",
    "pre_release",
    "parole",
    "recall",
    "transfer",
    "termination",
    "significant_change",
    "other",
)
COURT, LICENCE, REVIEW, RECALL = 0, 2, 4, 8
FIRST_SHARES = (0.34, 0.22, 0.26, 0.05, 0.0, 0.0, 0.08, 0.01, 0.0, 0.03, 0.0, 0.0, 0.01)
LATER_SHARES = (0.02, 0.05, 0.09, 0.01, 0.55, 0.05, 0.04, 0.02, 0.04, 0.03, 0.04, 0.05, 0.01)
COURT_TYPES = ("oral", "fast", "standard", "none")
MOST = 8  # assessments a person
APART = 90  # fewest days between two assessments: twelve-week windows never overlap
NEVER = 10**6  # a day that does not come


@dataclass(frozen=True)
class Timeline:
    """One entry an assessment, sorted by person and day."""

    person: Ints
    order: Ints
    day: Ints
    last: Flags
    unit: Ints
    slot: Ints
    month: Ints
    known_month: Ints
    assessor: Ints
    purpose: Ints
    court_type: Ints
    released: Ints
    suspended: Flags

    def __len__(self) -> int:
        """How many assessments there are."""
        return len(self.day)

    @property
    def cut(self) -> int:
        """The last day on record: the latest signature. Every fact is known before it."""
        return int(self.day.max())

    @property
    def days_since_release(self) -> Floats:
        """Days from release to signature; infinite where never released or not yet."""
        days = (self.day - self.released).astype(float)
        return np.where((self.released < NEVER) & (days >= 0), days, np.inf)


def make_timeline(rng: np.random.Generator, *, n: int, people: People, staff: Staff) -> Timeline:
    """``n`` assessments: everyone has one, instability brings more."""
    person, order, day, last = _dates(rng, n=n, chaos=people.chaos)
    unit = people.unit[person]
    month = month_of(day)
    moved = rng.random(n) < 0.12
    slot = np.where(moved, rng.integers(0, staff.grade.shape[1], n), people.slot[person])
    shares = np.where((order == 0)[:, None], FIRST_SHARES, LATER_SHARES)
    purpose = pick(rng, shares)
    court = pick(rng, np.tile([0.42, 0.33, 0.25], (n, 1)))
    return Timeline(
        person=person,
        order=order,
        day=day,
        last=last,
        unit=unit,
        slot=slot,
        month=month,
        known_month=month - REPORTING,
        assessor=practitioner(unit, slot, month=month, staff=staff),
        purpose=purpose,
        court_type=np.where(purpose == COURT, court, 3),
        released=_releases(rng, purpose, day),
        suspended=(purpose == REVIEW) & (rng.random(n) < 0.14),
    )


def _dates(rng: np.random.Generator, *, n: int, chaos: Floats) -> tuple[Ints, Ints, Ints, Flags]:
    people = len(chaos)
    appeal = np.cumsum(np.exp(0.25 * chaos))
    more = np.searchsorted(appeal, rng.random(n - people) * appeal[-1])
    counts = np.minimum(1 + np.bincount(more, minlength=people), MOST)
    counts[np.flatnonzero(counts == 1)[: n - counts.sum()]] += 1
    person = np.repeat(np.arange(people), counts)
    order = np.arange(n) - np.repeat(np.cumsum(counts) - counts, counts)
    span = END - START - 8 + APART  # the last quarter holds assessments too
    length = np.minimum(np.maximum(APART + 40, rng.gamma(2.0, 110, people)) * counts, span)
    entry = START + 8 + rng.random(people) * (span - length)
    step = np.maximum(length / counts, APART)
    wander = rng.random(n) * (step[person] - APART)
    day = np.floor(entry[person] + order * step[person] + wander).astype(np.int64)
    last = np.append(np.diff(person) != 0, True)
    return person, order, day, last


def _releases(rng: np.random.Generator, purpose: Ints, day: Ints) -> Ints:
    """Latest release before each assessment, or a planned one soon after; NEVER where none."""
    n = len(day)
    on_licence = np.isin(purpose, (LICENCE, 12))
    planned = np.isin(purpose, (6, 7))
    before = on_licence | (rng.random(n) < 0.10) & ~planned
    since = np.where(on_licence, 1 + rng.gamma(1.2, 16, n), 40 + rng.gamma(1.5, 120, n))
    released = np.where(before, day - since.astype(np.int64), NEVER)
    ahead = planned & (rng.random(n) < 0.8)
    return np.where(ahead, day + rng.integers(14, 90, n), released)
