"""Two lists of the same cases, made by the same rule from two orders."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.evaluation.estimation.cutoff import listed, listed_on_average
from models.evaluation.predictions.arrays import TargetCases, View


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
