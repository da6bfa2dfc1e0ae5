"""What each column contributed to a case's margin: contributions that add up exactly.

A case is compared with the mean record. Its columns are put in place of the mean's one after the
other, in one order and in the reverse order, and each column is credited with the mean of the two
changes it made: a Shapley value sampled with two permutations, exact for an additive model, and
adding up to the margin for any.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.training.calibration import Line
from models.training.evidence import LEAD, owners_of
from models.training.matrix import Matrix
from models.training.questions import Head
from models.training.rating_model import RatingModel
from models.training.records import Floats, Records

BASE, PRACTICE = "base", "common_practice"
ROWS_AT_ONCE = 100_000


@dataclass(frozen=True)
class _Groups:
    """Columns of the evidence that are credited together, by the name they are credited to."""

    names: tuple[str, ...]
    columns: tuple[np.ndarray[tuple[int], np.dtype[np.intp]], ...]


def contributions(model: RatingModel, records: Records) -> pd.DataFrame:
    """Contributions to the log-odds that the rating is too low, before the chance is published.

    Returns a frame indexed by `assessment_id`: one column a feature, `rating` for the assigned
    level, `common_practice` for the officers' norm and the stated prior, and `base` for the mean
    record. A row's sum is the case's margin.
    """
    matrix = model.evidence.matrix(records)
    groups = _groups(model, records)
    reference = _reference(model, matrix)
    credit = np.zeros((len(matrix), len(groups.names)))
    for order in (range(len(groups.names)), reversed(range(len(groups.names)))):
        credit += _along(model.under, matrix, reference, groups, list(order)) / 2.0
    told = pd.DataFrame(credit, columns=list(groups.names))
    told.insert(0, BASE, margin(model.under, reference[None, :])[0])
    told.index = pd.Index(records.table["assessment_id"], name="assessment_id")
    return told


def margin(head: Head, matrix: Matrix) -> Floats:
    """Log-odds that a rating is too low, as the model puts them together."""
    line: Line = head.line
    return line.log_odds(head.margins(matrix))


def _reference(model: RatingModel, matrix: Matrix) -> Floats:
    """The mean record: centre of every column, the mean norm and prior of the cases asked about."""
    reference = np.r_[matrix[:, :LEAD].mean(axis=0), model.evidence.centre]
    return np.asarray(reference, dtype=np.float64)


def _groups(model: RatingModel, records: Records) -> _Groups:
    owner = [PRACTICE] * LEAD + owners_of(records, model.evidence.columns)
    order = list(dict.fromkeys(owner))
    places = [np.flatnonzero(np.array(owner) == name) for name in order]
    return _Groups(tuple(order), tuple(places))


def _along(
    head: Head, matrix: Matrix, reference: Floats, groups: _Groups, order: list[int]
) -> Floats:
    """Change of the margin as each group takes the case's own values, in this order."""
    n, steps = len(matrix), len(order)
    block = max(1, ROWS_AT_ONCE // (steps + 1))
    made = np.zeros((n, steps))
    for first in range(0, n, block):
        rows = matrix[first : first + block]
        states = np.repeat(reference[None, None, :], len(rows), axis=0).repeat(steps + 1, axis=1)
        for step, group in enumerate(order, start=1):
            own = groups.columns[group]
            states[:, step:, own] = rows[:, None, own]
        told = margin(head, states.reshape(-1, matrix.shape[1])).reshape(len(rows), steps + 1)
        made[first : first + block][:, order] = np.diff(told, axis=1)
    return made
