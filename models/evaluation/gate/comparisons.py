"""The chosen model against every other candidate: paired differences in finds at capacity."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.evaluation.estimation.cutoff import listed, listed_on_average
from models.evaluation.estimation.doubly_robust import support
from models.evaluation.estimation.estimate import Figure
from models.evaluation.estimation.plan import Drawn, EstimationPlan, counted, over_repeats
from models.evaluation.estimation.results import TargetResults
from models.evaluation.predictions.arrays import TargetCases, View


@dataclass(frozen=True)
class Comparison:
    """The chosen model against one other, on the same cases and the same draws.

    Parameters
    ----------
    against : str
        The other candidate.
    finds : float
        What the other's list would find per case listed, had all been audited.
    gain : Figure
        How much more the chosen model's list would find per case listed.
    """

    against: str
    finds: float
    gain: Figure

    def as_json(self) -> dict[str, object]:
        """The entry of gate.json; no finds are stated where too few audits speak for them."""
        finds = None if self.gain.reason else round(self.finds, 6)
        gain: dict[str, object] = {**self.gain.as_json()}
        return {"against": self.against, "finds": finds, "difference": gain.pop("value"), **gain}

    def in_words(self, level: float) -> str:
        """Both lists' finds and their difference, with the interval's ``level``, 0 to 1.

        Examples
        --------
        >>> Comparison("rule_list", 0.2, Figure(0.1, -0.04, 0.2, 80, 24)).in_words(0.95)[:64]
        'of 100 cases listed it would find 30.0, rule list 20.0; differen'
        >>> Comparison("rule_list", 0.2, Figure(None, None, None, 2, 1, "too few")).in_words(0.95)
        'against rule list, too few'
        """
        gain, against = self.gain, self.against.replace("_", " ")
        if gain.reason:
            return f"against {against}, {gain.reason}"
        mine = 100 * (self.finds + (gain.value or 0.0))
        return (
            f"of 100 cases listed it would find {mine:.1f}, {against} {100 * self.finds:.1f}; "
            f"{self.difference(level)}"
        )

    def difference(self, level: float) -> str:
        """The difference alone, or why there is none."""
        gain = self.gain
        if gain.reason:
            return f"difference not known: {gain.reason}"
        value, low, high = (100 * (part or 0.0) for part in (gain.value, gain.low, gain.high))
        return (
            f"difference {value:+.1f} ({level:.0%} interval {low:+.1f} to {high:+.1f}; "
            f"{gain.n} audits of listed cases, {gain.positives} finds)"
        )

    def line(self, level: float) -> str:
        """Its place in a table: name, finds of 100 listed, difference of the chosen from it."""
        finds = "-" if self.gain.reason else f"{100 * self.finds:.1f}"
        return f"{self.against.replace('_', ' '):<24}{finds:>5}  {self.difference(level)}"

    def holds(self, tolerance: float) -> bool:
        """A gain whose interval excludes a loss beyond the tolerance."""
        gain = self.gain
        return (gain.value or 0.0) > 0 and gain.low is not None and gain.low >= -tolerance


def side_by_side(chosen: str, others: Sequence[Comparison], level: float) -> str:
    """All that raced on the same folds, as lines of a table; nothing where nobody else did.

    Parameters
    ----------
    chosen : str
        The candidate that the differences are of.
    others : sequence of Comparison
        In the order of the table.
    level : float
        Of the intervals, 0 to 1.

    Examples
    --------
    >>> rules = Comparison("rule_list", 0.2, Figure(0.1, -0.04, 0.2, 80, 24))
    >>> print(side_by_side("stacked", [rules], 0.8))  # doctest: +ELLIPSIS
    On the same folds, finds of 100 cases listed, and what stacked finds beyond that:
      rule list                20.0  difference +10.0 (80% interval -4.0 to +20.0; 80 audits ...
    """
    if not others:
        return ""
    opening = f"On the same folds, finds of 100 cases listed, and what {chosen} finds beyond that:"
    return "\n  ".join([opening, *(other.line(level) for other in others)])


def compare(results: TargetResults, plan: EstimationPlan) -> dict[str, Comparison]:
    """The chosen candidate's finds at capacity less those of every other candidate, by name.

    Finds are those expected had every case been audited. The chosen candidate's ties count at
    their worst, the others' at their mean, so that neither choice favours it.
    """
    chosen = results.views[results.chosen]
    others = {name: view for name, view in results.views.items() if name != results.chosen}
    return {
        name: against(
            results, PairedLists.of(results.cases, chosen, other, plan.capacity), name, plan
        )
        for name, other in others.items()
    }


@dataclass(frozen=True)
class PairedLists:
    """Two lists of the same cases.

    Parameters
    ----------
    mine : array of bool, shape (n_cases,)
        Cases on the list that is judged.
    theirs : array of float, shape (n_cases,)
        Each case's chance to be on the list that it is compared with, 0 to 1.
    """

    mine: NDArray[np.bool_]
    theirs: NDArray[np.float64]

    @classmethod
    def of(cls, cases: TargetCases, mine: View, theirs: View, share: float) -> "PairedLists":
        """The first places of both orders: ties at their worst for mine, at their mean for theirs.

        ``share`` is the places as a share of each test window, 0 to 1.
        """
        return cls(
            listed(mine.score, cases.y, window=cases.window, share=share),
            listed_on_average(theirs.score, window=cases.window, share=share),
        )


def against(
    results: TargetResults, lists: PairedLists, name: str, plan: EstimationPlan
) -> Comparison:
    """What my list finds beyond theirs, called ``name``, on the same cases and draws."""
    cases, either = results.cases, lists.mine | (lists.theirs > 0)
    finds = [lists.mine * results.expected, lists.theirs * results.expected]
    table = np.column_stack([*finds, lists.mine, lists.theirs])

    def per_case_listed(rows: NDArray[np.bool_]) -> Drawn:
        mine, theirs, n_mine, n_theirs = plan.draws.totals(cases.person[rows], table[rows])
        with np.errstate(invalid="ignore"):
            return {"mine": mine / n_mine, "theirs": theirs / n_theirs}

    drawn = over_repeats(cases, either, per_case_listed)
    gain = plan.evidence.unless(
        support(cases, either).doubt,
        drawn["mine"] - drawn["theirs"],
        counts=counted(cases, either & cases.weighted),
    )
    return Comparison(name, float(drawn["theirs"][0]), gain)
