"""What each feature contributed to a case's log-odds: contributions that add up exactly.

A case is compared with the mean record. Prior columns are sums over features, so what they add to
the log-odds is passed on to those features. Linear learners are sums already. For any other
learner (trees), features take the case's values in place of the mean's one after the other, in one
order and in the reverse order, and each is credited with the mean of the two changes it made: a
Shapley value sampled with two permutations, which adds up to the log-odds for any learner.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.training.candidates.design_matrix import N_PRIOR, features_of
from models.training.candidates.stacked_classifier import StackedClassifier
from models.training.candidates.stacking import margin_of
from models.training.data.encoding import Matrix
from models.training.data.records import Floats, Records

BASE, RATING = "base", "rating"
ROWS_AT_ONCE = 100_000
ENOUGH = 500  # records that show which way a feature counts
NEGLIGIBLE = 1e-9  # a difference from the mean, or an effect, that counts as none


@dataclass(frozen=True)
class _Cases:
    """Cases beside the mean record.

    Parameters
    ----------
    matrix : array of shape (n, N_PRIOR + n_columns)
    mean : array of shape (N_PRIOR + n_columns,)
    names : tuple of str
        Features, and `rating`.
    columns : tuple of arrays
        Each feature's places in ``matrix``.
    by_feature : array of shape (n, N_PRIOR, n_features)
        How much of each prior column's distance from the mean comes from each feature.
    """

    matrix: Matrix
    mean: Floats
    names: tuple[str, ...]
    columns: tuple[NDArray[np.intp], ...]
    by_feature: NDArray[np.float64]


def contributions(
    model: StackedClassifier, records: Records, prior_mean: Floats | None = None
) -> pd.DataFrame:
    """Contributions to the log-odds that the rating is too low, before the chance is published.

    Parameters
    ----------
    model : StackedClassifier
    records : Records
    prior_mean : array of shape (N_PRIOR,), optional
        The mean record's, from ``mean_prior`` of other records: a case's contributions then do not
        depend on what it is explained together with. Without it, that of ``records``.

    Returns
    -------
    DataFrame
        Indexed by `assessment_id`: one column a feature, `rating` for the assigned level and what
        the norm presumes of it, and `base` for the mean record. A row's sum is the case's
        log-odds.
    """
    cases = _beside_mean(model, records, prior_mean)
    credit = np.zeros((len(cases.matrix), len(cases.names)))
    for slope, learner in zip(model.under.calibrator.slopes, model.under.learners, strict=True):
        share = _of_linear if _is_linear(learner) else _of_any
        credit += slope * share(learner, cases)
    table = pd.DataFrame(credit, columns=list(cases.names))
    table.insert(0, BASE, model.under.log_odds(cases.mean[None, :])[0])
    table.index = pd.Index(records.table["assessment_id"], name="assessment_id")
    return table


def mean_prior(model: StackedClassifier, records: Records) -> Floats:
    """Mean prior columns of records, shape (N_PRIOR,)."""
    return _mean_prior(model.design.matrix(records))


def _mean_prior(matrix: Matrix) -> Floats:
    return np.asarray(matrix[:, :N_PRIOR].mean(axis=0) if len(matrix) else np.zeros(N_PRIOR))


def against_declared(model: StackedClassifier, records: Records) -> list[str]:
    """Features that lower the log-odds as they rise, though declared to raise them; or raise.

    Judged on at most ``ENOUGH`` records, evenly spaced in the order of their ids.
    """
    step = max(1, len(records) // ENOUGH)
    some = records.take(np.arange(0, len(records), step))
    slopes = slope_by_feature(contributions(model, some), some)
    directions = records.features.directions
    return sorted(n for n, slope in slopes.items() if slope * directions[n] < -NEGLIGIBLE)


def slope_by_feature(table: pd.DataFrame, records: Records) -> dict[str, float]:
    """How the contributions of each number go with its values: above 0 where they rise with it.

    A sum over the records that hold a value, of how far it lies above their mean times the
    contribution.

    Parameters
    ----------
    table : DataFrame
        From ``contributions`` of the same records.
    records : Records
    """
    slopes = {}
    for name in (name for name in records.features.numbers if name in table):
        value = records.table[name].to_numpy(np.float64)
        seen = np.isfinite(value)
        deviation = value[seen] - value[seen].mean() if seen.any() else value[seen]
        slopes[name] = float(deviation @ table[name].to_numpy()[seen])
    return slopes


def _beside_mean(model: StackedClassifier, records: Records, prior_mean: Floats | None) -> _Cases:
    """The mean record has mean prior columns, of these cases if not given, and columns' centres."""
    matrix = model.design.matrix(records)
    feature_of = np.array(features_of(records, model.design.columns))
    names = tuple(dict.fromkeys(feature_of.tolist()))
    prior_mean = _mean_prior(matrix) if prior_mean is None else prior_mean
    parts = model.design.prior_parts(records)
    by_feature = np.stack([parts[:, :, feature_of == name].sum(axis=2) for name in names], axis=2)
    rest = matrix[:, :N_PRIOR] - prior_mean - by_feature.sum(axis=2)
    by_feature[:, :, names.index(RATING)] += rest
    mean = np.r_[prior_mean, model.design.centre]
    columns = tuple(N_PRIOR + np.flatnonzero(feature_of == name) for name in names)
    return _Cases(matrix, mean, names, columns, by_feature)


