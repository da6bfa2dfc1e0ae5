"""The learners that candidates are made of: functions from cases to fitted scikit-learn parts.

Each reads the evidence matrix (``models.training.candidates.design_matrix``): norm, stated prior, rating, columns.
A learner comes in one or several strengths; which is used, audits out of fold decide.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.training.candidates.design_matrix import FURTHEST, LEAD
from models.training.candidates.logistic import Penalty, as_logistic, fit_logistic
from models.training.data.encoding import Matrix
from models.training.data.records import Floats

RIDGES = (30.0, 100.0, 300.0, 1000.0)  # a standardised column's share in the penalty
LASSOS = (5.0, 10.0, 20.0, 40.0)
LEAD_SHARE = 0.02  # the norm, the stated prior and the rating are held back this much of it
FEW_RIDGES = (3.0, 10.0, 30.0, 100.0)
LITTLE = 1.0  # ridge beside a lasso, so that columns alike share their weight


@dataclass(frozen=True)
class TrainingSet:
    """What a learner learns from, and what is known of its columns.

    Parameters
    ----------
    matrix : array of shape (n, LEAD + n_columns)
    happened, weight : arrays of shape (n,)
    sign : array of shape (n_columns,)
        Declared directions of the record's columns: 1, -1, or 0.
    presumed : array of shape (LEAD,)
        Log-odds of a yes for one unit of each lead column, before any audit.
    n_levels : int
        Of the scale.
    seed : int
    """

    matrix: Matrix
    happened: Floats
    weight: Floats
    sign: Floats
    presumed: Floats
    n_levels: int
    seed: int

    @property
    def alive(self) -> NDArray[np.bool_]:
        """Columns of the record that say anything at all about these cases."""
        raw = self.matrix[:, LEAD:]
        most = np.where(np.isnan(raw), -np.inf, raw).max(axis=0, initial=-np.inf)
        least = np.where(np.isnan(raw), np.inf, raw).min(axis=0, initial=np.inf)
        return np.asarray(most > least)


Learner = Callable[[TrainingSet], Any]


def practice(cases: TrainingSet) -> Any:
    """The norm and the stated prior as they are: nothing is learned from audits."""
    from sklearn.pipeline import make_pipeline

    kept = list(range(LEAD))
    return make_pipeline(_only(cases, kept), as_logistic(cases.presumed, 0.0))


def few(cases: TrainingSet, *, strength: float) -> Any:
    """Logistic regression on the norm, the stated prior and the rating: a handful of numbers."""
    kept = np.arange(LEAD + cases.n_levels)
    return _linear(cases, kept, _near_practice(cases, np.full(len(kept), strength)))


def logistic(cases: TrainingSet, *, strength: float) -> Any:
    """Logistic regression on everything, single columns held back more than the norm."""
    kept = _living(cases)
    share = np.where(kept < LEAD + cases.n_levels, LEAD_SHARE, 1.0)
    return _linear(cases, kept, _near_practice(cases, strength * share))


def sparse(cases: TrainingSet, *, strength: float) -> Any:
    """Logistic regression on as few columns as will do, in their declared directions."""
    kept = _living(cases)
    own = kept >= LEAD + cases.n_levels
    sign: Floats = np.r_[np.zeros(LEAD), cases.sign][kept]
    lasso: Floats = np.where(own, strength, 0.0).astype(np.float64)
    ridge = _near_practice(cases, np.where(own, LITTLE, LEAD_SHARE * RIDGES[-1]))
    return _linear(cases, kept, replace(ridge, lasso=lasso, sign=sign))


def _near_practice(cases: TrainingSet, ridge: Floats) -> Penalty:
    """Weights held back from what is presumed before any audit."""
    centre = np.zeros(len(ridge))
    centre[:LEAD] = cases.presumed
    return replace(Penalty.ridge_only(ridge), centre=centre)


def boosted(cases: TrainingSet) -> Any:
    """Boosted trees, which see what matters only together; declared directions kept."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.pipeline import make_pipeline

    kept = np.r_[np.arange(LEAD), LEAD + np.flatnonzero(cases.alive)]
    learner = HistGradientBoostingClassifier(
        learning_rate=0.06,
        max_iter=90,
        max_leaf_nodes=10,
        min_samples_leaf=int(np.clip(len(cases.happened) // 20, 5, 20)),  # few audits: small leaves
        l2_regularization=5.0,
        monotonic_cst=np.r_[np.ones(LEAD), cases.sign][kept].astype(int),
        max_features=0.5,
        early_stopping=False,
        random_state=cases.seed,
    )
    chain = make_pipeline(_only(cases, list(kept)), learner)
    if np.ptp(cases.weight) == 0.0:
        return chain.fit(cases.matrix, cases.happened)  # much faster than equal weights
    weight = {"histgradientboostingclassifier__sample_weight": cases.weight}
    return chain.fit(cases.matrix, cases.happened, **weight)


def _living(cases: TrainingSet) -> NDArray[np.intp]:
    """Places of the lead, of every level of the rating, and of columns that are alive."""
    alive = cases.alive
    alive[: cases.n_levels] = True
    places = np.r_[np.arange(LEAD), LEAD + np.flatnonzero(alive)]
    return np.asarray(places, dtype=np.intp)


def _only(cases: TrainingSet, kept: list[int]) -> Any:
    from sklearn.compose import ColumnTransformer

    picked = ColumnTransformer([("kept", "passthrough", kept)])
    return picked.fit(np.zeros((1, cases.matrix.shape[1])))


def _linear(cases: TrainingSet, kept: NDArray[np.intp], penalty: Penalty) -> Any:
    """Picked columns, blanks at the mean, in standard deviations, then the fitted weights."""
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import MinMaxScaler, StandardScaler

    edges = np.repeat([[-FURTHEST], [FURTHEST]], len(kept), axis=1)
    clip = MinMaxScaler(feature_range=(-FURTHEST, FURTHEST), clip=True).fit(edges)
    first = make_pipeline(
        _only(cases, [int(place) for place in kept]),
        SimpleImputer(keep_empty_features=True),
        StandardScaler(),
    )
    design = clip.transform(first.fit_transform(cases.matrix))
    scaled = replace(penalty, centre=penalty.centre * first[-1].scale_)
    fitted = fit_logistic(design, cases.happened, cases.weight, scaled)
    return make_pipeline(*(step for _, step in first.steps), clip, fitted)


BASES: dict[str, tuple[Learner, ...]] = {
    "practice": (practice,),
    "few": tuple(partial(few, strength=each) for each in FEW_RIDGES),
    "sparse": tuple(partial(sparse, strength=each) for each in LASSOS),
    "logistic": tuple(partial(logistic, strength=each) for each in RIDGES),
    "boosted": (boosted,),
}
