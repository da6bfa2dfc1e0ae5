"""The learners that candidates are made of: scikit-learn parts, unfitted.

Each reads the evidence matrix (``models.training.evidence``): norm, stated prior, rating, columns.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.training.evidence import GAP, LEAD, PRIOR, PRIOR_WEIGHT

PENALTIES = (0.001, 0.003, 0.01, 0.03, 0.1)
LEAD_SCALE = 5.0  # the norm and the stated prior are shrunk less than single columns


@dataclass(frozen=True)
class Setting:
    """What a learner is made for.

    Parameters
    ----------
    n_levels : int
        Of the scale.
    signs : array of shape (n_columns,)
        Declared directions of the record's columns: 1, -1, or 0.
    alive : boolean array of shape (n_columns,)
        Columns that say anything at all about the cases learned from.
    seed : int
    """

    n_levels: int
    signs: NDArray[np.float64]
    alive: NDArray[np.bool_]
    seed: int

    @property
    def columns(self) -> list[int]:
        """Places, in the evidence, of the record's columns that are alive."""
        return [int(place) for place in LEAD + np.flatnonzero(self.alive)]


def practice(setting: Setting) -> Any:
    """The norm and the stated prior as they are: nothing is learned from audits."""
    from sklearn.compose import ColumnTransformer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    lead = ColumnTransformer([("lead", "passthrough", [GAP, PRIOR])])
    lead.fit(np.zeros((1, LEAD + len(setting.signs))))
    fixed = LogisticRegression()
    fixed.classes_ = np.array([0.0, 1.0])
    fixed.coef_ = np.array([[1.0, PRIOR_WEIGHT]])
    fixed.intercept_ = np.array([0.0])
    fixed.n_features_in_ = 2
    return make_pipeline(lead, fixed)


def few(setting: Setting) -> Any:
    """Logistic regression on the norm, the stated prior and the rating: a handful of numbers."""
    from sklearn.compose import ColumnTransformer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    kept = [GAP, PRIOR, *range(LEAD, LEAD + setting.n_levels)]
    pick = ColumnTransformer([("few", StandardScaler(), kept)])
    return make_pipeline(pick, LogisticRegression(C=1.0, random_state=setting.seed))


def logistic(setting: Setting) -> Any:
    """Ridge logistic regression on everything, its penalty chosen inside."""
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegressionCV
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rest = make_pipeline(
        SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True),
        StandardScaler(),
    )
    split = ColumnTransformer(
        [
            ("lead", StandardScaler(), [GAP, PRIOR]),
            ("rest", rest, setting.columns),
        ],
        transformer_weights={"lead": LEAD_SCALE},
    )
    learner = LogisticRegressionCV(
        Cs=PENALTIES,
        cv=4,
        scoring="neg_log_loss",
        max_iter=300,
        random_state=setting.seed,
        use_legacy_attributes=False,
        l1_ratios=(0.0,),
    )
    return make_pipeline(split, learner)


def additive(setting: Setting) -> Any:
    """Boosted steps, one column at a time: no interactions, declared directions kept."""
    return _boosting(setting, leaves=4, rounds=120, interactions="no_interactions")


def boosted(setting: Setting) -> Any:
    """Boosted trees with interactions, declared directions kept."""
    return _boosting(setting, leaves=10, rounds=90, interactions=None)


def _boosting(setting: Setting, *, leaves: int, rounds: int, interactions: str | None) -> Any:
    from sklearn.compose import ColumnTransformer
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.pipeline import make_pipeline

    kept = [GAP, PRIOR, *setting.columns]
    learner = HistGradientBoostingClassifier(
        learning_rate=0.06,
        max_iter=rounds,
        max_leaf_nodes=leaves,
        min_samples_leaf=20,
        l2_regularization=5.0,
        monotonic_cst=np.r_[1, 1, setting.signs[setting.alive]].astype(int),
        interaction_cst=interactions,
        max_features=0.5,
        early_stopping=False,
        random_state=setting.seed,
    )
    return make_pipeline(ColumnTransformer([("alive", "passthrough", kept)]), learner)


BASES: dict[str, Callable[[Setting], Any]] = {
    "practice": practice,
    "few": few,
    "logistic": logistic,
    "additive": additive,
    "boosted": boosted,
}
