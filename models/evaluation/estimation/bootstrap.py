"""How sure a figure is: people are drawn again and again."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DECIMALS = 6  # figures in files; finer digits could follow the number of threads
BLOCK = 8_000_000  # cells worked on at once, to bound memory
STEPS = 1 << 16


@dataclass(frozen=True)
class Draws:
    """How often each person counts: once in draw 0, and as drawn in every draw after it.

    A statistic computed for all draws at once has its value in draw 0 and its spread in the rest.

    Parameters
    ----------
    counts : array of shape (n_people, 1 + n_draws)
        Whole numbers; Poisson with mean 1 in the drawn columns, so that people are drawn
        independently of each other and all their assessments together.
    """

    counts: NDArray[np.uint8]

    def totals(self, person: NDArray[np.intp], columns: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sum of each column over the cases, in every draw.

        Parameters
        ----------
        person : array of shape (n_cases,)
            Whose case it is.
        columns : array of shape (n_cases, n_columns)
            What is summed.

        Returns
        -------
        array of shape (n_columns, 1 + n_draws)
        """
        case, column = np.nonzero(columns)
        return self._summed(column, person[case], columns[case, column], rows=columns.shape[1])

    def ranked(
        self,
        person: NDArray[np.intp],
        y: NDArray[np.float64],
        weight: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """Average precision and area under the ROC curve of cases in list order, in every draw.

        Returns
        -------
        array of shape (2, 1 + n_draws)
            NaN where a draw has no case of one of the two kinds.
        """
        found = np.flatnonzero(y == 1)
        other = np.flatnonzero(y != 1)
        finds_ahead = np.searchsorted(found, other)
        blocks = [
            _precision_and_area(
                self.counts[person[found], at].astype(np.float64) * weight[found, None],
                self._summed(finds_ahead, person[other], weight[other], rows=len(found) + 1, at=at),
                weight[found, None],
            )
            for at in self._blocks(len(found) + 1)
        ]
        return np.concatenate(blocks, axis=1)

    def _summed(
        self,
        row: NDArray[np.intp],
        person: NDArray[np.intp],
        value: NDArray[np.float64],
        *,
        rows: int,
        at: slice | None = None,
    ) -> NDArray[np.float64]:
        """Values times counts, summed by row: an array of shape (rows, draws)."""
        from scipy.sparse import csr_array

        people, code = np.unique(person, return_inverse=True)
        shape = (rows, len(people))
        values = csr_array((value, (row, code)), shape=shape, dtype=np.float64)
        blocks = self._blocks(len(people)) if at is None else [at]
        parts = [values @ self.counts[people, block].astype(np.float64) for block in blocks]
        return np.concatenate(parts, axis=1)

    def _blocks(self, height: int) -> list[slice]:
        draws = self.counts.shape[1]
        width = max(1, BLOCK // max(height, 1))
        return [slice(at, min(at + width, draws)) for at in range(0, draws, width)]


def _precision_and_area(
    finds: NDArray[np.float64], others: NDArray[np.float64], unit: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Both statistics of a block of draws.

    ``finds`` says how much each find counts, in list order; ``others`` how much the other cases
    between it and the find before do (the last row: those after the last find).
    """
    others = np.cumsum(others, axis=0)
    others_ahead, all_others = others[:-1], others[-1]
    # A case drawn m times takes m places: on average it sees half of them, and itself, ahead.
    finds_ahead = np.cumsum(finds, axis=0) - finds + (finds + unit) / 2
    all_finds = finds.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        precision = (finds * finds_ahead / (finds_ahead + others_ahead)).sum(axis=0) / all_finds
        beaten = (finds * (all_others - others_ahead)).sum(axis=0)
        area = beaten / (all_finds * all_others)
    return np.stack([precision, area])


def draw_people(people: int, *, draws: int, seed: int) -> Draws:
    """Draws of people, the same for every candidate, so that differences are paired.

    Examples
    --------
    >>> draw_people(3, draws=2, seed=1).counts[:, 0]
    array([1, 1, 1], dtype=uint8)
    """
    generator = np.random.default_rng(seed)
    chances = np.array([math.exp(-1) / math.factorial(count) for count in range(9)])
    upto = np.round(np.cumsum(chances) * STEPS)
    count_of = np.searchsorted(upto, np.arange(STEPS), side="right").astype(np.uint8)
    counts = np.ones((people, draws + 1), dtype=np.uint8)
    for row in counts:
        row[1:] = count_of[generator.integers(0, STEPS, draws, dtype=np.uint16)]
    return Draws(counts)


def percentiles(drawn: NDArray[np.float64], level: float) -> tuple[float, float]:
    """The middle ``level`` of the drawn values; NaN where no draw gave one."""
    values = drawn[~np.isnan(drawn)]
    if not len(values):
        return float("nan"), float("nan")
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
