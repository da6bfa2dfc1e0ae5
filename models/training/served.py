"""The model as one scikit-learn estimator: a raw feature row in, the chance of under-rating out.

Every step is a fitted scikit-learn part, put together by hand, so that any service can score a
row without code of ours. A row served alone belongs to a person whose part of the norm is not
known here: it is given the mean of both.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.training.calibration import Line
from models.training.evidence import Evidence
from models.training.rating_model import RatingModel

FAR_BELOW = -20.0  # departure of a rating that has nothing above it


def as_estimator(model: RatingModel) -> Any:
    """A fitted Pipeline with ``predict_proba``; its input are the columns of ``model_input``."""
    from sklearn.pipeline import Pipeline

    width = len(model.evidence.sign)
    levels = len(model.shares)
    return Pipeline(
        [
            ("columns", model.evidence.columns),
            ("norm", _norm(model.evidence, width)),
            ("evidence", _evidence(model.evidence, width, levels)),
            ("rating", _stack(list(model.under.bases), _line(model.under.line))),
        ]
    )


def _norm(evidence: Evidence, width: int) -> Any:
    """Margins of every step of the norm, then the columns themselves."""
    from sklearn.compose import ColumnTransformer
    from sklearn.pipeline import make_pipeline

    practice = ColumnTransformer([("practice", "passthrough", evidence.norm.practice)])
    practice.fit(np.zeros((1, width)))
    steps = [step for part in evidence.norm.steps for step in part]
    return _stack([make_pipeline(practice, *step) for step in steps], None, passthrough=True)


def _evidence(evidence: Evidence, width: int, levels: int) -> Any:
    """Departure, stated prior, and the columns: what ``Evidence.matrix`` computes."""
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import MinMaxScaler, StandardScaler

    margins = len(evidence.norm.steps) * (levels - 1)
    standard = StandardScaler().fit(np.zeros((1, width)))
    standard.mean_, standard.scale_ = evidence.centre, evidence.spread
    blank = SimpleImputer(keep_empty_features=True).fit(np.zeros((1, width)))
    blank.statistics_ = evidence.centre
    edges = np.repeat([[-3.0], [3.0]], width, axis=1)
    clip = MinMaxScaler(feature_range=(-3.0, 3.0), clip=True).fit(edges)
    prior = make_pipeline(blank, standard, clip, _linear(evidence.sign / evidence.prior_scale))
    made = ColumnTransformer(
        [
            ("departure", _departure(levels, len(evidence.norm.steps)), slice(0, margins + levels)),
            ("prior", prior, slice(margins, margins + width)),
            ("columns", "passthrough", slice(margins, margins + width)),
        ]
    )
    made.fit(np.zeros((1, margins + width)))
    given = {name: part for name, part, _ in made.transformers}
    # fitting clones its parts: put back the ones whose numbers were set by hand
    made.transformers_ = [
        (name, part if name == "columns" else given[name], where)
        for name, part, where in made.transformers_
    ]
    return made


def _departure(levels: int, parts: int) -> Any:
    """Mean over the parts of the norm of its margin for the step above the assigned level."""
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import PolynomialFeatures

    margins = parts * (levels - 1)
    products = PolynomialFeatures(2, interaction_only=True, include_bias=False)
    products.fit(np.zeros((1, margins + levels)))
    weight = np.zeros(products.n_output_features_)
    for place, powers in enumerate(products.powers_):
        for step in range(levels - 1):
            wanted = [part * (levels - 1) + step for part in range(parts)]
            if powers[margins + step] and powers[wanted].any():
                weight[place] = 1.0 / parts
        if powers.sum() == 1 and powers[margins + levels - 1]:
            weight[place] = FAR_BELOW
    return make_pipeline(products, _linear(weight))


def _linear(weight: NDArray[np.float64]) -> Any:
    """A fixed weighted sum, as the scikit-learn part that multiplies by given components."""
    from sklearn.decomposition import TruncatedSVD

    part = TruncatedSVD(n_components=1)
    part.components_ = weight[None, :]
    part.n_features_in_ = len(weight)
    part.singular_values_ = part.explained_variance_ = np.ones(1)
    return part


def _line(line: Line) -> Any:
    from sklearn.linear_model import LogisticRegression

    final = LogisticRegression()
    final.classes_ = np.array([0.0, 1.0])
    final.coef_, final.intercept_ = line.slopes[None, :], np.array([line.intercept])
    final.n_features_in_ = len(line.slopes)
    return final


def _stack(estimators: list[Any], final: Any, *, passthrough: bool = False) -> Any:
    """A stacking classifier whose parts are already fitted."""
    from sklearn.ensemble import StackingClassifier
    from sklearn.preprocessing import LabelEncoder

    named = [(f"part_{place}", estimator) for place, estimator in enumerate(estimators)]
    stack = StackingClassifier(
        named, final, cv="prefit", stack_method="decision_function", passthrough=passthrough
    )
    stack.estimators_, stack.final_estimator_ = estimators, final
    stack.stack_method_ = ["decision_function"] * len(estimators)
    stack.classes_ = np.array([0.0, 1.0])
    stack._label_encoder = LabelEncoder().fit(stack.classes_)  # noqa: SLF001 - no public way
    return stack
