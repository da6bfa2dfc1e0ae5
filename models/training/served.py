"""The model as one scikit-learn estimator: a raw feature row in, the chance of under-rating out.

Every step is a fitted scikit-learn part, put together by hand, so that any service can score a
row without code of ours. A row served alone belongs to a person whose part of the norm is not
known here: it is given the mean of both.
"""

from typing import Any

import numpy as np

from models.training.evidence import FURTHEST, GAP, LEAD, PRIOR, SUPPRESSED, Evidence
from models.training.linear import as_logistic
from models.training.norm import LOWEST
from models.training.rating_model import RatingModel
from models.training.records import Floats


def as_estimator(model: RatingModel) -> Any:
    """A fitted Pipeline with ``predict_proba``; its input are the columns of ``model_input``."""
    from sklearn.pipeline import Pipeline

    line = model.under.line
    return Pipeline(
        [
            ("columns", model.evidence.columns),
            ("evidence", _evidence(model.evidence, len(model.shares))),
            ("rating", _stack(list(model.under.bases), as_logistic(line.slopes, line.intercept))),
        ]
    )


def _evidence(evidence: Evidence, levels: int) -> Any:
    """Norm, stated prior and the columns: what ``Evidence.matrix`` computes."""
    from sklearn.pipeline import make_pipeline

    width = len(evidence.sign)
    summed = make_pipeline(_standard(evidence), _sums(_weights(evidence)))
    level = slice(0, levels)
    both = _side_by_side([("sums", summed, slice(0, width)), ("level", None, level)], width)
    lead = make_pipeline(both, *_own_level(evidence, levels))
    every = slice(0, width)
    return _side_by_side([("lead", lead, every), ("columns", None, every)], width)


def _standard(evidence: Evidence) -> Any:
    """The record's columns as ``standardised`` gives them."""
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import MinMaxScaler, StandardScaler

    width = len(evidence.sign)
    blank = SimpleImputer(keep_empty_features=True).fit(np.zeros((1, width)))
    blank.statistics_ = evidence.centre
    scale = StandardScaler().fit(np.zeros((1, width)))
    scale.mean_, scale.scale_ = evidence.centre, evidence.spread
    edges = np.repeat([[-FURTHEST], [FURTHEST]], width, axis=1)
    clip = MinMaxScaler(feature_range=(-FURTHEST, FURTHEST), clip=True).fit(edges)
    return make_pipeline(blank, scale, clip)


def _weights(evidence: Evidence) -> Floats:
    """Of standardised columns: a sum for each level's norm, its process part, and the prior."""
    norm = evidence.norm
    mean = norm.coefficients.mean(axis=0)
    prior = evidence.sign[None, :] / evidence.prior_scale
    return np.vstack([mean * ~norm.process, mean * norm.process, prior])


def _own_level(evidence: Evidence, levels: int) -> tuple[Any, Any]:
    """From every level's sums and the rating to the lead columns of the level that was given.

    The products of sums and rating pick those of the own level.
    """
    from sklearn.preprocessing import PolynomialFeatures

    steps = levels - 1
    first = 2 * steps + 1  # where the rating begins
    constant = np.r_[evidence.norm.intercepts.mean(axis=0), LOWEST] + evidence.shift
    products = PolynomialFeatures(2, interaction_only=True, include_bias=False)
    products.fit(np.zeros((1, first + levels)))
    pick = np.zeros((LEAD, products.n_output_features_))
    for place, powers in enumerate(products.powers_):
        of = [int(column) for column in np.flatnonzero(powers)]
        if len(of) == 1 and of[0] >= first:
            pick[GAP, place] = constant[of[0] - first]
        if of == [first - 1]:
            pick[PRIOR, place] = 1.0
        if len(of) == 2 and of[0] < steps and of[1] == first + of[0]:
            pick[GAP, place] = 1.0
        if len(of) == 2 and steps <= of[0] < 2 * steps and of[1] == first + of[0] - steps:
            pick[SUPPRESSED, place] = -1.0
    return products, _sums(pick)


def _sums(weights: Floats) -> Any:
    """Fixed weighted sums, as the scikit-learn part that multiplies by given components."""
    from sklearn.decomposition import TruncatedSVD

    part = TruncatedSVD(n_components=len(weights))
    part.components_ = weights
    part.n_features_in_ = weights.shape[1]
    return part


def _side_by_side(parts: list[tuple[str, Any, slice]], width: int) -> Any:
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
