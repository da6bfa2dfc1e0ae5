"""Fold predictions, laid side by side: the same cases for every candidate, in the same order."""

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.evaluation.predictions.targets import Target

KEY = ["repeat", "fold", "assessment_id"]
PREDICTED = ["p_under", "p_over", "p_high", "priority"]


@dataclass(frozen=True)
class Race:
    """Every candidate's predictions for one set of cases.

    Parameters
    ----------
    cases : frame
        One row per repeat, fold and assessment: who was rated what, what the audit said.
    predictions : dict of frames
        Per candidate ``p_under, p_over, p_high, priority``, in the order of ``cases``.
    """

    cases: pd.DataFrame
    predictions: dict[str, pd.DataFrame]

    @property
    def people(self) -> int:
        """How many people the cases belong to; a case without a person is one of its own."""
        return int(self.cases["person_id"].fillna(self.cases["assessment_id"]).nunique())


@dataclass(frozen=True)
class TargetCases:
    """The cases of which one question can be asked, as arrays of one length.

    Parameters
    ----------
    target : Target
        The question.
    rows : array of int
        Positions in ``Race.cases``.
    happened : array of float
        1 yes, 0 no, NaN where nobody looked.
    weight : array of float
        Inverse probability that the case was audited; NaN where it was not audited, or was
        audited because of what became known later, which no weight mends.
    at_random : array of bool
        True where the audit was picked at random.
    repeat, window, case, person : arrays of int
        Codes from 0: the repeat, the test window (repeat and fold), the assessment (the same in
        every repeat) and the person.
    """

    target: Target
    rows: NDArray[np.intp]
    happened: NDArray[np.float64]
    weight: NDArray[np.float64]
    at_random: NDArray[np.bool_]
    repeat: NDArray[np.intp]
    window: NDArray[np.intp]
    case: NDArray[np.intp]
    person: NDArray[np.intp]

    @property
    def audited(self) -> NDArray[np.bool_]:
        """True where somebody looked."""
        return ~np.isnan(self.happened)

    @property
    def weighted(self) -> NDArray[np.bool_]:
        """True where somebody looked, by a choice whose chance is known or estimated."""
        return ~np.isnan(self.weight)

    def where(self, kept: NDArray[np.bool_]) -> "TargetCases":
        """The same question asked of some of the cases."""
        arrays = {
            one.name: getattr(self, one.name)[kept] for one in fields(self) if one.name != "target"
        }
        return TargetCases(target=self.target, **arrays)

    @property
    def repeats(self) -> int:
        """How often the whole protocol was run."""
        return int(self.repeat.max()) + 1 if len(self.repeat) else 0


def lay_out(fold_predictions: pd.DataFrame) -> Race:
    """Split the file by candidate and put every candidate's rows in one order.

    Raises
    ------
    ValueError
        If a candidate was not asked about exactly the cases the others were: their figures
        could not be compared.
    """
    ordered = fold_predictions.sort_values(["candidate", *KEY], kind="stable")
    parts = {
        str(name): part.reset_index(drop=True)
        for name, part in ordered.groupby("candidate", sort=False)
    }
    if not parts:
        return Race(ordered.drop(columns=["candidate", *PREDICTED]), {})
    first = next(iter(parts.values()))
    uneven = [name for name, part in parts.items() if not part[KEY].equals(first[KEY])]
    if uneven:
        raise ValueError(f"not the same cases for every candidate: {', '.join(uneven)}")
    cases = first.drop(columns=["candidate", *PREDICTED])
    return Race(cases, {name: part[PREDICTED] for name, part in parts.items()})


def field_of(race: Race, target: Target) -> TargetCases:
    """The part of the race in which ``target`` is asked, as arrays."""
    cases = race.cases
    rows = np.flatnonzero(target.eligible(cases["assigned"]))
    asked = cases.iloc[rows]
    happened = target.happened(asked["assigned"], asked["audited"])
    weight = asked["weight"].to_numpy(np.float64, na_value=np.nan)
    people = cases["person_id"].fillna(cases["assessment_id"])
    return TargetCases(
        target=target,
        rows=rows,
        happened=happened,
        weight=np.where(np.isnan(happened), np.nan, weight),
        at_random=asked["selected_at_random"].fillna(value=False).to_numpy(bool),
        repeat=pd.factorize(cases["repeat"], sort=True)[0][rows],
        window=asked.groupby(["repeat", "fold"], sort=True).ngroup().to_numpy().astype(np.intp),
        case=pd.factorize(asked["assessment_id"], sort=True)[0],
        person=pd.factorize(people, sort=True)[0][rows],
    )


def probability(race: Race, field: TargetCases, candidate: str) -> NDArray[np.float64] | None:
    """The candidate's probability of ``yes``; None where it claims none."""
    claimed = race.predictions[candidate][field.target.probability].to_numpy(
        np.float64, na_value=np.nan
    )[field.rows]
    return None if np.isnan(claimed).any() else claimed


def score(race: Race, field: TargetCases, candidate: str) -> NDArray[np.float64] | None:
    """What the candidate sorts by: its probability, or else its priority.

    None where it has no view: a priority looks for ratings too low, never too high.
    """
    claimed = probability(race, field, candidate)
    if claimed is not None:
        return claimed
    if field.target.probability == "p_over":
        return None
    ranked = race.predictions[candidate]["priority"].to_numpy(np.float64, na_value=np.nan)
    return None if np.isnan(ranked[field.rows]).any() else ranked[field.rows]
