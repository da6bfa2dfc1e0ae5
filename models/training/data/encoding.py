"""From feature columns to numbers, in scikit-learn parts only.

So a saved model needs no code of ours.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.training.data.records import Records

Matrix = NDArray[np.float64]


def fit_encoder(records: Records) -> Any:
    """A fitted ColumnTransformer: rating as one column a level, then numbers, then categories.

    The rating's columns come first, in the order of the scale. Blanks of numbers stay NaN. A
    category unseen in these records becomes all zeros. Its output has shape
    (n_assessments, n_levels + numbers that vary + categories that occur five times or more).
    """
    from sklearn.compose import ColumnTransformer
    from sklearn.preprocessing import OneHotEncoder

    rating = OneHotEncoder(
        categories=[list(records.scale.levels)], sparse_output=False, handle_unknown="ignore"
    )
    words = OneHotEncoder(
        sparse_output=False, handle_unknown="ignore", min_frequency=5, dtype=np.float64
    )
    transformer = ColumnTransformer(
        [
            ("rating", rating, ["assigned"]),
            ("numbers", "passthrough", numbers_that_vary(records)),
            ("categories", words, list(records.features.categories)),
        ],
        sparse_threshold=0.0,
        verbose_feature_names_out=False,
    )
    return transformer.fit(model_input(records))


def numbers_that_vary(records: Records) -> list[str]:
    """Number features with at least two values on record: the others say nothing here."""
    varies = records.table[list(records.features.numbers)].nunique(dropna=True) > 1
    return [str(name) for name in varies.index[varies]]


def used_numbers(transformer: Any) -> list[str]:
    """The number features that a fitted transformer passes on."""
    return list(transformer.transformers_[1][2])


def model_input(records: Records) -> Any:
    """The frame that a model reads: the rating and the features, in the catalogue's order."""
    names = ["assigned", *records.features.numbers, *records.features.categories]
    frame = records.table[names].copy()
    numbers = list(records.features.numbers)
    frame[numbers] = frame[numbers].astype(np.float64)
    for name in records.features.categories:
        frame[name] = frame[name].astype("object").where(frame[name].notna(), "not recorded")
    frame["assigned"] = frame["assigned"].astype("object")
    return frame
