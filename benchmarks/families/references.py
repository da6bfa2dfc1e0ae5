"""Plain readers fitted on the same records, which the product should not fall behind.

They know nothing of the product's methods; only the readers of lead columns read what it makes.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, LogisticRegressionCV
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from models.training.candidates.design_matrix import PRIOR_COLUMNS, fit_design
from models.training.data.records import Records

RIDGES = (0.0003, 0.001, 0.01, 0.1, 1.0)  # inverse strengths
PARTS = 4
SEED = 7
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Table:
    """What plain readers read of all assessments: levels, numbers, and the product's leads.

    ``rating`` is one column a level; ``person`` and ``readable`` are the numbers, without any
    that reads the rating: those about the person, and all. ``numbers`` holds those that do too.
    """

    records: Records
    rating: Floats
    person: Floats
    readable: Floats
    numbers: Floats
    leads: Floats


def read_table(records: Records) -> Table:
    """Everything that needs no audit; the leads as the product makes them."""
    features, table = records.features, records.table
    readable = [name for name in features.numbers if name in features.readable]
    person = [name for name in readable if name not in features.practice]
    return Table(
        records=records,
        rating=np.eye(len(records.scale.levels))[records.assigned.astype(np.intp)],
        person=_numbers(table[person]),
        readable=_numbers(table[readable]),
        numbers=_numbers(table[list(features.numbers)]),
        leads=fit_design(records, SEED).matrix(records)[:, : len(PRIOR_COLUMNS)],
    )


def _numbers(frame: Any) -> Floats:
    values = frame.astype(np.float64).to_numpy()
    return np.asarray(values[:, ~np.isnan(values).all(axis=0)])


def without_audits(table: Table) -> dict[str, Floats]:
    """Orders from ratings alone, out of fold by person: read upwards, or either way."""
    linear = _officers(table.readable, table.records, _ridge(0.01))
    boosted = _officers(table.person, table.records, _booster())
    upward, level = _upward(linear, table), _own_level(linear, table)
    trees = _upward(boosted, table)
    return {
        "officers, directed": upward,
        "officers, undirected": 1.0 - level,
        "officers, boosted on the person": trees,
        "mean of directed and boosted": _ranks(upward) + _ranks(trees),
    }


def with_audits(table: Table, records: Records) -> dict[str, Floats]:
    """Orders of plain classifiers of 'too low' on the audits of ``records``."""
    rows = records.audited & ~records.prompted & (records.assigned < records.ceiling_rank)
    y = records.under[rows]
    if len(np.unique(y)) < 2:
        return {}
    everything = np.column_stack([table.rating, table.numbers])
    leads = np.column_stack([table.rating, table.leads])
    both = np.column_stack([leads, table.numbers])
    readers = {
        "ridge on all columns": (_ridge_cv(), everything),
        "ridge on lead columns": (_ridge_cv(), leads),
        "boosting on all columns": (_booster(), everything),
        "boosting on leads and columns": (_booster(), both),
    }
    return {
        name: learner.fit(columns[rows], y).predict_proba(columns)[:, 1]
        for name, (learner, columns) in readers.items()
    }


def _officers(columns: Floats, records: Records, learner: Any) -> Floats:
    """Chance that officers in general assign each level, shape (n, levels)."""
    people = records.table["person_id"].to_numpy()
    levels = records.assigned.astype(np.intp)
    present = np.unique(levels)
    chances = np.zeros((len(levels), len(records.scale.levels)))
    chances[:, present] = cross_val_predict(
        learner, columns, levels, groups=people, cv=GroupKFold(PARTS), method="predict_proba"
    )
    return chances


def _upward(chances: Floats, table: Table) -> Floats:
    levels = np.arange(chances.shape[1])
    above = levels > table.records.assigned[:, None]
    return np.asarray(np.where(above, chances, 0.0).sum(axis=1), dtype=np.float64)


def _own_level(chances: Floats, table: Table) -> Floats:
    return np.asarray(chances[np.arange(len(chances)), table.records.assigned.astype(np.intp)])


def _ranks(order: Floats) -> Floats:
    from scipy.stats import rankdata

    return np.asarray(rankdata(order) / len(order))


def _ridge(strength: float) -> Any:
    return make_pipeline(
        SimpleImputer(), StandardScaler(), LogisticRegression(C=strength, max_iter=300)
    )


def _ridge_cv() -> Any:
    learner = LogisticRegressionCV(
        Cs=RIDGES,
        scoring="neg_log_loss",
        l1_ratios=(0.0,),
        max_iter=500,
        use_legacy_attributes=False,
    )
    return make_pipeline(SimpleImputer(), StandardScaler(), learner)


def _booster() -> Any:
    return HistGradientBoostingClassifier(
        max_iter=100, learning_rate=0.06, max_leaf_nodes=8, random_state=0
    )
