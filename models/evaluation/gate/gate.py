"""Whether the chosen model may make the lists, or the best baseline makes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from contracts.errors import InputError
from models.evaluation.gate.chances import ChanceCheck
from models.evaluation.gate.comparisons import Comparison

BY_NORMS = (
    "ranked by how far a rating lies below what its record calls for and below what officers assign"
    " to such a person."
)
NO_AUDITS = f"No audits yet: {BY_NORMS}"
NO_HARM = "audits do not show that another order finds more"


@dataclass(frozen=True)
class GateRules:
    """The 'gate' section of params.yaml.

    Parameters
    ----------
    tolerance : float
        Loss that is borne before a model is turned down, in finds per case listed, 0 to 1.
    interval : float
        Level of the interval, 0 to 1.
    champion : str or None
        The candidate whose recipe made the model in service: fitted on the same folds, it must
        not be seen to find more either. None where no model is in service.
    """

    tolerance: float
    interval: float
    champion: str | None


NO_ORDER = ("random", "base_rate")
PRACTICE = "practice_and_directions"


@dataclass(frozen=True)
class Verdict:
    """The content of gate.json: ``used`` is ``model`` or the name of the baseline that ranks.

    A model that did not pass may make the lists all the same: where its chances do not hold, yet
    audits show that its order finds more than the baseline that would stand in.
    """

    passed: bool
    sentence: str
    chosen: str
    used: str
    comparisons: tuple[Comparison, ...] = ()
    calibration: Sequence[ChanceCheck] = ()

    def as_json(self) -> dict[str, object]:
        """Plain values."""
        return {
            "passed": self.passed,
            "sentence": self.sentence,
            "chosen": self.chosen,
            "used": self.used,
            "comparisons": [comparison.as_json() for comparison in self.comparisons],
            "calibration": {check.name: check.as_json() for check in self.calibration},
        }


def without_model(chosen: str, *, audits: int, on_record: int = 0) -> Verdict:
    """The verdict where no model was chosen: the baseline ``chosen`` makes the lists.

    Parameters
    ----------
    chosen : str
    audits : int
        How many a model was tried on.
    on_record : int
        How many there are.
    """
    name = _readable(chosen)
    sentence = f"The baseline ({name}) makes the lists: no model did better on {audits} audits."
    if not audits:
        sentence = _untried(on_record) if on_record else NO_AUDITS
    return Verdict(False, sentence, chosen, chosen)


def _untried(audits: int) -> str:
    return (
        f"None of the audits on record ({audits:,}) could be used to try a model: it takes earlier"
        f" ones to learn from, later ones to try it on, and ratings that can be too low; {BY_NORMS}"
    )


def judge(
    comparisons: Mapping[str, Comparison],
    calibration: Sequence[ChanceCheck],
    *,
    chosen: str,
    baselines: tuple[str, ...],
    rules: GateRules,
) -> Verdict:
    """The verdict on a chosen model, with the sentence that every list carries.

    A model knows every baseline's order, so it starts level with all of them. It passes unless
    audits show that the list of a baseline, or of the champion's recipe, finds more, by more than
    the tolerance, or that its chances do not hold. Few audits show neither. A chance that is off
    is no worse list: where audits show that the model's finds more, it goes on making them.

    Parameters
    ----------
    comparisons : mapping of Comparison
        The chosen model against each other candidate, by name.
    calibration : sequence of ChanceCheck
        Whether its chances hold.
    baselines : tuple of str
        Those of the other candidates that may make the lists instead, at least one.

    Raises
    ------
    InputError
        If the champion's recipe took no part in the race.
    """
    if rules.champion not in (None, chosen, *comparisons):
        faults = [f"the recipe '{rules.champion}' of the model in service took no part"]
        raise InputError("gate", faults, "name it in train.candidates too")
    harms = [
        comparison
        for name, comparison in comparisons.items()
        if name in (*baselines, rules.champion) and comparison.harms(rules.tolerance)
    ]
    best = comparisons[_stand_in(comparisons, baselines)]
    faults = [check.in_words() for check in calibration if check.fails]
    if harms:
        worst = max(harms, key=lambda one: one.advantage)
        faults.insert(0, worst.harm_in_words(rules.interval))
    ranks = not faults or (not harms and best.gains)
    sentence = _sentence(chosen, best, faults, rules.interval, ranks=ranks)
    ordered = tuple(sorted(comparisons.values(), key=_by_finds))
    used = "model" if ranks else best.against
    return Verdict(not faults, sentence, chosen, used, ordered, calibration)


def _by_finds(comparison: Comparison) -> tuple[float, str]:
    return -comparison.advantage, comparison.against


def _stand_in(comparisons: Mapping[str, Comparison], baselines: tuple[str, ...]) -> str:
    """The baseline that finds most and could make a list; common practice while audits are few.

    Chance and the base rate put no case of a level before another: they are compared with, but
    no team's time is spent by them while anything else is there.
    """
    able = [name for name in baselines if name not in NO_ORDER] or list(baselines)
    measured = [name for name in able if np.isfinite(comparisons[name].advantage)]
    if not measured:
        return PRACTICE if PRACTICE in able else able[0]
    return max(measured, key=lambda name: comparisons[name].advantage)


def _sentence(
    chosen: str, best: Comparison, faults: Sequence[str], level: float, *, ranks: bool
) -> str:
    model, baseline = _readable(chosen), _readable(best.against)
    if faults and ranks:
        return (
            f"The model ({model}) makes the lists by its order alone, and did not pass: "
            f"{'; '.join(faults)}; {best.gain_in_words(level)}."
        )
    if faults:
        which = "best baseline" if np.isfinite(best.advantage) else "baseline"
        return (
            f"The {which} ({baseline}) makes the lists, not the model ({model}): "
            f"{'; '.join(faults)}."
        )
    return f"The model ({model}) makes the lists: {NO_HARM}; {best.in_words(level)}."


def _readable(name: str) -> str:
    return name.replace("_", " ")
