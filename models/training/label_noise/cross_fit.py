"""Fits officers' norm out of fold: a person is scored by what other people's ratings teach."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.training.data.encoding import Matrix
from models.training.data.person_folds import N_FOLDS, FoldOfRow
from models.training.label_noise.fit import fit_params, unexplained
from models.training.label_noise.model import RatingModel
from models.training.label_noise.params import NoisyLabelParams, RatingData
from models.training.label_noise.steps_and_interactions import Basis, surprising_pairs

MOST_ROWS = 60_000  # of each fit: more take longer and change little
AWAY = 0.2  # how freely a column of the person counts in the shortfall, and of practice in severity
BESIDE = 0.5  # how freely a step or a pair counts, beside its columns
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class RatedRows:
    """Records as the norm reads them.

    Parameters
    ----------
    X_scaled : array of shape (n, n_columns)
    assigned : array of shape (n,)
        Positions on the scale.
    fold : array of shape (n,)
        From ``fold_of_person``.
    """

    X_scaled: Matrix
    assigned: NDArray[np.float64]
    fold: FoldOfRow


@dataclass(frozen=True)
class ColumnRoles:
    """What the norm may do with each column.

    Parameters
    ----------
    allowed, practice : boolean arrays of shape (n_columns,)
        Whether the norm may read it, and whether it tells how the rating was made.
    sign : array of shape (n_columns,)
        Declared direction: 1, -1, or 0.
    anchor : boolean array of shape (n_columns,)
        Whether it is what officers hold on to, from ``find_anchors``.
    """

    allowed: Flags
    practice: Flags
    sign: NDArray[np.float64]
    anchor: Flags

    @property
    def person(self) -> Flags:
        """Columns of the person that may be read, shape (n_columns,)."""
        return self.allowed & ~self.practice

    def scale(self, basis: Basis) -> NDArray[np.float64]:
        """How freely each entry of a basis may count in severity and shortfall; 0: not at all.

        Shape (2, len(basis)). Columns of the person count fully in severity, those of practice in
        the shortfall, and both little in the other. Steps and pairs count in one alone; a pair
        with practice in it is practice. Anchors count little in severity: what a rating owes them
        is no sign of what is right.
        """
        free = self.allowed & ~self.anchor
        home = np.stack([~self.practice & free, self.practice & free])
        columns = np.where(home, 1.0, np.where(self.allowed, AWAY, 0.0))
        columns[1, self.anchor] = 0.0
        steps = BESIDE * home[:, basis.step_features]
        first, second = basis.pairs.T
        practice = self.practice[first] | self.practice[second]
        pairs = BESIDE * np.stack([~practice, practice])
        return np.column_stack([columns, steps, pairs])

    def shortfall_sign(self, basis: Basis) -> NDArray[np.float64]:
        """The direction each entry of a basis must keep in the shortfall, shape (len(basis),)."""
        columns = np.where(self.practice & self.allowed, self.sign, 0.0)
        free = np.zeros(len(basis.pairs))
        sign: NDArray[np.float64] = np.r_[columns, columns[basis.step_features], free]
        return sign

    def anchor_entries(self, basis: Basis) -> Flags:
        """Which entries of a basis belong to an anchor, shape (len(basis),): no pair does."""
        pairs = np.zeros(len(basis.pairs), dtype=np.bool_)
        entries: Flags = np.r_[self.anchor[basis.column_of_entry], pairs]
        return entries

    def pairs(self) -> tuple[Flags, Flags]:
        """Which pairs of columns may count in severity, and which in the shortfall."""
        free = self.allowed & ~self.anchor
        both = np.logical_and.outer(free, free)
        practice = np.logical_or.outer(self.practice, self.practice)
        return both & ~practice, both & practice


def fit_norm(
    rows: RatedRows, roles: ColumnRoles, *, n_levels: int, seed: int, jobs: int = 1
) -> RatingModel:
    """Fit the norm once for each fold of people, on everybody else.

    Parameters
    ----------
    rows : RatedRows
        All rows whose level officers assigned; no label is read.
    roles : ColumnRoles
    n_levels : int
        Of the scale.
    seed : int
        For the draw of ``MOST_ROWS`` where there are more.
    jobs : int
        Threads, each for another fold.
    """
    from joblib import Parallel, delayed

    basis = Basis.of(rows.X_scaled, np.flatnonzero(roles.allowed))
    parts = [_OneFold(rows, _others(rows, fold, seed), n_levels, roles) for fold in range(N_FOLDS)]
    fitted = Parallel(jobs, prefer="threads")(delayed(part.fit)(basis) for part in parts)
    return _on_one_basis(list(fitted), rows.X_scaled)


def _others(rows: RatedRows, fold: int, seed: int) -> FoldOfRow:
    """Places of rows of people outside a fold, drawn where there are more than enough."""
    train = np.flatnonzero(rows.fold != fold)
    if len(train) > MOST_ROWS:
        train = np.random.default_rng(seed + fold).choice(train, MOST_ROWS, replace=False)
    return train


@dataclass(frozen=True)
class _OneFold:
    """The fit for one fold of people: ``train`` are the places of rows of the other people."""

    rows: RatedRows
    train: FoldOfRow
    n_levels: int
    roles: ColumnRoles

    def fit(self, basis: Basis) -> tuple[Basis, NoisyLabelParams]:
        """The basis with the pairs that these ratings call for, and the parameters on it."""
        ratings = self._ratings(basis)
        params = fit_params(ratings)
        slopes, allowed = unexplained(ratings, params), self.roles.pairs()
        X_scaled = self.rows.X_scaled[self.train]
        found = [surprising_pairs(X_scaled, *each) for each in zip(slopes, allowed, strict=True)]
        pairs = np.concatenate(found)
        if not len(pairs):
            return basis, params
        wider = basis.with_pairs(self.rows.X_scaled, pairs)
        return wider, fit_params(self._ratings(wider), params)

    def _ratings(self, basis: Basis) -> RatingData:
        scale = self.roles.scale(basis)
        wide = basis.transform(self.rows.X_scaled[self.train])
        return RatingData(
            columns=wide.astype(np.float32),  # takes half the time of float64
            assigned=self.rows.assigned[self.train].astype(np.intp),
            n_levels=self.n_levels,
            scale=scale,
            home=scale > AWAY,
            sign=self.roles.shortfall_sign(basis),
            anchor=self.roles.anchor_entries(basis),
        )


def _on_one_basis(fits: Sequence[tuple[Basis, NoisyLabelParams]], X_scaled: Matrix) -> RatingModel:
    """All folds on one basis: a pair found in one fold counts nothing in the others."""
    first, _ = fits[0]
    found = sorted({(int(one), int(two)) for basis, _ in fits for one, two in basis.pairs})
    basis = first.with_pairs(X_scaled, np.array(found, dtype=np.intp).reshape(-1, 2))
    n_before = first.width + len(first.step_features)
    weights = np.zeros((2, len(fits), len(basis)))
    anchoring = np.zeros((len(fits), len(fits[0][1].level_intercepts), len(basis)))
    for fold, (narrow, params) in enumerate(fits):
        pairs = [n_before + found.index((int(one), int(two))) for one, two in narrow.pairs]
        at = np.r_[np.arange(n_before), np.array(pairs, dtype=np.intp)]
        weights[0, fold, at], weights[1, fold, at] = params.severity, params.shortfall
        anchoring[fold][:, at] = params.anchoring
    return RatingModel(
        basis=basis,
        severity=weights[0],
        shortfall=weights[1],
        level_intercepts=np.stack([params.level_intercepts for _, params in fits]),
        confusion_logits=np.stack([params.confusion_logits for _, params in fits]),
        anchoring=anchoring,
    )
