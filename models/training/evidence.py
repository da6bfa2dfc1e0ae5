"""What the supervised models read: the norm's verdict, the stated prior, then every column.

The first two columns let a model with few audits lean on common practice and on the directions
that features declare; the rest let one with many audits use the full record.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.training.matrix import Matrix, columns, model_input, used_numbers
from models.training.norm import Norm, Practised, fit_norm, gap, parts_of_people
from models.training.records import Records

GAP, PRIOR = 0, 1
LEAD = 2  # columns that stand before those of the record
PRIOR_WEIGHT = 0.5  # log-odds for one standard deviation of the stated prior, before any audit


@dataclass(frozen=True)
class Evidence:
    """Turns records into the matrix that models read.

    Parameters
    ----------
    columns : fitted scikit-learn ColumnTransformer
    norm : Norm
    centre, spread, sign : arrays of shape (n_columns,)
        Of the record's columns; ``sign`` is the declared direction, 0 where there is none.
    """

    columns: Any
    norm: Norm
    centre: NDArray[np.float64]
    spread: NDArray[np.float64]
    sign: NDArray[np.float64]
    prior_scale: float

    def matrix(self, records: Records) -> Matrix:
        """Shape (n_assessments, LEAD + n_columns); blanks of numbers stay NaN."""
        raw = np.asarray(self.columns.transform(model_input(records)), dtype=np.float64)
        part = parts_of_people(records.table["person_id"])
        departure = gap(self.norm.margins(raw, part), records.assigned)
        made = np.column_stack([departure, self._prior(raw), raw])
        assert len(made) == len(records)
        return made

    def practice_margins(self, records: Records) -> Matrix:
        """The norm's log-odds of a level above each step, for baselines."""
        raw = np.asarray(self.columns.transform(model_input(records)), dtype=np.float64)
        return self.norm.margins(raw, parts_of_people(records.table["person_id"]))

    def _prior(self, raw: Matrix) -> NDArray[np.float64]:
        return _directed(raw, self.centre, self.spread, self.sign) / self.prior_scale


def _directed(
    raw: Matrix, centre: NDArray[np.float64], spread: NDArray[np.float64], sign: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Sum of standardised columns in their declared directions; a blank counts as the mean."""
    apart = np.clip((raw - centre) / spread, -3.0, 3.0)
    return np.asarray(np.nan_to_num(apart, nan=0.0) @ sign, dtype=np.float64)


def gather(records: Records, seed: int) -> Evidence:
    """Learn, without labels, all that turns these records into evidence.

    Every row counts, audited or not: nothing here reads ``right``.
    """
    fitted = columns(records)
    raw = np.asarray(fitted.transform(model_input(records)), dtype=np.float64)
    rated = Practised(raw, records.assigned, parts_of_people(records.table["person_id"]))
    practice = _practice_columns(records, fitted)
    norm = fit_norm(rated, practice, n_levels=len(records.scale.levels), seed=seed)
    centre, spread = _centre_and_spread(raw)
    sign = _signs(records, fitted, raw.shape[1])
    prior = _directed(raw, centre, spread, sign)
    return Evidence(
        columns=fitted,
        norm=norm,
        centre=centre,
        spread=spread,
        sign=sign,
        prior_scale=max(float(prior.std()), 1e-9),
    )


def _centre_and_spread(raw: Matrix) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    seen = ~np.isnan(raw)
    count = np.maximum(seen.sum(axis=0), 1)
    centre = np.where(seen, raw, 0.0).sum(axis=0) / count
    variance = np.where(seen, np.square(raw - centre), 0.0).sum(axis=0) / count
    return centre, np.where(variance > 0, np.sqrt(variance), 1.0)


def _signs(records: Records, fitted: Any, width: int) -> NDArray[np.float64]:
    """Declared direction of each column; a category has none."""
    sign = np.zeros(width)
    for place, name in enumerate(used_numbers(fitted), start=len(records.scale.levels)):
        sign[place] = records.features.directions[name]
    return sign


def _practice_columns(records: Records, fitted: Any) -> NDArray[np.intp]:
    """Places of the columns that officers' norm may read."""
    first = len(records.scale.levels)
    owners = used_numbers(fitted)
    owners += [
        category_of(name, records) for name in fitted.get_feature_names_out()[first + len(owners) :]
    ]
    allowed = set(records.features.practice)
    return np.array([first + i for i, name in enumerate(owners) if name in allowed], dtype=np.intp)


def category_of(column: str, records: Records) -> str:
    """The category feature that a column of ones and zeros belongs to."""
    return max((n for n in records.features.categories if column.startswith(f"{n}_")), key=len)
