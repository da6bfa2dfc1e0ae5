"""The chosen model against every other candidate: paired differences in finds at capacity."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.evaluation.estimation.doubly_robust import support
from models.evaluation.estimation.estimate import OUTSIDE, Figure
from models.evaluation.estimation.plan import Drawn, EstimationPlan, counted, over_repeats
from models.evaluation.estimation.results import TargetResults
from models.evaluation.gate.model_assisted_gain import assisted_gain
from models.evaluation.gate.paired_lists import PairedLists
from models.evaluation.predictions.arrays import View


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
        How much more the chosen model's list would find per case listed: doubly robust, from the
        audits that fell on either list.
    assisted : Figure, optional
        The same by chances that all audits corrected, from ``assisted_gain``; it decides.
    """

    against: str
    finds: float
    gain: Figure
    assisted: Figure | None = None

    def as_json(self) -> dict[str, object]:
        """The entry of gate.json; no finds are stated where too few audits speak for them."""
        finds = None if self.gain.reason else round(self.finds, 6)
        gain: dict[str, object] = {**self.gain.as_json()}
        entry = {"against": self.against, "finds": finds, "difference": gain.pop("value"), **gain}
        return entry | ({"assisted": self.assisted.as_json()} if self.assisted else {})

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
        value, low, high = _hundredfold(gain)
        return (
            f"difference {value:+.1f} ({level:.0%} interval {low:+.1f} to {high:+.1f}; "
            f"{gain.n} audits of listed cases, {gain.positives} finds)"
        )

    def line(self, level: float) -> str:
        """Its place in a table: name, finds of 100 listed, difference of the chosen from it."""
        finds = "-" if self.gain.reason else f"{100 * self.finds:.1f}"
        line = f"{self.against.replace('_', ' '):<24}{finds:>5}  {self.difference(level)}"
        return f"{line}; {self._by_all_audits()}" if self.assisted else line

    def _by_all_audits(self) -> str:
        gain = self.assisted
        if gain is None or gain.value is None:
            return "by all audits not known"
        value, low, high = _hundredfold(gain)
        return f"by all audits {value:+.1f} ({low:+.1f} to {high:+.1f})"

    def harms(self, tolerance: float) -> bool:
        """Whether audits show that the model's list finds less, by more than the tolerance."""
        return (
            self.assisted is not None
            and self.assisted.high is not None
            and self.assisted.high < -tolerance
        )

    @property
    def gains(self) -> bool:
        """Whether audits show that the model's list finds more."""
        return (
            self.assisted is not None and self.assisted.low is not None and self.assisted.low > 0.0
        )

    @property
    def advantage(self) -> float:
        """How much more the other's list would find, by all audits; minus infinity if unknown."""
        if self.assisted is None or self.assisted.value is None:
            return -np.inf
        return -self.assisted.value

    def harm_in_words(self, level: float) -> str:
        """How many more the other's list would find, by all audits.

        Examples
        --------
        >>> figure = Figure(-0.12, -0.2, -0.04, 585, 90)
        >>> print(Comparison("rule_list", 0.3, figure, figure).harm_in_words(0.8)[:78])
        by all audits rule list would find 12.0 more in 100 cases listed (80% interval
        """
        gain = self.gain if self.assisted is None else self.assisted
        value, low, high = (-part for part in _hundredfold(gain))
        return (
            f"by all audits {self.against.replace('_', ' ')} would find {value:.1f} more in 100 "
            f"cases listed ({level:.0%} interval {high:.1f} to {low:.1f}; {gain.n} audits, "
            f"{gain.positives} finds)"
        )

    def gain_in_words(self, level: float) -> str:
        """How many more the model's list would find, by all audits.

        Examples
        --------
        >>> figure = Figure(0.08, 0.05, 0.11, 585, 90)
        >>> print(Comparison("rule_list", 0.3, figure, figure).gain_in_words(0.8)[:74])
        by all audits it would find 8.0 more in 100 cases listed than rule list (8
        """
        gain = self.gain if self.assisted is None else self.assisted
        value, low, high = _hundredfold(gain)
        return (
            f"by all audits it would find {value:.1f} more in 100 cases listed than "
            f"{self.against.replace('_', ' ')} ({level:.0%} interval {low:.1f} to {high:.1f}; "
            f"{gain.n} audits, {gain.positives} finds)"
        )


def _hundredfold(figure: Figure) -> tuple[float, float, float]:
    """Value and interval, per 100 cases listed."""
    return 100 * (figure.value or 0.0), 100 * (figure.low or 0.0), 100 * (figure.high or 0.0)


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
    others = {name: view for name, view in results.views.items() if name != results.chosen}
    return {name: _compare(results, name, other, plan) for name, other in others.items()}


def _compare(results: TargetResults, name: str, other: View, plan: EstimationPlan) -> Comparison:
    lists = PairedLists.of(results.cases, results.views[results.chosen], other, plan.capacity)
    drawn = assisted_gain(results, lists, other, plan.draws.counts)
    comparison = against(results, lists, name, plan)
    if drawn is None:
        return comparison
    counts = counted(results.cases, results.cases.weighted)
    return replace(comparison, assisted=plan.evidence.figure(drawn, counts=counts))


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
    counts = counted(cases, either & cases.weighted)
    supports = [support(cases, held) for held in (either, lists.mine, lists.theirs > 0)]
    doubtful = next((one for one in supports if one.doubt), supports[0])
    gain = plan.evidence.difference(drawn["mine"] - drawn["theirs"], doubtful, counts=counts)
    if any(not 0 <= drawn[name][0] <= 1 for name in ("mine", "theirs")) and not gain.reason:
        gain = Figure(None, None, None, *counts, OUTSIDE)
    return Comparison(name, float(drawn["theirs"][0]), gain)
