"""What the assessor entered: predictors, screening, sources, process. All known at signature."""

from dataclasses import dataclass

import numpy as np

from synthetic.columns import Flags, Floats, Ints, blanked, loaded, pick
from synthetic.people import People
from synthetic.settings import START
from synthetic.timeline import COURT, LICENCE, RECALL, REVIEW, Timeline

SOURCES = {  # how often each source of information is used
    "interview": 0.88,
    "police": 0.42,
    "previous_convictions": 0.78,
    "previous_oasys": 0.55,
    "prison_records": 0.22,
    "probation_file": 0.6,
    "prosecutor": 0.35,
    "psr": 0.25,
    "local_authority": 0.16,
    "victim_statement": 0.18,
    "psychiatric": 0.05,
    "psychology": 0.04,
    "medical": 0.06,
    "saq": 0.5,
    "rfi": 0.07,
    "hostel": 0.04,
    "other": 0.15,
}
NEEDS = {
    "accommodation": 0.10,
    "ete": 0.07,
    "relationships": 0.38,
    "lifestyle": 0.30,
    "drugs": 0.24,
    "alcohol": 0.28,
    "thinking": 0.46,
    "attitudes": 0.22,
}
MODES = ("in_person", "home_visit", "video", "phone", "none")
ANALYSIS = ("completed", "exempted", "not_indicated")
SARA = (
    "completed",
    "not_indicated",
    "no_trained_assessor",
    "insufficient_info",
    "not_completed",
    "not_stated",
)
SEXUAL = ("low", "medium", "high", "very_high", "not_applicable")
STATUSES = ("complete", "signed", "locked_incomplete")
SCREENING = (
    "domestic_abuse_current",
    "domestic_abuse_previous",
    "hate_previous",
    "stalking_current",
    "obsessive_current",
    "custody_behaviour_current",
    "assaulted_staff_previous",
    "assaulted_others_current",
    "weapon_current",
    "sexual_adult_previous",
    "group_cse_previous",
)


@dataclass(frozen=True)
class AssessmentAnswers:
    """One entry an assessment; NaN or -1 where the assessor left a blank."""

    layer1: Flags
    initiated: Ints
    status: Ints
    predictors: dict[str, Floats]
    dynamic: Flags
    sexual_band: Ints
    sources: dict[str, Flags]
    needs: dict[str, Flags]
    screening: dict[str, Flags]
    severe_needs: Floats
    mode: Ints
    dont_know: Floats
    analysis: Ints
    sara: Ints
    declared_high: Floats
    orders: Floats
    child_contact: Floats


def make_answers(
    rng: np.random.Generator, timeline: Timeline, people: People, *, strain: Floats
) -> AssessmentAnswers:
    """Answers that follow the person's propensities, and thin out under strain."""
    n, person = len(timeline), timeline.person
    court = timeline.purpose == COURT
    sources = {
        name: rng.random(n) < np.clip(rate - 0.03 * strain, 0.01, 0.99)
        for name, rate in SOURCES.items()
    }
    stated_high = people.earlier_high[person] & (rng.random(n) < 0.7)
    return AssessmentAnswers(
        layer1=rng.random(n) < np.where(court, 0.3, 0.07),
        initiated=timeline.day - rng.gamma(1.5, 8, n).astype(np.int64),
        status=pick(rng, np.tile([0.86, 0.12, 0.02], (n, 1))),
        predictors=_predictors(rng, people, timeline),
        dynamic=rng.random(n) < 0.78,
        sexual_band=_sexual_band(rng, people, person),
        sources=sources,
        needs=_needs(rng, people, person),
        screening=_screening(rng, people, person),
        severe_needs=np.clip(
            np.rint(1.6 + 1.1 * people.chaos[person] + rng.normal(0, 0.8, n)), 0, 8
        ),
        mode=_modes(rng, timeline),
        dont_know=blanked(rng.poisson(1.3 + 0.3 * court), 0.04, rng),
        analysis=pick(rng, np.tile([0.62, 0.12, 0.26], (n, 1))),
        sara=_sara(rng, people.domestic[person]),
        declared_high=blanked((stated_high | (rng.random(n) < 0.02)).astype(float), 0.03, rng),
        orders=blanked(rng.poisson(0.12 + 0.4 * people.domestic[person]), 0.03, rng),
        child_contact=blanked(people.child_contact[person].astype(float), 0.04, rng),
    )


def _counts(rng: np.random.Generator, middle: Floats) -> Floats:
    return np.clip(np.rint(middle + rng.normal(0, 0.8, len(middle))), 0, 8)


def _predictors(rng: np.random.Generator, people: People, timeline: Timeline) -> dict[str, Floats]:
    """Percentages; one assessment in sixteen has none of them."""
    n, person = len(timeline), timeline.person
    wobble = rng.standard_normal((4, len(people)))[:, person] + 0.25 * rng.standard_normal((4, n))
    v, g = people.violence[person], people.general[person]
    sexual = people.sexual[person]
    blank = rng.random(n) < 0.06

    def share(score: Floats) -> Floats:
        return 100 / (1 + np.exp(-score))

    values = {
        "reoffending_2yr_pct": share(-0.3 + 1.0 * g + 0.5 * wobble[0]),
        "violence_2yr_pct": share(-1.1 + 0.75 * v + 0.5 * wobble[1]),
        "serious_violence_2yr_pct": np.exp(-0.15 + 0.65 * v + 0.55 * wobble[2]),
        "serious_recidivism_pct": np.exp(0.05 + 0.55 * v + 0.7 * sexual + 0.55 * wobble[3]),
    }
    return {
        name: np.where(blank, np.nan, np.round(np.clip(value, 0.01, 99), 2))
        for name, value in values.items()
    }


