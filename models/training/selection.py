"""How audits were picked, and the weights that make them speak for all ratings."""

import numpy as np

from models.training.records import Floats, Records

LARGEST = 20.0  # no single audit speaks for more than this many times the mean audit


def line_weights(records: Records) -> Floats:
    """Inverse of the known chance of selection, for calibration; 1 where no chance is known."""
    known = ~np.isnan(records.probability)
    inverse = 1.0 / np.where(known, np.maximum(records.probability, 1e-4), 1.0)
    if not known.any():
        return np.ones(len(records))
    inverse = np.where(known, inverse, inverse[known].mean())
    return np.asarray(np.minimum(inverse, LARGEST * inverse.mean()), dtype=np.float64)


def fit_weights(records: Records) -> Floats:
    """Square root of the inverse chance: between using every audit and speaking for all."""
    weight = np.sqrt(line_weights(records))
    return np.asarray(weight / weight.mean() if len(weight) else weight, dtype=np.float64)
