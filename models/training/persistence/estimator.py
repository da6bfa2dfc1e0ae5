"""The model as one scikit-learn estimator: a raw feature row in, the chance of under-rating out.

Every step is a fitted scikit-learn part, put together by hand, so that any service can score a
row without code of ours. A row scored alone has no person, and so no fold of the norm: it gets the
mean weights of all folds.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.training.candidates.design_matrix import (
    DIRECTIONS,
    FURTHEST,
    N_PRIOR,
    SEVERITY,
    SHORTFALL,
    DesignMatrix,
)
from models.training.candidates.logistic import as_logistic
from models.training.candidates.stacked_classifier import StackedClassifier
from models.training.data.records import Floats
from models.training.label_noise.basis import NEAR, Basis


def as_estimator(model: StackedClassifier) -> Any:
    """A fitted Pipeline with ``predict_proba``; its input are the columns of ``model_input``."""
    from sklearn.pipeline import Pipeline

    calibrator = model.under.calibrator
    final = as_logistic(calibrator.slopes, calibrator.intercept)
    return Pipeline(
        [
            ("columns", model.design.columns),
            ("design", _design(model.design, len(model.move_probabilities))),
            ("rating", _stack(list(model.under.learners), final)),
        ]
    )


def _design(design: DesignMatrix, levels: int) -> Any:
    """Prior columns and the columns of the record: what ``DesignMatrix.matrix`` computes."""
    from sklearn.pipeline import make_pipeline

    width = len(design.sign)
    every, level = slice(0, width), slice(0, levels)
    wide = make_pipeline(_standard(design), _basis(design.norm.basis))
    read = _side_by_side([("basis", wide, every), ("level", None, level)], width)
    prior = make_pipeline(read, _sums(_weights(design, levels)))
    return _side_by_side([("prior", prior, every), ("columns", None, every)], width)


def _standard(design: DesignMatrix) -> Any:
    """The record's columns as ``standardised`` gives them."""
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import MinMaxScaler

    width = len(design.sign)
    blank = SimpleImputer(keep_empty_features=True).fit(np.zeros((1, width)))
    blank.statistics_ = design.centre
    scale = _scaled(design.centre, design.spread)
    limits = np.repeat([[-FURTHEST], [FURTHEST]], width, axis=1)
    clip = MinMaxScaler(feature_range=(-FURTHEST, FURTHEST), clip=True).fit(limits)
    return make_pipeline(blank, scale, clip)


def _basis(basis: Basis) -> Any:
    """Columns, steps and pairs: what ``Basis.transform`` computes."""
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import Binarizer

    made: list[tuple[str, Any, Any]] = [("columns", None, slice(0, basis.width))]
    steps = len(basis.step_features)
    if steps:
        beyond = make_pipeline(_scaled(basis.thresholds, np.ones(steps)), Binarizer())
        crossed = _scaled(basis.centre[:steps], basis.spread[:steps])
        made.append(("steps", make_pipeline(beyond, crossed), basis.step_features.tolist()))
    if len(basis.pairs):
        used = np.unique(basis.pairs)
        even = _scaled(basis.centre[steps:], basis.spread[steps:])
        made.append(("pairs", make_pipeline(_products(basis, used), even), used.tolist()))
    return _side_by_side(made, basis.width)


def _products(basis: Basis, used: NDArray[np.intp]) -> Any:
    """Products of the pairs, from the columns that are in any."""
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import MinMaxScaler, PolynomialFeatures

    limits = np.repeat([[-NEAR], [NEAR]], len(used), axis=1)
    clip = MinMaxScaler(feature_range=(-NEAR, NEAR), clip=True).fit(limits)
    products = PolynomialFeatures(2, interaction_only=True, include_bias=False)
    products.fit(np.zeros((1, len(used))))
    found = {tuple(used[np.flatnonzero(powers)]): at for at, powers in enumerate(products.powers_)}
    pick = np.zeros((len(basis.pairs), products.n_output_features_))
    for row, (one, two) in enumerate(basis.pairs):
        pick[row, found[one, two]] = 1.0
    return make_pipeline(clip, products, _sums(pick))


def _scaled(centre: Floats, spread: Floats) -> Any:
    """The scikit-learn part that takes ``centre`` away and divides by ``spread``."""
    from sklearn.preprocessing import StandardScaler

    scale = StandardScaler().fit(np.zeros((1, len(centre))))
    scale.mean_, scale.scale_ = centre, spread
    return scale


def _weights(design: DesignMatrix, levels: int) -> Floats:
    """Of basis and rating, shape (N_PRIOR, len(basis) + levels): what each prior column adds up."""
    norm = design.norm
    width = len(norm.basis)
    made = np.zeros((N_PRIOR, width + levels))
    made[SEVERITY] = np.r_[norm.severity.mean(axis=0), design.shift]
    made[SHORTFALL, :width] = norm.shortfall.mean(axis=0)
    made[DIRECTIONS, : norm.basis.width] = design.sign / design.prior_scale
    return made


def _sums(weights: Floats) -> Any:
    """Fixed weighted sums, as the scikit-learn part that multiplies by its components."""
    from sklearn.decomposition import TruncatedSVD

    part = TruncatedSVD(n_components=len(weights))
    part.components_ = weights
    part.n_features_in_ = weights.shape[1]
    return part


def _side_by_side(parts: list[tuple[str, Any, Any]], width: int) -> Any:
    """Fitted parts beside each other; None passes columns on as they are.

    Fitted without its parts, which are set by hand: fitting would make new ones of them.
    """
    from sklearn.compose import ColumnTransformer

    made = ColumnTransformer([(name, "passthrough", where) for name, _, where in parts])
    made.fit(np.zeros((1, width)))
    fitted = zip(parts, made.transformers_, strict=True)
    made.transformers_ = [
        (name, part if part is not None else passed, where)
        for (name, part, where), (_, passed, _) in fitted
    ]
    return made


def _stack(estimators: list[Any], final: Any) -> Any:
    """A stacking classifier whose parts are already fitted."""
    from sklearn.ensemble import StackingClassifier
    from sklearn.preprocessing import LabelEncoder

    named = [(f"part_{place}", estimator) for place, estimator in enumerate(estimators)]
    stack = StackingClassifier(named, final, cv="prefit", stack_method="decision_function")
    stack.estimators_, stack.final_estimator_ = estimators, final
    stack.stack_method_ = ["decision_function"] * len(estimators)
    stack.classes_ = np.array([0.0, 1.0])
    stack._label_encoder = LabelEncoder().fit(stack.classes_)  # noqa: SLF001 - no public way
    return stack
