"""Fits officers' norm: each part of the people is told of by what the others' ratings teach."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.training.data.encoding import Matrix
from models.training.label_noise.basis import Basis, surprising_pairs
from models.training.label_noise.fit import fit_process, unexplained
from models.training.label_noise.likelihood import NoisyLabelParams, RatingData
from models.training.label_noise.model import PARTS, Places, RatingModel

MOST_ROWS = 60_000  # of each part: more take longer and change little
AWAY = 0.2  # how freely a column of the person counts in missed, and one of practice in severity
BESIDE = 0.5  # how freely a step or a pair counts, beside its columns
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Practised:
    """RatingData records as the norm reads them: standardised columns, ratings, each row's part."""

    standard: Matrix
    assigned: NDArray[np.float64]
    part: Places


@dataclass(frozen=True)
class Readable:
    """Of each column: whether the norm may read it, whether it tells of practice, its direction."""

    allowed: Flags
    practice: Flags
    sign: NDArray[np.float64]

    def freely(self, basis: Basis) -> NDArray[np.float64]:
        """How freely each entry of a basis may count in severity and in missed; 0: not at all.

        Columns of the person are at home in severity, those of practice in missed; steps and
        pairs stay at home. A pair with practice in it is practice.
        """
        home = np.stack([~self.practice & self.allowed, self.practice & self.allowed])
        columns = np.where(home, 1.0, np.where(self.allowed, AWAY, 0.0))
        steps = BESIDE * home[:, basis.places]
        first, second = basis.pairs.T
        practice = self.practice[first] | self.practice[second]
        pairs = BESIDE * np.stack([~practice, practice])
        return np.column_stack([columns, steps, pairs])

    def stated(self, basis: Basis) -> NDArray[np.float64]:
        """The direction in which each entry of a basis may count in missed: practice's own."""
        own = np.where(self.practice & self.allowed, self.sign, 0.0)
        stated: NDArray[np.float64] = np.r_[own, own[basis.places], np.zeros(len(basis.pairs))]
        return stated

    def pairs(self) -> tuple[Flags, Flags]:
        """Which pairs of columns may count in severity, and which in missed."""
        both = np.logical_and.outer(self.allowed, self.allowed)
        practice = np.logical_or.outer(self.practice, self.practice)
        return both & ~practice, both & practice


def fit_norm(rated: Practised, readable: Readable, *, n_levels: int, seed: int) -> RatingModel:
    """Fit the norm on rows whose level officers assigned, each part on the people of the others."""
    basis = Basis.of(rated.standard, np.flatnonzero(readable.allowed))
    made = []
    for own in range(PARTS):
        rows = np.flatnonzero(rated.part != own)
        if len(rows) > MOST_ROWS:
            rows = np.random.default_rng(seed + own).choice(rows, MOST_ROWS, replace=False)
        made.append(_Part(rated, rows, n_levels, readable).fitted(basis))
    return _side_by_side(made, rated.standard)


@dataclass(frozen=True)
class _Part:
    """What is told of one part of the people is learned from these rows of the others."""

    whole: Practised
    rows: Places
    n_levels: int
    readable: Readable

    def fitted(self, basis: Basis) -> tuple[Basis, NoisyLabelParams]:
        """The process, and the basis with the pairs that these ratings call for."""
        rated = self._rated(basis)
        process = fit_process(rated)
        slopes, allowed = unexplained(rated, process), self.readable.pairs()
        standard = self.whole.standard[self.rows]
        found = [surprising_pairs(standard, *each) for each in zip(slopes, allowed, strict=True)]
        pairs = np.concatenate(found)
        if not len(pairs):
            return basis, process
        wider = basis.with_pairs(self.whole.standard, pairs)
        return wider, fit_process(self._rated(wider), process)

    def _rated(self, basis: Basis) -> RatingData:
        scale = self.readable.freely(basis)
        wide = basis.beside(self.whole.standard[self.rows]).astype(np.float32)  # in half the time
        given = self.whole.assigned[self.rows].astype(np.intp)
        return RatingData(
            columns=wide,
            assigned=given,
            n_levels=self.n_levels,
            scale=scale,
            home=scale > AWAY,
            sign=self.readable.stated(basis),
        )


def _side_by_side(made: Sequence[tuple[Basis, NoisyLabelParams]], standard: Matrix) -> RatingModel:
    """All parts on one basis: the pairs of any part, which count nothing in the others."""
    first, _ = made[0]
    found = sorted({(int(one), int(two)) for basis, _ in made for one, two in basis.pairs})
    basis = first.with_pairs(standard, np.array(found, dtype=np.intp).reshape(-1, 2))
    steps = first.width + len(first.places)
    weights = np.zeros((2, len(made), len(basis)))
    for part, (own, process) in enumerate(made):
        places = [steps + found.index((int(one), int(two))) for one, two in own.pairs]
        at = np.r_[np.arange(steps), np.array(places, dtype=np.intp)]
        weights[0, part, at], weights[1, part, at] = process.severity, process.missed
    return RatingModel(
        basis=basis,
        severity=weights[0],
        missed=weights[1],
        cuts=np.stack([process.cuts for _, process in made]),
        habits=np.stack([process.habits for _, process in made]),
    )
