"""The chosen model against every other candidate: paired differences in finds at capacity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.evaluation.estimation.cutoff import listed, listed_on_average
from models.evaluation.estimation.doubly_robust import expected_finds, support
from models.evaluation.estimation.estimate import Figure
from models.evaluation.estimation.settings import Plan, View, over_repeats
from models.evaluation.predictions.arrays import TargetCases


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
        """The entry of gate.json; no finds are claimed where too few audits speak for them."""
        gain = self.gain.as_json()
        value = gain.pop("value")
        finds = None if self.gain.reason else round(self.finds, 6)
        told: dict[str, object] = {"against": self.against, "finds": finds, "difference": value}
        return told | gain

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
        Whom the differences speak of.
    others : sequence of Comparison
        In the order of the table.
    level : float
        Of the intervals, 0 to 1.

    Examples
    --------
    >>> rules = Comparison("rule_list", 0.2, Figure(0.1, -0.04, 0.2, 80, 24))
    >>> print(side_by_side("prior_logistic", [rules], 0.8))  # doctest: +ELLIPSIS
    On the same folds, finds of 100 cases listed, and what prior_logistic finds beyond that:
      rule list                20.0  difference +10.0 (80% interval -4.0 to +20.0; 80 audits ...
    """
    if not others:
        return ""
    opening = f"On the same folds, finds of 100 cases listed, and what {chosen} finds beyond that:"
    return "\n  ".join([opening, *(other.line(level) for other in others)])


def compare(
    field: TargetCases, views: Mapping[str, View], chosen: str, plan: Plan
) -> dict[str, Comparison]:
    """The chosen model's finds at capacity less those of every other candidate.

    Finds are those expected had every case been audited. The model's ties count at their worst,
    the others' at their mean, so that neither choice favours the model.
    """
    expected, mine = expected_finds(field, views[chosen].claimed), views[chosen]
    return {
        name: against(
            field,
            Lists.of(field, expected, mine=mine, theirs=view, share=plan.capacity),
            name=name,
            plan=plan,
        )
        for name, view in views.items()
        if name != chosen
    }


@dataclass(frozen=True)
class Lists:
    """Two lists of the same cases, and what an audit of each case would be expected to find."""

    expected: NDArray[np.float64]
    mine: NDArray[np.bool_]
    theirs: NDArray[np.float64]

    @classmethod
    def of(
        cls,
        field: TargetCases,
        expected: NDArray[np.float64],
        *,
        mine: View,
        theirs: View,
        share: float,
    ) -> "Lists":
        """The first places of both orders: ties at their worst for mine, at their mean for theirs.

        ``share`` is the places as a share of each test window, 0 to 1.
        """
        return cls(
            expected,
            listed(mine.score, field.happened, window=field.window, share=share),
            listed_on_average(theirs.score, window=field.window, share=share),
        )


def against(field: TargetCases, lists: Lists, *, name: str, plan: Plan) -> Comparison:
    """What my list finds beyond theirs, called ``name``, on the same cases and draws."""
    either = lists.mine | (lists.theirs > 0)
    finds = [lists.mine * lists.expected, lists.theirs * lists.expected]
    table = np.column_stack([*finds, lists.mine, lists.theirs])

    def gain(rows: NDArray[np.bool_]) -> dict[str, NDArray[np.float64]]:
        mine, theirs, n_mine, n_theirs = plan.draws.totals(field.person[rows], table[rows])
        with np.errstate(invalid="ignore"):
            return {"mine": mine / n_mine, "theirs": theirs / n_theirs}

    drawn = over_repeats(field, either, gain)
    audited = either & field.weighted
    finds_seen = round(np.nansum(field.happened[audited]) / field.repeats)
    figure = plan.evidence.unless(
        support(field, either).doubt,
        drawn["mine"] - drawn["theirs"],
        counts=(round(audited.sum() / field.repeats), finds_seen),
    )
    return Comparison(name, float(drawn["theirs"][0]), figure)
