"""One target with everything that figures are made from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.evaluation.estimation.doubly_robust import expected_finds
from models.evaluation.predictions.arrays import TargetCases, View


@dataclass(frozen=True)
class TargetResults:
    """One target: its cases and every candidate's predictions of them.

    Parameters
    ----------
    cases : TargetCases
        The cases that the target is about.
    views : mapping of View
        The predictions of each candidate that has any, chosen candidate included.
    chosen : str
        The candidate that makes the lists if the gate passes.
    expected : array of shape (n_cases,)
        What an audit of each case would be expected to find, by the chosen candidate's
        probabilities and the audits there are; sums are doubly robust.
    """

    cases: TargetCases
    views: Mapping[str, View]
    chosen: str
    expected: NDArray[np.float64]

    @classmethod
    def of(cls, cases: TargetCases, views: Mapping[str, View], chosen: str) -> "TargetResults":
        """With the finds expected by the chosen candidate's probabilities."""
        probability = views[chosen].probability if chosen in views else None
        return cls(cases, views, chosen, expected_finds(cases, probability))

    @property
    def chosen_view(self) -> View | None:
        """The chosen candidate's predictions; None where it has none of this target."""
        return self.views.get(self.chosen)

    def where(self, kept: NDArray[np.bool_]) -> "TargetResults":
        """The same for some of the cases."""
        views = {name: view.where(kept) for name, view in self.views.items()}
        return TargetResults(self.cases.where(kept), views, self.chosen, self.expected[kept])

    def audited_only(self) -> "TargetResults":
        """The audited cases as if they were all there is, for audits that speak for no others."""
        audits = self.where(self.cases.audited)
        alike = np.ones(len(audits.cases))
        cases = replace(audits.cases, weight=alike, uncapped=alike)
        return TargetResults.of(cases, audits.views, self.chosen)
