"""Out-of-fold orders of a public source: the product's, and plain readers' on the same folds."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from models.training.data.encoding import fit_encoder, model_input
from models.training.data.reading import read_records
from models.training.data.records import Records
from models.training.data.splits import Fold, Protocol, known_at_cut, make_folds
from pipelines import check, evaluate, featurise, train
from pipelines.running.params.file import settings
from pipelines.running.params.sections import Parameters, SourceParameters

MODEL, TEAMS, LOGISTIC = "the model", "what teams get", "plain logistic regression"


def out_of_fold(name: str, records: Path, folder: Path, parameters: Parameters) -> pd.DataFrame:
    """Orders of a built-in source's test cases whose answer is known, one column a reader.

    Returns
    -------
    DataFrame
        Index ``assessment_id``; ``y``, 1 where the rating was found too low; and the mean score
        over repeats of each reader. The readers of the product are those of the gate.
    """
    inputs = _inputs(name, records, folder, parameters)
    training = replace(parameters.train, learning_curve=())
    model, priority = folder / "model", parameters.priority
    train.main(**inputs, model=model, train=training, priority=priority)
    made = folder / "evaluation"
    evaluate.main(
        model=model,
        checked=inputs["checked"],
        evaluation=made,
        summary=folder / "summary.json",
        evaluate=parameters.evaluate,
        gate=parameters.gate,
        disclosure=parameters.disclosure,
    )
    gate = json.loads((made / "gate.json").read_text(encoding="utf-8"))
    chosen = json.loads((model / "training.json").read_text(encoding="utf-8"))["chosen"]
    predictions = pd.read_parquet(model / "fold_predictions.parquet")
    orders = {MODEL: _mean(predictions, chosen, "p_under")}
    orders[TEAMS] = orders[MODEL]
    if gate["used"] != "model":
        orders[TEAMS] = _mean(predictions, gate["used"], "priority")
    return _beside_plain(read_records(**inputs), parameters, orders)


def _beside_plain(
    records: Records, parameters: Parameters, orders: dict[str, "pd.Series[float]"]
) -> pd.DataFrame:
    folds = make_folds(records, settings(Protocol, parameters.train))
    orders |= {
        LOGISTIC: _plain(records, folds, _logistic),
        "plain boosting": _plain(records, folds, _booster),
    }
    y = pd.Series(records.under, index=records.table["assessment_id"])
    rows = records.learnable
    return pd.DataFrame({"y": y[rows], **orders}).dropna()


def _inputs(name: str, records: Path, folder: Path, parameters: Parameters) -> dict[str, Path]:
    """The source through check and featurise."""
    source = SourceParameters(f"contracts/sources/{name}.yaml", str(records))
    inputs = {
        "checked": folder / "checked",
        "features": folder / "features.parquet",
        "catalogue": folder / "catalogue.json",
    }
    check.main(checked=inputs["checked"], source=source, check=parameters.check)
    dates = folder / "evidence.parquet"
    featurise.main(**inputs, evidence=dates, featurise=parameters.featurise)
    return inputs


def _mean(predictions: pd.DataFrame, candidate: str, column: str) -> "pd.Series[float]":
    rows = predictions[predictions["candidate"] == candidate]
    mean: pd.Series[float] = rows.groupby("assessment_id")[column].mean()
    return mean


def _plain(
    records: Records, folds: Sequence[Fold], learner: Callable[[], Any]
) -> "pd.Series[float]":
    """Mean chance over repeats, from what was known at each fold's cut."""
    matrix = np.asarray(fit_encoder(records).transform(model_input(records)), dtype=np.float64)
    parts = []
    for fold in folds:
        past = known_at_cut(records, fold)
        rows = fold.train[past.learnable]
        fitted = learner().fit(matrix[rows], past.under[past.learnable])
        chance = fitted.predict_proba(matrix[fold.test])[:, 1]
        parts.append(pd.Series(chance, index=records.table["assessment_id"].iloc[fold.test]))
    mean: pd.Series[float] = pd.concat(parts).groupby(level=0).mean()
    return mean


def _logistic() -> Any:
    return make_pipeline(SimpleImputer(), StandardScaler(), LogisticRegression(max_iter=1000))


def _booster() -> Any:
    return HistGradientBoostingClassifier(random_state=0)