def _sexual_band(rng: np.random.Generator, people: People, person: Ints) -> Ints:
    band = pick(rng, np.tile([0.5, 0.3, 0.15, 0.05], (len(people), 1)))
    return np.where(people.sexual, band, 4)[person]


def _needs(rng: np.random.Generator, people: People, person: Ints) -> dict[str, Flags]:
    return {
        name: loaded(rng, people.violence[person], rate=rate, loading=0.35)
        for name, rate in NEEDS.items()
    }


def _screening(rng: np.random.Generator, people: People, person: Ints) -> dict[str, Flags]:
    n, v = len(person), people.violence[person]
    flags = {name: loaded(rng, v, rate=0.05, loading=0.4) for name in SCREENING}
    domestic = people.domestic[person]
    flags["domestic_abuse_current"] = domestic & (rng.random(n) < 0.45)
    flags["domestic_abuse_previous"] = domestic & (rng.random(n) < 0.4)
    flags["custody_behaviour_current"] = people.custody_incident[person] & (rng.random(n) < 0.7)
    flags["sexual_adult_previous"] = people.sexual[person] & (rng.random(n) < 0.3)
    return flags


def _modes(rng: np.random.Generator, timeline: Timeline) -> Ints:
    usual = np.array([0.68, 0.07, 0.06, 0.13, 0.06])
    court = np.array([0.45, 0.0, 0.22, 0.25, 0.08])
    shares = np.where((timeline.purpose == COURT)[:, None], court, usual)
    mode = pick(rng, shares)
    return np.where(rng.random(len(mode)) < 0.05, -1, mode)


def _sara(rng: np.random.Generator, domestic: Flags) -> Ints:
    with_abuse = np.array([0.5, 0.1, 0.08, 0.12, 0.12, 0.08])
    without = np.array([0.04, 0.8, 0.0, 0.02, 0.04, 0.1])
    return pick(rng, np.where(domestic[:, None], with_abuse, without))


def answer_signals(answers: AssessmentAnswers, timeline: Timeline) -> dict[str, Floats]:
    """What the form itself says; a blank counts as the usual answer."""
    logs = {name: np.log(value) for name, value in answers.predictors.items()}
    centred = {
        f"{name}_log": np.nan_to_num(np.clip(log - np.nanmean(log), -3, 3))
        for name, log in logs.items()
    }
    return centred | _harm(answers) | _thinness(answers) | _occasion(answers, timeline)


def _harm(answers: AssessmentAnswers) -> dict[str, Floats]:
    """Signs of harm that the assessor entered."""
    screened = answers.screening
    domestic = screened["domestic_abuse_current"] | screened["domestic_abuse_previous"]
    return {
        "sexual_band": np.where(answers.sexual_band == 4, 0, answers.sexual_band + 1) / 2,
        "orders": np.minimum(np.nan_to_num(answers.orders), 3) / 2,
        "harm_needs": _how_many(answers.needs) / 3,
        "severe_needs": answers.severe_needs / 3,
        "screening": np.minimum(_how_many(screened), 5) / 2,
        "domestic_screening": domestic.astype(float),
        "custody_behaviour": screened["custody_behaviour_current"].astype(float),
        "child_contact": np.nan_to_num(answers.child_contact),
        "declared_high": np.nan_to_num(answers.declared_high),
    }


def _thinness(answers: AssessmentAnswers) -> dict[str, Floats]:
    """Signs that the assessment rests on little."""
    return {
        "few_sources": np.clip(6 - _how_many(answers.sources), 0, 5) / 3,
        "convictions_unused": (~answers.sources["previous_convictions"]).astype(float),
        "dont_know": np.minimum(np.nan_to_num(answers.dont_know, nan=1.0), 5) / 3,
        "exempted": (answers.analysis == 1).astype(float),
        "sara_gap": np.isin(answers.sara, (2, 3)).astype(float),
        "remote": np.isin(answers.mode, (2, 3, 4)).astype(float),
        "layer1": answers.layer1.astype(float),
        "locked": (answers.status == 2).astype(float),
    }


def _occasion(answers: AssessmentAnswers, timeline: Timeline) -> dict[str, Floats]:
    """Why and when it was written."""
    return {
        "rushed": (timeline.day - answers.initiated < 3).astype(float),
        "oral_or_fast": np.isin(timeline.court_type, (0, 1)).astype(float),
        "review": np.isin(timeline.purpose, (REVIEW, 11)).astype(float),
        "licence": np.isin(timeline.purpose, (LICENCE, RECALL)).astype(float),
        "recent_release": (timeline.days_since_release <= 28).astype(float),
        "suspended": timeline.suspended.astype(float),
        "years": (timeline.day - START) / 365.25,
    }


def _how_many(flags: dict[str, Flags]) -> Floats:
    return np.asarray(np.sum(list(flags.values()), axis=0), dtype=np.float64)
