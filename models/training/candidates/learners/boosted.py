"""Boosted trees: effects that show only where several columns meet."""

from typing import Any

import numpy as np

from models.training.candidates.design_matrix import N_PRIOR
from models.training.candidates.learners.training_set import TrainingSet, pick


def boosted(rows: TrainingSet) -> Any:
    """Histogram gradient boosting that keeps declared directions."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.pipeline import make_pipeline

    kept = np.r_[np.arange(N_PRIOR), N_PRIOR + np.flatnonzero(rows.varying)]
    learner = HistGradientBoostingClassifier(
        learning_rate=0.06,
        max_iter=90,
        max_leaf_nodes=10,
        min_samples_leaf=int(np.clip(len(rows.y) // 20, 5, 20)),  # with few audits, small leaves
        l2_regularization=5.0,
        monotonic_cst=np.r_[np.ones(N_PRIOR), rows.sign][kept].astype(int),
        max_features=0.5,
        early_stopping=False,
        random_state=rows.seed,
    )
    chain = make_pipeline(pick(rows, list(kept)), learner)
    if np.ptp(rows.weight) == 0.0:
        return chain.fit(rows.matrix, rows.y)  # much faster than equal weights
    weight = {"histgradientboostingclassifier__sample_weight": rows.weight}
    return chain.fit(rows.matrix, rows.y, **weight)
