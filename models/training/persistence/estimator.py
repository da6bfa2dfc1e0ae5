"""The model as one scikit-learn estimator: a raw feature row in, the chance of under-rating out.

Every step is a fitted scikit-learn part, put together by hand, so that any service can score a
row without code of ours. The norm has a fold for each part of the people, so there is an estimator
for each; a row without a person gets the one with the mean weights of all folds.
"""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit

from models.training.candidates.design_matrix import (
    DIRECTIONS,
    FURTHEST,
    N_PRIOR,
    SEVERITY,
    SHORTFALL,
    UPWARD,
    DesignMatrix,
)
from models.training.candidates.logistic import as_logistic
from models.training.candidates.stacked_classifier import StackedClassifier
from models.training.candidates.stacking import LEAST_CHANCE, StackedHead
from models.training.data.person_folds import N_FOLDS
from models.training.data.records import Floats
from models.training.label_noise.steps_and_interactions import NEAR, Basis


def estimators_by_fold(model: StackedClassifier) -> list[Any]:
    """The estimator of each fold of ``fold_of_person``: it gives the chance that lists show."""
    return [as_estimator(_of_fold(model, fold)) for fold in range(N_FOLDS)]


def _of_fold(model: StackedClassifier, fold: int) -> StackedClassifier:
    """The model as the people of one fold meet it."""
    norm, upward, one = model.design.norm, model.design.upward, slice(fold, fold + 1)
    norm = replace(
        norm,
        severity=norm.severity[one],
        shortfall=norm.shortfall[one],
        anchoring=norm.anchoring[one],
    )
    upward = replace(upward, weights=upward.weights[one])
    return replace(model, design=replace(model.design, norm=norm, upward=upward))


def as_estimator(model: StackedClassifier) -> Any:
    """A fitted Pipeline with ``predict_proba``; its input are the columns of ``model_input``.

    The mean of all folds.
    """
    from sklearn.pipeline import Pipeline

    return Pipeline(
        [
            ("columns", model.design.columns),
            ("design", _design(model.design, len(model.steps.shares))),
            ("rating", _stack(list(model.under.learners), _calibrator(model.under))),
        ]
    )


def _design(design: DesignMatrix, levels: int) -> Any:
    """Prior columns and the columns of the record: what ``DesignMatrix.matrix`` computes."""
    from sklearn.pipeline import make_pipeline

    width = len(design.sign)
    every, level = slice(0, width), slice(0, levels)
    wide = make_pipeline(_standardised(design), _basis(design.norm.basis))
    shortfall = _by_level(wide, design.norm.shortfall_at_level.mean(axis=0), width)
    upward = design.upward.weights.mean(axis=0)
    upward = _by_level(_standardised(design), np.vstack([upward, upward[-1:]]), width)
    parts = [
        ("basis", wide, every),
        ("level", None, level),
        ("shortfall", shortfall, every),
        ("upward", upward, every),
    ]
    prior = make_pipeline(_side_by_side(parts, width), _sums(_weights(design, levels)))
    return _side_by_side([("prior", prior, every), ("columns", None, every)], width)


def _by_level(reader: Any, weights: Floats, width: int) -> Any:
    """For each level, a weighted sum of what ``reader`` makes of ratings there; else 0."""
    from sklearn.pipeline import make_pipeline

    levels = len(weights)
    every, level = slice(0, width), slice(0, levels)
    both = [("sums", make_pipeline(reader, _sums(weights)), every), ("level", None, level)]
    pairs = np.arange(levels)[:, None] + np.array([0, levels])
    return make_pipeline(_side_by_side(both, width), _products(pairs, 2 * levels))


