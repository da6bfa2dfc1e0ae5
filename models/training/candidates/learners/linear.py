"""Logistic regressions held back from what is presumed before any audit."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.training.candidates.design_matrix import FURTHEST, N_PRIOR
from models.training.candidates.learners.training_set import TrainingSet, pick
from models.training.candidates.logistic import Penalty, fit_logistic
from models.training.data.records import Floats

PRIOR_SHARE = 0.02  # prior columns and the rating are held back this much of a feature's ridge
SPARSE_PRIOR_RIDGE = 20.0
LITTLE = 1.0  # ridge beside a lasso, so that columns alike share their weight


def prior_logistic(rows: TrainingSet, *, strength: float) -> Any:
    """Logistic regression on prior columns and the rating: a handful of numbers."""
    kept = np.arange(N_PRIOR + rows.n_levels)
    return _linear(rows, kept, _near_presumed(rows, np.full(len(kept), strength)))


def logistic(rows: TrainingSet, *, strength: float) -> Any:
    """Logistic regression on everything, features held back more than prior columns."""
    kept = rows.usable
    share = np.where(kept < N_PRIOR + rows.n_levels, PRIOR_SHARE, 1.0)
    return _linear(rows, kept, _near_presumed(rows, strength * share))


def sparse(rows: TrainingSet, *, strength: float) -> Any:
    """Logistic regression on as few features as will do, in their declared directions."""
    kept = rows.usable
    feature = kept >= N_PRIOR + rows.n_levels
    sign: Floats = np.r_[np.zeros(N_PRIOR), rows.sign][kept]
    lasso: Floats = np.where(feature, strength, 0.0).astype(np.float64)
    ridge = _near_presumed(rows, np.where(feature, LITTLE, SPARSE_PRIOR_RIDGE))
    return _linear(rows, kept, replace(ridge, lasso=lasso, sign=sign))


def _near_presumed(rows: TrainingSet, ridge: Floats) -> Penalty:
    """Weights held back from what is presumed before any audit."""
    centre = np.zeros(len(ridge))
    centre[:N_PRIOR] = rows.presumed
    return replace(Penalty.ridge_only(ridge), centre=centre)


def _linear(rows: TrainingSet, kept: NDArray[np.intp], penalty: Penalty) -> Any:
    """Picked columns, blanks at the mean, in standard deviations, then the fitted weights."""
    from sklearn.pipeline import make_pipeline

    steps, design, spread = _standardised(rows, kept)
    scaled = replace(penalty, centre=penalty.centre * spread)
    return make_pipeline(*steps, fit_logistic(design, rows.y, rows.weight, scaled))


def _standardised(rows: TrainingSet, kept: NDArray[np.intp]) -> tuple[list[Any], Floats, Floats]:
    """Fitted steps, the matrix that they make of these rows, and each column's spread."""
    key = kept.tobytes()
    if key not in rows.shared:
        rows.shared[key] = _fit_steps(rows, kept)
    made: tuple[list[Any], Floats, Floats] = rows.shared[key]
    return made


def _fit_steps(rows: TrainingSet, kept: NDArray[np.intp]) -> tuple[list[Any], Floats, Floats]:
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import MinMaxScaler, StandardScaler

    limits = np.repeat([[-FURTHEST], [FURTHEST]], len(kept), axis=1)
    clip = MinMaxScaler(feature_range=(-FURTHEST, FURTHEST), clip=True).fit(limits)
    first = make_pipeline(
        pick(rows, list(kept)), SimpleImputer(keep_empty_features=True), StandardScaler()
    )
    design = clip.transform(first.fit_transform(rows.matrix))
    return [*(step for _, step in first.steps), clip], design, first[-1].scale_
