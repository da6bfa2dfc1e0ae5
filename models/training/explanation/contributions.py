"""What each feature contributed to a case's margin: contributions that add up exactly.

A case is compared with the mean record. The norm and the stated prior are sums over features, so
what they add to the margin is handed on to those features. Linear learners are sums already. For
boosted trees, features are put in place of the mean's one after the other, in one order and in
the reverse order, and each is credited with the mean of the two changes it made: a Shapley value
sampled with two permutations, adding up to the margin for any learner.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.training.candidates.design_matrix import N_PRIOR, owners_of
from models.training.candidates.stacked_classifier import StackedClassifier
from models.training.candidates.stacking import StackedHead, margin_of
from models.training.data.encoding import Matrix
from models.training.data.records import Floats, Records

BASE, RATING = "base", "rating"
ROWS_AT_ONCE = 100_000
ENOUGH = 500  # records that show which way a feature counts
SAME = 1e-9  # a prior this near the mean's hands nothing on


@dataclass(frozen=True)
class _Compared:
    """Cases beside the mean record.

    ``handed`` of shape (n, N_PRIOR, n_features) says how much of each prior column's distance from
    the mean's comes from each feature; ``columns`` are each feature's places in ``matrix``.
    """

    matrix: Matrix
    mean: Floats
    names: tuple[str, ...]
    columns: tuple[NDArray[np.intp], ...]
    handed: NDArray[np.float64]


def contributions(model: StackedClassifier, records: Records) -> pd.DataFrame:
    """Contributions to the log-odds that the rating is too low, before the chance is published.

    Returns a frame indexed by `assessment_id`: one column a feature, `rating` for the assigned
    level and what the norm presumes of it, and `base` for the mean record. A row's sum is the
    case's margin.
    """
    compared = _compare(model, records)
    credit = np.zeros((len(compared.matrix), len(compared.names)))
    for slope, base in zip(model.under.line.slopes, model.under.bases, strict=True):
        additive = hasattr(base[-1], "coef_")
        credit += slope * (_of_sum(base, compared) if additive else _of_trees(base, compared))
    told = pd.DataFrame(credit, columns=list(compared.names))
    told.insert(0, BASE, margin(model.under, compared.mean[None, :])[0])
    told.index = pd.Index(records.table["assessment_id"], name="assessment_id")
    return told


def against_declared(model: StackedClassifier, records: Records) -> list[str]:
    """Features whose part in the margin falls as they rise, though declared to raise it; or rises.

    Judged on at most ``ENOUGH`` records, evenly spaced in the order of their ids.
    """
    step = max(1, len(records) // ENOUGH)
    some = records.take(np.arange(0, len(records), step))
    directions = records.features.directions
    counted = leaning(contributions(model, some), some)
    return sorted(name for name, with_it in counted.items() if with_it * directions[name] < -SAME)


def leaning(told: pd.DataFrame, records: Records) -> dict[str, float]:
    """How the contributions of each number go with its values: above 0 where they rise with it.

    A sum over the records that hold a value, of how far it lies above their mean times the
    contribution.

    Parameters
    ----------
    told : frame
        From ``contributions`` of the same records.
    """
    found = {}
    for name in (name for name in records.features.numbers if name in told):
        value = records.table[name].to_numpy(np.float64)
        seen = np.isfinite(value)
        apart = value[seen] - value[seen].mean() if seen.any() else value[seen]
        found[name] = float(apart @ told[name].to_numpy()[seen])
    return found


def margin(head: StackedHead, matrix: Matrix) -> Floats:
    """Log-odds that a rating is too low, as the model puts them together."""
    return head.line.log_odds(head.margins(matrix))


def _compare(model: StackedClassifier, records: Records) -> _Compared:
    """Beside the mean record: centre of every column, mean norm and prior of those asked about."""
    matrix = model.evidence.matrix(records)
    owners = np.array(owners_of(records, model.evidence.columns))
    names = tuple(dict.fromkeys(owners.tolist()))
    prior = matrix[:, :N_PRIOR].mean(axis=0)
    parts = model.evidence.prior_parts(records)
    handed = np.stack([parts[:, :, owners == name].sum(axis=2) for name in names], axis=2)
    rest = matrix[:, :N_PRIOR] - prior - handed.sum(axis=2)
    handed[:, :, names.index(RATING)] += rest
    mean = np.r_[prior, model.evidence.centre]
    columns = tuple(N_PRIOR + np.flatnonzero(owners == name) for name in names)
    return _Compared(matrix, mean, names, columns, handed)


def _of_sum(base: Any, compared: _Compared) -> Floats:
    """Credits of a linear learner: each column's own term, the prior's handed on."""
    kept = np.asarray(base[0].transformers_[0][2])
    apart = base[:-1].transform(compared.matrix) - base[:-1].transform(compared.mean[None, :])
    own = np.zeros(compared.matrix.shape)
    own[:, kept] = apart * base[-1].coef_[0]
    distance = compared.matrix[:, :N_PRIOR] - compared.mean[:N_PRIOR]
    far = np.abs(distance) > SAME
    rate = np.where(far, own[:, :N_PRIOR] / np.where(far, distance, 1.0), 0.0)
    credit = np.einsum("nl,nlf->nf", rate, compared.handed)
    credit += np.stack([own[:, columns].sum(axis=1) for columns in compared.columns], axis=1)
    return np.asarray(credit, dtype=np.float64)


def _of_trees(base: Any, compared: _Compared) -> Floats:
    order = list(range(len(compared.names)))
    return (_along(base, compared, order) + _along(base, compared, order[::-1])) / 2.0


def _along(base: Any, compared: _Compared, order: Sequence[int]) -> Floats:
    """Change of the margin as each feature takes the case's own values, in this order."""
    n, steps = len(compared.matrix), len(order)
    block = max(1, ROWS_AT_ONCE // (steps + 1))
    made = np.zeros((n, steps))
    for first in range(0, n, block):
        rows = slice(first, first + block)
        told = margin_of(base, _states(compared, rows, order)).reshape(-1, steps + 1)
        made[rows, order] = np.diff(told, axis=1)
    return made


def _states(compared: _Compared, rows: slice, order: Sequence[int]) -> Matrix:
    """Every state between the mean record and each case, one below the other."""
    own, width = compared.matrix[rows], compared.matrix.shape[1]
    states = np.tile(compared.mean, (len(own), len(order) + 1, 1))
    for step, feature in enumerate(order, start=1):
        columns = compared.columns[feature]
        states[:, step:, columns] = own[:, None, columns]
    handed = compared.handed[rows][:, :, order].cumsum(axis=2)
    states[:, 1:, :N_PRIOR] += handed.transpose(0, 2, 1)
    states[:, -1, :N_PRIOR] = own[:, :N_PRIOR]
    return np.asarray(states.reshape(-1, width))
