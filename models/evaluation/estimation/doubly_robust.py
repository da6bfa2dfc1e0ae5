"""What an audit of every case would have found, when only some were audited and not at random."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.evaluation.predictions.arrays import TargetCases

EFFECTIVE_FLOOR = 10.0  # audits, after allowing for unequal weights
LARGEST_SHARE = 0.1  # of all weight, that one audit may carry
COVERED = (0.5, 0.8)  # of the cases, that the weights must add up to: as it is, and beyond chance
MOST_COVERED = 1.25  # beyond chance: more weight than cases means that weights do not fit


@dataclass(frozen=True)
class Support:
    """How much the audits of some cases can say about all of them.

    Parameters
    ----------
    audited : int
        Audits whose chance of being picked is recorded or estimated.
    effective : float
        How many equally weighted audits would say as much.
    largest : float
        The largest share of all weight on one audit, 0 to 1.
    covered : float
        Sum of the weights over the number of cases, near 1 where every case could have been
        picked; far below 1 where many of them never could, far above it where weights do not fit.
    """

    audited: int
    effective: float
    largest: float
    covered: float

    @property
    def doubt(self) -> str | None:
        """Why nothing can be said of these cases; None where something can."""
        if self.effective < EFFECTIVE_FLOOR:
            return f"cannot tell: audits of these cases weigh as {self.effective:.1f} equal ones"
        if self.largest > LARGEST_SHARE:
            return f"cannot tell: one audit carries {self.largest:.0%} of the weight"
        by_chance = 2.0 / self.effective**0.5
        too_few = self.covered < COVERED[0] or self.covered + by_chance < COVERED[1]
        if too_few or self.covered - by_chance > MOST_COVERED:
            return f"cannot tell: audits speak for {self.covered:.0%} of these cases"
        return None


def support(cases: TargetCases, among: NDArray[np.bool_]) -> Support:
    """The support of the cases setup in ``among``."""
    weight = cases.weight[among & cases.weighted]
    if not len(weight):
        return Support(0, 0.0, 0.0, 0.0)
    total = float(weight.sum())
    return Support(
        audited=round(len(weight) / cases.repeats),
        effective=total**2 / float((weight**2).sum()) / cases.repeats,
        largest=float(weight.max()) * cases.repeats / total,
        covered=total / float(among.sum()),
    )


def expected_finds(
    cases: TargetCases, probability: NDArray[np.float64] | None
) -> NDArray[np.float64]:
    """Per case, what an audit would be expected to find; sums are doubly robust.

    The stated probability, plus, where the case was audited, the weighted departure of what was
    found from it. The sum over any set of cases is right if either the weights or the
    probabilities are.

    Parameters
    ----------
    cases : TargetCases
        Cases, of which some were audited.
    probability : array of shape (n_cases,), optional
        Chance of a find, out of fold; without it the weighted share of finds serves.

    Returns
    -------
    array of shape (n_cases,)
        Not a probability: an audited case can lie below 0 or above 1.
    """
    weight = np.nan_to_num(cases.weight)
    found = np.nan_to_num(cases.y)
    if probability is None:
        total = weight.sum()
        probability = np.full(len(weight), (weight * found).sum() / total if total else 0.0)
    return probability + weight * (found - probability)
