"""How the record decides the right level and the chance of missing it: three unlike shapes.

Every form reads the same signals as known at signature. ``severity`` orders cases by the level
they deserve; ``misses`` says how easily a rating falls short of it, ``caution`` how easily it
goes beyond. Scales are free: the process that uses them standardises and calibrates.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from synthetic.columns import Floats

Signals = Mapping[str, Floats]

SEVERITY = {
    "serious_violence_2yr_pct_log": 0.55,
    "serious_recidivism_pct_log": 0.35,
    "violence_2yr_pct_log": 0.25,
    "reoffending_2yr_pct_log": 0.08,
    "sexual_band": 0.5,
    "worst_history": 0.7,
    "index_severity": 0.9,
    "history_over_index": 0.25,
    "serious_priors": 0.35,
    "violent_priors": 0.25,
    "domestic_convictions": 0.35,
    "domestic_register": 0.8,
    "domestic_closed": 0.25,
    "domestic_screening": 0.2,
    "SPO": 1.1,
    "STRG": 0.45,
    "WEAP": 0.65,
    "RCPR": 0.65,
    "RCCO": 0.25,
    "RMDO": 0.2,
    "MAPP": 0.7,
    "MAPP_upper": 0.9,
    "earlier_high": 1.0,
    "highest_previous": 0.45,
    "orders": 0.3,
    "harm_needs": 0.25,
    "severe_needs": 0.1,
    "screening": 0.25,
    "custody_behaviour": 0.4,
    "information_held": 0.45,
    "missed": 0.25,
    "let_go": 0.2,
    "arrests": 0.7,
    "police_contacts": 0.25,
    "recall_discussed": 0.55,
    "multi_agency": 0.25,
    "licence": 0.1,
    "child_contact": 0.1,
}
MISSES = {
    "domestic_not_made": 1.15,
    "domestic_unanswered": 0.7,
    "child_not_made": 0.9,
    "child_unanswered": 0.55,
    "high_not_declared": 1.1,
    "few_sources": 0.25,
    "convictions_unused": 0.4,
    "dont_know": 0.2,
    "exempted": 0.35,
    "sara_gap": 0.35,
    "remote": 0.25,
    "layer1": 0.4,
    "rushed": 0.25,
    "locked": 0.2,
    "oral_or_fast": 0.35,
    "recent_release": 0.5,
    "oversight": -0.65,
    "risk_review": -0.7,
    "multi_agency": -0.35,
    "home_visits": -0.25,
    "caseload_over_50": 0.45,
    "wmt_over_110": 0.2,
    "wmt": 0.2,
    "trainee": 0.25,
    "new_in_role": 0.2,
    "cover": 0.2,
    "unsupervised": 0.2,
    "vacancy": 0.25,
    "span": 0.2,
    "away_from_office": 0.2,
    "recorded_late": 0.55,
    "copied": 0.55,
    "history_over_index": 0.45,
    "years": 0.06,
}
CAUTION = {
    "earlier_high": 0.4,
    "MAPP": 0.3,
    "arrests": 0.3,
    "screening": 0.15,
    "trainee": 0.3,
    "harm_needs": 0.1,
    "years": 0.05,
}


@dataclass(frozen=True)
class Form:
    """One shape of the truth: each function gives one number an assessment."""

    severity: Callable[[Signals], Floats]
    misses: Callable[[Signals], Floats]


def weighted(signals: Signals, weights: Mapping[str, float]) -> Floats:
    """Sum of the signals, each times its weight, always in the same order."""
    first = next(iter(weights))
    total = np.zeros(len(signals[first]))
    for name, weight in weights.items():
        total = total + weight * signals[name]
    return total


def caution(signals: Signals) -> Floats:
    """How readily the rating goes beyond what the record calls for; the same in every form."""
    return weighted(signals, CAUTION)


def _additive_severity(signals: Signals) -> Floats:
    return weighted(signals, SEVERITY)


def _additive_misses(signals: Signals) -> Floats:
    return weighted(signals, MISSES)


def _interacting_severity(signals: Signals) -> Floats:
    """Half the additive score; the rest comes from signals that matter only together."""
    s = signals
    violence = s["serious_violence_2yr_pct_log"]
    domestic = np.maximum(s["domestic_register"], s["domestic_screening"])
    together = (
        1.2 * domestic * s["child_contact"]
        + 1.0 * domestic * (s["orders"] + s["SPO"])
        + 0.7 * s["worst_history"] * (s["missed"] + s["let_go"])
        + 0.6 * violence * s["serious_recidivism_pct_log"]
        + 0.8 * np.maximum(violence, 0) * (s["WEAP"] + s["STRG"])
        + 0.8 * s["earlier_high"] * (s["arrests"] + s["custody_behaviour"])
        + 0.5 * s["harm_needs"] * s["severe_needs"] * s["index_severity"]
    )
    return 0.5 * weighted(s, SEVERITY) + together


def _interacting_misses(signals: Signals) -> Floats:
    """A gap matters most where there was something to find and nobody to look."""
    s = signals
    unmade = s["domestic_not_made"] + s["child_not_made"] + 0.5 * s["domestic_unanswered"]
    strained = s["wmt"] + s["caseload_over_50"] + s["cover"]
    together = (
        1.0 * unmade * (0.3 + s["worst_history"])
        + 0.9 * s["oral_or_fast"] * s["few_sources"]
        + 1.0 * s["recent_release"] * (0.4 + s["missed"])
        + 0.5 * np.maximum(strained, 0) * (s["new_in_role"] + s["trainee"])
        + 0.9 * s["high_not_declared"] * (0.5 + s["copied"])
        + 0.6 * s["remote"] * s["dont_know"]
        - 0.6 * s["oversight"] * unmade
    )
    return 0.35 * weighted(s, MISSES) + together


def _threshold_severity(signals: Signals) -> Floats:
    """Bands and the single worst indicator: nothing counts until it crosses a line."""
    s = signals
    bands = {
        "serious_violence_2yr_pct_log": (0.2, 1.1, 1.9),
        "serious_recidivism_pct_log": (0.3, 1.2),
        "violence_2yr_pct_log": (0.5,),
        "worst_history": (0.9, 1.35),
        "index_severity": (0.9, 1.35),
        "harm_needs": (0.9,),
        "screening": (0.9,),
        "arrests": (0.9,),
    }
    crossed = [s[name] > line for name, lines in bands.items() for line in lines]
    steps = np.sum(crossed, axis=0)
    flags = ("domestic_register", "SPO", "WEAP", "STRG", "RCPR", "MAPP", "custody_behaviour")
    counted = np.sum([s[name] for name in flags], axis=0)
    worst = np.maximum.reduce(
        [s["worst_history"], 1.6 * s["earlier_high"], 1.4 * s["SPO"], 0.8 * s["sexual_band"]]
    )
    many = np.sum([counted >= 2, counted >= 3], axis=0)
    return np.asarray(0.8 * steps + 1.1 * many + 1.2 * worst + 0.6 * s["highest_previous"])


def _threshold_misses(signals: Signals) -> Floats:
    """One gap is usually caught; two or more, or any gap under overload, are not."""
    s = signals
    gaps = (
        s["domestic_not_made"]
        + s["child_not_made"]
        + s["high_not_declared"]
        + (s["few_sources"] > 0.5)
        + (s["dont_know"] > 0.9)
        + s["exempted"]
        + s["convictions_unused"]
        + s["recent_release"]
        + s["oral_or_fast"] * s["layer1"]
    )
    overload = ((s["wmt"] > 0.4) | (s["caseload_over_50"] > 0)) & (s["oversight"] == 0)
    steps = 0.4 * (gaps >= 1) + 1.0 * (gaps >= 2) + 0.9 * (gaps >= 3)
    steps = steps + 0.7 * overload * (gaps >= 1)
    return np.asarray(steps + 0.5 * s["trainee"] * s["new_in_role"])


FORMS = {
    "additive": Form(_additive_severity, _additive_misses),
    "interacting": Form(_interacting_severity, _interacting_misses),
    "threshold": Form(_threshold_severity, _threshold_misses),
}
