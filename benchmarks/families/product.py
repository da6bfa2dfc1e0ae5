"""The product itself on a world, through its own stages: the model, and what teams get."""

import json
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.families.measure import Orders
from benchmarks.families.rules import Row, by_rule
from benchmarks.families.world import World
from pipelines import evaluate, score, train
from pipelines.running.params.sections import Parameters
from worklists.ranking.ranked_by import ranked_scores

MODEL, TEAMS, LISTED_BY = "the model", "what teams get", "what teams get, by priority"


@dataclass(frozen=True)
class Product:
    """The product on a world.

    ``orders`` of the live assessments by the model and by the lists after the gate, ``made_by``
    whom they are, and ``rules``, what each rule of choice would find.
    """

    orders: dict[str, Orders]
    made_by: str
    rules: dict[str, Row]


def run_product(world: World, live: pd.Series, parameters: Parameters) -> Product:
    """Run train, evaluate and score, but for the learning curve, on one core."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _run_stages(world, folder, parameters)
        scores = pd.read_parquet(folder / "scores.parquet")
        baselines = pd.read_parquet(folder / "fallback.parquet")
        gate = json.loads((folder / "evaluation" / "gate.json").read_text(encoding="utf-8"))
        rules = by_rule(folder / "model", world.truth)
    wide = scores.merge(baselines, on="assessment_id", how="left")
    ranking = ranked_scores(wide, gate)
    model, lists = (t.set_index("assessment_id").loc[live] for t in (scores, ranking.scores))
    orders = {MODEL: _by_chance(model)}
    orders[TEAMS] = orders[MODEL] if ranking.is_model else _by_priority(lists)
    orders[LISTED_BY] = _by_priority(lists)
    return Product(orders, f"{model['model'].iloc[0]} -> {gate['used']}", rules)


def _run_stages(world: World, folder: Path, parameters: Parameters) -> None:
    model, priority = folder / "model", parameters.priority
    training = replace(parameters.train, learning_curve=(), jobs=1)
    train.main(**world.inputs, model=model, train=training, priority=priority)
    evaluate.main(
        model=model,
        checked=world.inputs["checked"],
        evaluation=folder / "evaluation",
        summary=folder / "summary.json",
        evaluate=parameters.evaluate,
        gate=parameters.gate,
        disclosure=parameters.disclosure,
    )
    score.main(
        **world.inputs,
        model=model,
        scores=folder / "scores.parquet",
        fallback=folder / "fallback.parquet",
        scope=parameters.scope,
        priority=priority,
    )


def _by_chance(table: pd.DataFrame) -> Orders:
    if table["p_under"].isna().all():  # no audits: no chance is claimed
        return _by_priority(table)
    chance = table["p_under"].to_numpy(np.float64)
    return Orders(chance, table["p_high"].to_numpy(np.float64), chance)


def _by_priority(table: pd.DataFrame) -> Orders:
    priority = table["priority"].to_numpy(np.float64)
    return Orders(priority, priority)