def _is_linear(learner: Any) -> bool:
    """Whether a fitted pipeline ends in a sum of columns."""
    from sklearn.linear_model import LogisticRegression

    steps = getattr(learner, "steps", [])
    return bool(steps) and isinstance(steps[-1][1], LogisticRegression)


def _of_linear(learner: Any, cases: _Cases) -> Floats:
    """Each feature's share in a linear learner, shape (n, n_features).

    A column's term goes to its feature; a prior column's is passed on to the features behind it.
    """
    kept = np.asarray(learner[0].transformers_[0][2])
    difference = learner[:-1].transform(cases.matrix) - learner[:-1].transform(cases.mean[None, :])
    terms = np.zeros(cases.matrix.shape)
    terms[:, kept] = difference * learner[-1].coef_[0]
    distance = cases.matrix[:, :N_PRIOR] - cases.mean[:N_PRIOR]
    differs = np.abs(distance) > NEGLIGIBLE
    rate = np.where(differs, terms[:, :N_PRIOR] / np.where(differs, distance, 1.0), 0.0)
    credit = np.einsum("npf,np->nf", cases.by_feature, rate)
    credit += np.stack([terms[:, columns].sum(axis=1) for columns in cases.columns], axis=1)
    return np.asarray(credit, dtype=np.float64)


def _of_any(learner: Any, cases: _Cases) -> Floats:
    """Each feature's share in any learner, shape (n, n_features): the mean of two orders."""
    order = list(range(len(cases.names)))
    return (_in_order(learner, cases, order) + _in_order(learner, cases, order[::-1])) / 2.0


def _in_order(learner: Any, cases: _Cases, order: Sequence[int]) -> Floats:
    """Change of the log-odds as each feature takes the case's values, in this order."""
    n, steps = len(cases.matrix), len(order)
    block = max(1, ROWS_AT_ONCE // (steps + 1))
    changes = np.zeros((n, steps))
    for first in range(0, n, block):
        rows = slice(first, first + block)
        margins = margin_of(learner, _states(cases, rows, order)).reshape(-1, steps + 1)
        changes[rows, order] = np.diff(margins, axis=1)
    return changes


def _states(cases: _Cases, rows: slice, order: Sequence[int]) -> Matrix:
    """Every state between the mean record and each case, one below the other."""
    matrix, width = cases.matrix[rows], cases.matrix.shape[1]
    states = np.tile(cases.mean, (len(matrix), len(order) + 1, 1))
    for step, feature in enumerate(order, start=1):
        columns = cases.columns[feature]
        states[:, step:, columns] = matrix[:, None, columns]
    passed_on = cases.by_feature[rows][:, :, order].cumsum(axis=2)
    states[:, 1:, :N_PRIOR] += passed_on.transpose(0, 2, 1)
    states[:, -1, :N_PRIOR] = matrix[:, :N_PRIOR]
    return np.asarray(states.reshape(-1, width))
