"""What a saved model may hold: what skops trusts by itself, and few types beside."""

from typing import Any

# nothing of ours, so that any service with scikit-learn can read the file
TRUSTED = [
    "numpy.dtype",
    "sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",
]


def foreign_types(part: Any) -> list[str]:
    """Names of the types in a fitted part that a saved model may not hold: ``load`` refuses them.

    Examples
    --------
    >>> from sklearn.linear_model import LogisticRegression
    >>> foreign_types(LogisticRegression())
    []
    """
    import skops.io

    return sorted(set(skops.io.get_untrusted_types(data=skops.io.dumps(part))) - set(TRUSTED))
