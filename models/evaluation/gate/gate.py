"""Whether the chosen model may make the lists, or the best baseline makes them."""

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.errors import InputError
from models.evaluation.estimation.estimate import Figure
from models.evaluation.gate.comparisons import Comparison

LIMITS = {"ratio": (0.75, 1.3333), "slope": (0.5, 2.0)}
MEANINGS = {
    "ratio": "mean chance over the share found",
    "slope": "slope of what was found on the log odds of the chance",
}
NO_AUDITS = (
    "No audits yet: ranked by how far a rating lies below what its record calls for and below what"
    " officers assign to such a person."
)


@dataclass(frozen=True)
class GateRules:
    """The 'gate' section of params.yaml.

    Parameters
    ----------
    tolerance : float
        Loss that the interval must exclude, in finds per case listed, 0 to 1.
    interval : float
        Level of the interval, 0 to 1.
    champion : str or None
        The candidate whose recipe made the model in service: fitted on the same folds, it must be
        beaten too by any other. None where no model is in service.
    """

    tolerance: float
    interval: float
    champion: str | None


NO_ORDER = ("random", "base_rate")
PRACTICE = "practice_and_directions"


@dataclass(frozen=True)
class Verdict:
    """The content of gate.json: ``used`` is ``model`` or the name of the baseline that ranks."""

    passed: bool
    sentence: str
    chosen: str
    used: str
    comparisons: tuple[Comparison, ...] = ()
    calibration: Mapping[str, Figure] | None = None

    def as_json(self) -> dict[str, object]:
        """Plain values."""
        return {
            "passed": self.passed,
            "sentence": self.sentence,
            "chosen": self.chosen,
            "used": self.used,
            "comparisons": [comparison.as_json() for comparison in self.comparisons],
            "calibration": {
                name: part.as_json() | {"meaning": MEANINGS[name], "limits": list(LIMITS[name])}
                for name, part in (self.calibration or {}).items()
            },
        }


def without_model(chosen: str, *, audits: int) -> Verdict:
    """The verdict where no model was chosen: the baseline ``chosen`` makes the lists."""
    name = _readable(chosen)
    sentence = f"The baseline ({name}) makes the lists: no model did better on {audits} audits."
    return Verdict(False, sentence if audits else NO_AUDITS, chosen, chosen)


def judge(
    comparisons: Mapping[str, Comparison],
    calibration: Mapping[str, Figure],
    *,
    chosen: str,
    baselines: tuple[str, ...],
    rules: GateRules,
) -> Verdict:
    """The verdict on a chosen model, with the sentence that every list carries.

    It passes when it beats the best baseline, and the champion's recipe where there is one, and
    its chances hold. A gain counts only where its interval excludes a loss beyond the tolerance.

    Parameters
    ----------
    comparisons : mapping
        The chosen model against each other candidate.
    calibration : mapping
        ``ratio`` and ``slope``, with intervals.
    baselines : tuple of str
        Those of the other candidates that may make the lists instead, at least one.

    Raises
    ------
    InputError
        If the champion's recipe took no part in the race.
    """
    if rules.champion not in (None, chosen, *comparisons):
        faults = [f"champion '{rules.champion}' took no part; allowed: null, or a candidate's name"]
        raise InputError("params.yaml, gate", faults, "name it in train.candidates too")
    best = _stand_in(comparisons, baselines)
    foremost = max(baselines, key=lambda name: comparisons[name].finds)
    champion = [] if rules.champion in (None, chosen) else [rules.champion]
    rivals = list(dict.fromkeys([best, foremost, *champion]))
    faults = [
        _loss(comparisons[name], rules)
        for name in rivals
        if not comparisons[name].holds(rules.tolerance)
    ]
    faults += [_off(name, figure) for name, figure in calibration.items() if _departs(name, figure)]
    gain = comparisons[best].in_words(rules.interval)
    which = "baseline" if comparisons[best].gain.reason else "best baseline"
    opening = (
        f"The {which} ({_readable(best)}) makes the lists, not the model ({_readable(chosen)}): "
        f"{'; '.join(faults)}."
        if faults
        else f"The model ({_readable(chosen)}) makes the lists: {gain}."
    )
    ordered = tuple(sorted(comparisons.values(), key=lambda c: (-c.finds, c.against)))
    used = best if faults else "model"
    return Verdict(not faults, opening, chosen, used, ordered, calibration)


def _stand_in(comparisons: Mapping[str, Comparison], baselines: tuple[str, ...]) -> str:
    """The baseline that finds most and could make a list; common practice while audits are few.

    Chance and the base rate put no case of a level before another: they are compared with, but
    no team's time is spent by them while anything else is there.
    """
    able = [name for name in baselines if name not in NO_ORDER] or list(baselines)
    best = max(able, key=lambda name: comparisons[name].finds)
    too_few = comparisons[best].gain.reason is not None
    return PRACTICE if too_few and PRACTICE in able else best


def _departs(name: str, figure: Figure) -> bool:
    """Outside its limits, and surely not 1; with too few audits nothing is held against it."""
    if figure.value is None or figure.low is None or figure.high is None:
        return False
    least, most = LIMITS[name]
    return not least <= figure.value <= most and not figure.low <= 1 <= figure.high


def _loss(comparison: Comparison, rules: GateRules) -> str:
    gain = comparison.in_words(rules.interval)
    rule = f"it must gain, and exclude a loss beyond {100 * rules.tolerance:g}"
    return gain if comparison.gain.reason else f"{gain}; {rule}"


def _off(name: str, figure: Figure) -> str:
    least, most = LIMITS[name]
    return (
        f"its chances do not hold: {MEANINGS[name]} is {figure.value:.2f} "
        f"({figure.low:.2f} to {figure.high:.2f}; allowed {least:g} to {most:.3g})"
    )


def _readable(name: str) -> str:
    return name.replace("_", " ")
