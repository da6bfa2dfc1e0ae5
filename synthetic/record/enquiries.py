"""Requests to other agencies: needed and not made, made and unanswered, answered too late."""

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
    yes_no,
)
from synthetic.columns import identifiers as ids
from synthetic.timeline import NEVER, Timeline

TYPES = (
    "domestic_abuse_police",
    "child_safeguarding",
    "police_intelligence",
    "adult_safeguarding",
    "prison_intelligence",
    "previous_convictions",
)
DOMESTIC, CHILD = 0, 1
OUTCOMES = ("information_held", "nothing_known", "no_reply", "refused", "partial")
HELD, NO_REPLY = 0, 2
# chance of asking at a first assessment, at a later one, and where there is no need
_FIRST = (0.455, 0.525, 0.25, 0.04, 0.10, 0.45)
_LATER = (0.13, 0.15, 0.10, 0.02, 0.04, 0.10)
_UNNEEDED = 0.06


@dataclass(frozen=True)
class Enquiries:
    """One entry a request, sorted by type, then person."""

    assessment: Ints
    kind: Ints
    requested: Ints
    known_day: Ints
    answered: Ints
    outcome: Ints


def make_enquiries(
    rng: np.random.Generator, timeline: Timeline, *, needed: dict[int, Flags], strain: Floats
) -> Enquiries:
    """Requests made before signing; a strained practitioner asks a little less often."""
    parts = []
    for kind in range(len(TYPES)):
        chance = np.where(timeline.order == 0, _FIRST[kind], _LATER[kind])
        need = needed.get(kind)
        chance = chance if need is None else np.where(need, chance, _UNNEEDED)
        made = np.flatnonzero(rng.random(len(timeline)) < chance * np.exp(-0.12 * strain))
        parts.append(_requests(rng, timeline, kind=kind, made=made))
    return Enquiries(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _requests(
    rng: np.random.Generator, timeline: Timeline, *, kind: int, made: Ints
) -> tuple[Ints, ...]:
    n = len(made)
    requested = timeline.day[made] - 3 - rng.integers(0, 45, n)
    known_day = requested + np.where(rng.random(n) < 0.06, rng.integers(5, 80, n), 0)
    known_day = np.minimum(known_day, timeline.cut - 1)
    wait = rng.gamma(1.2, 22, n).astype(np.int64) + 1
    replied = (rng.random(n) < 0.82) & (requested + wait < timeline.cut)
    shares = np.tile([0.34, 0.52, 0.0, 0.03, 0.11], (n, 1))
    outcome = np.where(replied, pick(rng, shares), NO_REPLY)
    answered = np.where(replied, requested + wait, NEVER)
    return made, np.full(n, kind), requested, known_day, answered, outcome


def enquiry_signals(
    enquiries: Enquiries, timeline: Timeline, needed: dict[int, Flags]
) -> dict[str, Floats]:
    """Gaps and answers as known at signature: enquiries ever made count, at any assessment."""
    signals: dict[str, Floats] = {}
    # a reply on the day itself counts
    reply = np.maximum(enquiries.known_day, enquiries.answered - 1)
    for name, kind in (("domestic", DOMESTIC), ("child", CHILD)):
        made = _ever(enquiries, timeline, wanted=enquiries.kind == kind, when=enquiries.known_day)
        answered = _ever(enquiries, timeline, wanted=enquiries.kind == kind, when=reply)
        signals[f"{name}_not_made"] = (needed[kind] & ~made).astype(float)
        signals[f"{name}_unanswered"] = (needed[kind] & made & ~answered).astype(float)
    held = enquiries.outcome == HELD
    signals["information_held"] = _ever(enquiries, timeline, wanted=held, when=reply).astype(float)
    signals["intelligence_asked"] = _ever(
        enquiries, timeline, wanted=enquiries.kind == 2, when=enquiries.known_day
    ).astype(float)
    return signals


def _ever(enquiries: Enquiries, timeline: Timeline, *, wanted: Flags, when: Ints) -> Flags:
    """Whether this or an earlier request of the person had come to be known before signing."""
    earliest = np.full(len(timeline), NEVER)
    np.minimum.at(earliest, enquiries.assessment[wanted], when[wanted])
    by_person = timeline.person * (2 * NEVER) - earliest
    so_far = timeline.person * (2 * NEVER) - np.maximum.accumulate(by_person)
    return np.asarray(so_far < timeline.day, dtype=np.bool_)


def enquiries_table(
    enquiries: Enquiries, timeline: Timeline, rng: np.random.Generator
) -> pd.DataFrame:
    """One row a request."""
    n = len(enquiries.kind)
    open_long = (enquiries.answered == NEVER) & (rng.random(n) < 0.3)
    return pd.DataFrame(
        {
            "enquiry_id": ids("Q", np.arange(n), 8),
            "person_id": ids("P", timeline.person[enquiries.assessment], 8),
            "enquiry_type": chosen(enquiries.kind, TYPES),
            "requested_date": dates(enquiries.requested),
            "response_date": dates(enquiries.answered, present=enquiries.answered < NEVER),
            "outcome": chosen(enquiries.outcome, OUTCOMES),
            "chased": yes_no(open_long, present=rng.random(n) > 0.1),
            "known_at": recorded(enquiries.known_day, rng),
        }
    )