def _standardised(design: DesignMatrix) -> Any:
    """The record's columns as ``standardised`` gives them."""
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline

    width = len(design.sign)
    blank = SimpleImputer(keep_empty_features=True).fit(np.zeros((1, width)))
    blank.statistics_ = design.centre
    scale = _scaled(design.centre, design.spread)
    return make_pipeline(blank, scale, _clip(-FURTHEST, FURTHEST, width))


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
        pairs = np.searchsorted(used, basis.pairs)
        near = _clip(-NEAR, NEAR, len(used))
        parts = make_pipeline(near, _products(pairs, len(used)), even)
        made.append(("pairs", parts, used.tolist()))
    return _side_by_side(made, basis.width)


def _products(pairs: NDArray[np.intp], width: int) -> Any:
    """Products of pairs of columns."""
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import PolynomialFeatures

    products = PolynomialFeatures(2, interaction_only=True, include_bias=False)
    products.fit(np.zeros((1, width)))
    found = {tuple(np.flatnonzero(powers)): at for at, powers in enumerate(products.powers_)}
    pick = np.zeros((len(pairs), products.n_output_features_))
    for row, (one, two) in enumerate(pairs):
        pick[row, found[one, two]] = 1.0
    return make_pipeline(products, _sums(pick))


def _clip(least: float, most: float, width: int) -> Any:
    """Columns kept between these limits."""
    from sklearn.preprocessing import MinMaxScaler

    limits = np.repeat([[least], [most]], width, axis=1)
    return MinMaxScaler(feature_range=(least, most), clip=True).fit(limits)


def _scaled(centre: Floats, spread: Floats) -> Any:
    """The scikit-learn part that takes ``centre`` away and divides by ``spread``."""
    from sklearn.preprocessing import StandardScaler

    scale = StandardScaler().fit(np.zeros((1, len(centre))))
    scale.mean_, scale.scale_ = centre, spread
    return scale


def _weights(design: DesignMatrix, levels: int) -> Floats:
    """What each prior column adds up, shape (N_PRIOR, len(basis) + 3 * levels).

    Of the basis, of the levels as ones and zeros, and of the sums by level: of the shortfall and
    of the upward log-odds.
    """
    norm, width = design.norm, len(design.norm.basis)
    weights = np.zeros((N_PRIOR, width + 3 * levels))
    weights[SEVERITY, : width + levels] = np.r_[norm.severity.mean(axis=0), design.shift]
    weights[SHORTFALL, width + levels : width + 2 * levels] = 1.0
    intercepts = design.upward.intercepts
    weights[UPWARD, width : width + levels] = np.r_[intercepts, intercepts[-1]]
    weights[UPWARD, width + 2 * levels :] = 1.0
    weights[DIRECTIONS, : norm.basis.width] = design.sign / design.prior_scale
    return weights


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


def _calibrator(head: StackedHead) -> Any:
    """From what learners say to the calibrated chance: probabilities are read as log-odds first."""
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import FunctionTransformer

    final = as_logistic(head.calibrator.slopes, head.calibrator.intercept)
    has_log_odds = [hasattr(learner, "decision_function") for learner in head.learners]
    if all(has_log_odds):
        return final
    inside = _clip(LEAST_CHANCE, 1.0 - LEAST_CHANCE, 1)
    log_odds = make_pipeline(inside, FunctionTransformer(logit))
    parts = [
        (f"part_{place}", None if passed else log_odds, [place])
        for place, passed in enumerate(has_log_odds)
    ]
    return make_pipeline(_side_by_side(parts, len(parts)), final)


def _stack(estimators: list[Any], final: Any) -> Any:
    """A stacking classifier whose parts are already fitted."""
    from sklearn.ensemble import StackingClassifier
    from sklearn.preprocessing import LabelEncoder

    named = [(f"part_{place}", estimator) for place, estimator in enumerate(estimators)]
    stack = StackingClassifier(named, final, cv="prefit")
    stack.estimators_, stack.final_estimator_ = estimators, final
    stack.stack_method_ = [
        "decision_function" if hasattr(each, "decision_function") else "predict_proba"
        for each in estimators
    ]
    stack.classes_ = np.array([0.0, 1.0])
    stack._label_encoder = LabelEncoder().fit(stack.classes_)  # noqa: SLF001 - no public way
    return stack
