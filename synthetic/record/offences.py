"""Convictions: what each person was sentenced for, when, and when the service came to know."""

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
from synthetic.people import People
from synthetic.settings import START
from synthetic.timeline import Timeline

GROUPS = {  # severity 0-10 and how common the group is among convictions
    "murder_manslaughter": (10, 0.002),
    "gbh_wounding": (7, 0.035),
    "sexual_child": (9, 0.015),
    "sexual_adult": (9, 0.012),
    "child_other": (6, 0.008),
    "aggravated_burglary": (7, 0.008),
    "arson": (6, 0.008),
    "endanger_life_damage": (6, 0.004),
    "kidnap": (8, 0.004),
    "firearm": (7, 0.008),
    "robbery": (6, 0.04),
    "weapon": (5, 0.05),
    "harassment_stalking": (5, 0.04),
    "common_assault": (3, 0.14),
    "hate_aggravated": (4, 0.012),
    "breach_protective_order": (4, 0.05),
    "drugs": (2, 0.13),
    "acquisitive": (1, 0.26),
    "motoring": (1, 0.10),
    "public_order": (2, 0.05),
    "other": (1, 0.024),
}
SEVERITY = np.array([severity for severity, _ in GROUPS.values()], dtype=float)
_COMMON = np.array([share for _, share in GROUPS.values()])
SENTENCES = ("custody", "community", "suspended", "other")


@dataclass(frozen=True)
class Offences:
    """One entry a conviction, sorted by person; the index offence is each person's first entry."""

    person: Ints
    group: Ints
    convicted: Ints
    known_day: Ints
    index: Flags
    domestic: Flags


def make_offences(rng: np.random.Generator, people: People, timeline: Timeline) -> Offences:
    """An index offence each, and earlier ones; one in twenty is learned of late."""
    earlier = np.minimum(rng.poisson(np.exp(0.75 + 0.5 * people.general)), 25)
    person = np.repeat(np.arange(len(people)), 1 + earlier)
    index = np.append(True, np.diff(person) != 0)
    n = len(person)
    tilt = np.exp(0.16 * people.violence[:, None] * (SEVERITY - 3))[person]
    group = pick(rng, _COMMON * np.where(index[:, None], tilt**0.6, tilt))
    first = timeline.day[timeline.order == 0][person]
    convicted = first - 2 - rng.gamma(1.5, 45, n).astype(np.int64)
    convicted = np.where(index, convicted, convicted - 60 - rng.gamma(1.3, 1500, n).astype(int))
    late = (rng.random(n) < 0.05) & ~index
    known_day = np.where(late, START + rng.integers(0, 1000, n), convicted + rng.integers(0, 2, n))
    violent = np.isin(group, (1, 11, 12, 13, 15))
    domestic = violent & people.domestic[person] & (rng.random(n) < 0.6)
    return Offences(person, group, convicted, np.maximum(known_day, convicted), index, domestic)


def offence_signals(offences: Offences, timeline: Timeline) -> dict[str, Floats]:
    """What the convictions known at signature say, one entry an assessment."""
    before = _known_pairs(offences, timeline)
    severity = SEVERITY[offences.group]
    index = severity[offences.index][timeline.person]
    worst = before.highest(np.where(offences.index, 0.0, severity))
    serious = before.total(((severity >= 5) & ~offences.index).astype(float))
    violent = np.isin(offences.group, (1, 10, 11, 12, 13, 14, 15))
    return {
        "index_severity": index / 5,
        "worst_history": worst / 5,
        "history_over_index": np.maximum(worst - index, 0) / 5,
        "serious_priors": np.minimum(serious, 4) / 2,
        "violent_priors": np.minimum(before.total(violent.astype(float)), 6) / 3,
        "domestic_convictions": np.minimum(before.total(offences.domestic.astype(float)), 3),
    }


@dataclass(frozen=True)
class KnownPairs:
    """Pairs of an assessment and a fact on record before it was signed."""

    assessment: Ints
    fact: Ints
    n: int

    def total(self, values: Floats) -> Floats:
        """Sum of the facts' values for each assessment."""
        total = np.bincount(self.assessment, values[self.fact], minlength=self.n)
        return total.astype(np.float64)

    def highest(self, values: Floats) -> Floats:
        """Highest of the facts' values for each assessment, 0 where there are none."""
        top = np.zeros(self.n)
        np.maximum.at(top, self.assessment, values[self.fact])
        return top


def _known_pairs(offences: Offences, timeline: Timeline) -> KnownPairs:
    return known_pairs(offences.person, offences.known_day, timeline)


def known_pairs(person: Ints, known_day: Ints, timeline: Timeline) -> KnownPairs:
    """Each assessment with every fact known before it; facts are sorted by person."""
    starts = np.searchsorted(person, timeline.person, side="left")
    counts = np.searchsorted(person, timeline.person, side="right") - starts
    assessment = np.repeat(np.arange(len(timeline)), counts)
    nth = np.arange(len(assessment)) - np.repeat(np.cumsum(counts) - counts, counts)
    fact = np.repeat(starts, counts) + nth
    kept = known_day[fact] < timeline.day[assessment]
    return KnownPairs(assessment[kept], fact[kept], len(timeline))


def offences_table(offences: Offences, rng: np.random.Generator) -> pd.DataFrame:
    """One row a conviction."""
    n = len(offences.person)
    custody = 0.15 + 0.06 * SEVERITY[offences.group]
    shares = np.column_stack([custody, np.full(n, 0.35), np.full(n, 0.2), np.full(n, 0.2)])
    return pd.DataFrame(
        {
            "offence_row_id": ids("F", np.arange(n), 8),
            "person_id": ids("P", offences.person, 8),
            "offence_group": chosen(offences.group, list(GROUPS)),
            "conviction_date": dates(offences.convicted),
            "offence_date": dates(
                offences.convicted - rng.gamma(2, 70, n).astype(np.int64),
                present=rng.random(n) > 0.04,
            ),
            "is_index": offences.index,
            "domestic_related": yes_no(offences.domestic, present=rng.random(n) > 0.08),
            "sentence_type": chosen(pick(rng, shares), SENTENCES),
            "known_at": recorded(offences.known_day, rng),
        }
    )
