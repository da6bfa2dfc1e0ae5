"""Every candidate by name: a new one is a line here, a file under ``learners/``, and its test."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from contracts.errors import InputError
from models.training.candidates.learners.boosted import boosted
from models.training.candidates.learners.linear import logistic, prior_logistic, sparse
from models.training.candidates.learners.training_set import Learner, made_up_rows
from models.training.candidates.learners.unsupervised import unsupervised
from models.training.candidates.names import current_name
from models.training.saved_types import foreign_types


def _strengths(learner: Callable[..., Any], strengths: Sequence[float]) -> tuple[Learner, ...]:
    return tuple(partial(learner, strength=each) for each in strengths)


# Each learner in the strengths that audits out of fold choose between.
LEARNERS: dict[str, tuple[Learner, ...]] = {
    "unsupervised": (unsupervised,),
    "prior_logistic": _strengths(prior_logistic, (3.0, 10.0, 30.0, 100.0)),
    "sparse": _strengths(sparse, (5.0, 10.0, 20.0, 40.0)),
    "logistic": _strengths(logistic, (30.0, 100.0, 300.0, 1000.0)),
    "boosted": (boosted,),
}
# A learner is a candidate by itself; a stack is several learners calibrated together.
CANDIDATES: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in LEARNERS},
    "stacked": ("prior_logistic", "logistic", "sparse", "boosted"),
}


def known_candidates(names: Sequence[str]) -> tuple[str, ...]:
    """The names as they are now, if every one is a candidate that can be read.

    A learner is read by ``decision_function`` or ``predict_proba``; it is tried on a handful of
    made-up rows.

    Raises
    ------
    InputError
        For unknown names, for none at all, and for learners that give neither log-odds nor
        probabilities or hold a part that a saved model may not.

    Examples
    --------
    >>> known_candidates(["unsupervised", "prior_logistic"])
    ('unsupervised', 'prior_logistic')
    """
    found = [current_name(name, where="train.candidates") for name in names]
    allowed = ", ".join(CANDIDATES)
    faults = [
        f"'{name}' is no candidate; allowed: {allowed}" for name in found if name not in CANDIDATES
    ]
    if not names:
        faults = [f"no candidate is named; allowed: {allowed}"]
    step = "correct params.yaml" if faults else "mend the learner, or leave it out of params.yaml"
    faults = faults or _unreadable(found)
    if faults:
        raise InputError("params.yaml, train.candidates", faults, step)
    return tuple(dict.fromkeys(found))


def _unreadable(candidates: Sequence[str]) -> list[str]:
    """What is to be said of learners that cannot be read, or not be saved."""
    rows = made_up_rows()
    faults = []
    for name in candidates:
        for learner in CANDIDATES[name]:
            fault = _fault(LEARNERS[learner][0](rows))
            faults += [f"'{name}': its learner '{learner}' {fault}"] if fault else []
    return faults


def _fault(fitted: Any) -> str:
    if not any(hasattr(fitted, method) for method in ("decision_function", "predict_proba")):
        return "has neither decision_function nor predict_proba"
    foreign = ", ".join(foreign_types(fitted))
    place = "models/training/saved_types.py"
    return foreign and f"holds {foreign}, which TRUSTED in {place} does not name"
