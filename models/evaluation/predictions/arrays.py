"""Fold predictions, laid side by side: the same cases for every candidate, in the same order."""

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.evaluation.predictions.targets import Target

KEY = ["repeat", "fold", "assessment_id"]
PREDICTED = ["p_under", "p_over", "p_high", "priority"]
LARGEST_WEIGHT = 20.0  # times the mean audit's, as in learning


@dataclass(frozen=True)
class Race:
    """Every candidate's predictions for one set of cases.

    Parameters
    ----------
    case_table : frame
        One row per repeat, fold and assessment: who was rated what, what the audit recorded.
    predictions : dict of frames
        Per candidate ``p_under, p_over, p_high, priority``, in the order of ``case_table``.
    """

    case_table: pd.DataFrame
    predictions: dict[str, pd.DataFrame]

    @property
    def people(self) -> "pd.Series[str]":
        """Whose case each row is; a case without a person is one of its own."""
        return self.case_table["person_id"].fillna(self.case_table["assessment_id"])


@dataclass(frozen=True)
class TargetCases:
    """The cases that one target is about, as arrays of one length.

    Parameters
    ----------
    target : Target
        What an audit answers with yes or no.
    rows : array of int
        Positions in ``Race.case_table``, ascending.
    y : array of float
        1 yes, 0 no, NaN where there was no audit.
    weight : array of float
        Inverse probability that the case was audited, at most 20 times the mean; NaN where it was
        not audited, or was audited because of what became known later, which no weight mends.
    uncapped : array of float
        The same without that limit.
    at_random, prompted : arrays of bool
        True where the audit was picked at random, and where a serious further offence prompted it.
    level : array of int
        The assigned level's place on the scale.
    repeat, window, case, person : arrays of int
        Codes from 0: the repeat, the test window (repeat and fold), the assessment (the same in
        every repeat) and the person.
    """

    target: Target
    rows: NDArray[np.intp]
    y: NDArray[np.float64]
    weight: NDArray[np.float64]
    uncapped: NDArray[np.float64]
    at_random: NDArray[np.bool_]
    prompted: NDArray[np.bool_]
    level: NDArray[np.intp]
    repeat: NDArray[np.intp]
    window: NDArray[np.intp]
    case: NDArray[np.intp]
    person: NDArray[np.intp]

    def __len__(self) -> int:
        """How many cases there are."""
        return len(self.rows)

    @property
    def audited(self) -> NDArray[np.bool_]:
        """True where there was an audit that no offence had prompted: those stand by themselves."""
        return ~np.isnan(self.y) & ~self.prompted

    @property
    def weighted(self) -> NDArray[np.bool_]:
        """True where there was an audit whose chance of being picked is recorded or estimated."""
        return ~np.isnan(self.weight)

    @property
    def repeats(self) -> int:
        """How often the whole protocol was run."""
        return int(self.repeat.max()) + 1 if len(self) else 0

    def where(self, kept: NDArray[np.bool_]) -> "TargetCases":
        """The same target for some of the cases."""
        arrays = {
            one.name: getattr(self, one.name)[kept] for one in fields(self) if one.name != "target"
        }
        return TargetCases(target=self.target, **arrays)


@dataclass(frozen=True)
class View:
    """One candidate's predictions of a target.

    Parameters
    ----------
    score : array of shape (n_cases,)
        What its list is sorted by, highest first.
    probability : array of shape (n_cases,) or None
        Its chance of a yes, 0 to 1; None where it states none.
    """

    score: NDArray[np.float64]
    probability: NDArray[np.float64] | None

    def where(self, kept: NDArray[np.bool_]) -> "View":
        """Its predictions of some of the cases."""
        return View(self.score[kept], None if self.probability is None else self.probability[kept])


def lay_out(fold_predictions: pd.DataFrame) -> Race:
    """Split the file by candidate and put every candidate's rows in one order.

    Raises
    ------
    ValueError
        If a candidate did not predict exactly the cases that the others did: their figures
        could not be compared.
    """
    ordered = fold_predictions.sort_values(["candidate", *KEY], kind="stable")
    by_candidate = {
        str(name): rows.reset_index(drop=True)
        for name, rows in ordered.groupby("candidate", sort=False)
    }
    if not by_candidate:
        return Race(ordered.drop(columns=["candidate", *PREDICTED]), {})
    first = next(iter(by_candidate.values()))
    uneven = [name for name, rows in by_candidate.items() if not rows[KEY].equals(first[KEY])]
    if uneven:
        raise ValueError(f"not the same cases for every candidate: {', '.join(uneven)}")
    case_table = first.drop(columns=["candidate", *PREDICTED])
    return Race(case_table, {name: rows[PREDICTED] for name, rows in by_candidate.items()})


def target_cases(race: Race, target: Target) -> TargetCases:
    """The cases of a race that ``target`` is about, as arrays."""
    table = race.case_table
    rows = np.flatnonzero(target.eligible(table["assigned"]))
    eligible = table.iloc[rows]
    y = target.labels(eligible["assigned"], eligible["audited"])
    weight = eligible["weight"].to_numpy(np.float64, na_value=np.nan)
    uncapped = np.where(np.isnan(y), np.nan, weight)
    return TargetCases(
        target=target,
        rows=rows,
        y=y,
        weight=capped(uncapped),
        uncapped=uncapped,
        at_random=eligible["selected_at_random"].fillna(value=False).to_numpy(bool),
        prompted=_prompted(eligible),
        level=target.scale.rank(eligible["assigned"]).astype(np.intp),
        repeat=pd.factorize(table["repeat"], sort=True)[0][rows],
        window=eligible.groupby(["repeat", "fold"], sort=True).ngroup().to_numpy().astype(np.intp),
        case=pd.factorize(eligible["assessment_id"], sort=True)[0],
        person=pd.factorize(race.people, sort=True)[0][rows],
    )


def _prompted(cases: pd.DataFrame) -> NDArray[np.bool_]:
    """Audits that a serious further offence prompted; a run of an earlier version tells of none."""
    if "prompted" not in cases:
        return np.zeros(len(cases), dtype=bool)
    return cases["prompted"].fillna(value=False).to_numpy(bool)


def capped(weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of at most ``LARGEST_WEIGHT`` times their mean; NaN stays.

    Examples
    --------
    >>> capped(np.array([1.0] * 99 + [np.nan, 901.0]))[-3:]
    array([  1.,  nan, 200.])
    """
    if np.isnan(weight).all():
        return weight
    limited: NDArray[np.float64] = np.minimum(weight, LARGEST_WEIGHT * np.nanmean(weight))
    return limited


def view_of(predicted: pd.DataFrame, target: Target) -> View | None:
    """A candidate's predictions of a target, from its ``p_under, p_over, p_high, priority``.

    Sorted by probability, or else by priority. None where it predicts nothing of the kind: a
    priority looks for ratings too low, never too high.
    """
    probability, priority = (
        predicted[name].to_numpy(np.float64, na_value=np.nan)
        for name in (target.column, "priority")
    )
    if not np.isnan(probability).any():
        return View(probability, probability)
    if target.column == "p_over" or np.isnan(priority).any():
        return None
    return View(priority, None)
