"""The chosen model against every other candidate: paired differences in finds at capacity."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.evaluation.capacity import listed, listed_on_average
from models.evaluation.figures import Figure
from models.evaluation.plan import Plan, View, over_repeats
from models.evaluation.race import Field
from models.evaluation.selection import expected_finds, support


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
        """The entry of gate.json."""
        gain = self.gain.as_json()
        value = gain.pop("value")
        return {"against": self.against, "finds": round(self.finds, 6), "difference": value} | gain

    def holds(self, tolerance: float) -> bool:
        """A gain whose interval excludes a loss beyond the tolerance."""
        gain = self.gain
        return (gain.value or 0.0) > 0 and gain.low is not None and gain.low >= -tolerance


def compare(
    field: Field, views: Mapping[str, View], chosen: str, plan: Plan
) -> dict[str, Comparison]:
    """The chosen model's finds at capacity less those of every other candidate.

    Finds are those expected had every case been audited. The model's ties count at their worst,
    the others' at their mean, so that neither choice favours the model.
    """
    expected = expected_finds(field, views[chosen].claimed)
    mine = listed(views[chosen].score, field.happened, window=field.window, share=plan.capacity)
    return {
        name: _against(
            field,
            Lists(
                expected,
                mine,
                listed_on_average(view.score, window=field.window, share=plan.capacity),
            ),
            name,
            plan,
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


def _against(field: Field, lists: Lists, name: str, plan: Plan) -> Comparison:
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
