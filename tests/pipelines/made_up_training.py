"""What the stages before train leave, small enough to learn from in a second."""

import pandas as pd

from pipelines import train as stage
from pipelines.running.outputs import write_json, write_table
from pipelines.running.params.sections import PriorityParameters, TrainParameters
from tests.models.training import made_up

HARM = PriorityParameters({"low": {"medium": 1.0, "high": 3.0}, "medium": {"high": 2.0}})


def write_features(folder, *, share=0.5, prompted=0, **source):
    """Features, audits, catalogue and source of 400 made-up assessments."""
    features, audits = made_up.tables(cases=400, share=share)
    reasons = audits["selection_reason"]
    if prompted:
        reasons = reasons.where(audits.index >= prompted, "model_list")
    tables = folder / "checked" / "tables"
    write_table(features, folder / "features.parquet")
    write_table(audits.assign(selection_reason=reasons), tables / "audits.parquet")
    write_table(features[["assessment_id", "person_id", "unit_id"]], tables / "assessments.parquet")
    catalogue = [entry | {"shown_as_reason": True} for entry in made_up.CATALOGUE]
    write_json(catalogue, folder / "catalogue.json")
    content = made_up.SOURCE.content() | {"run_date": "2026-02-05"} | source
    write_json(content, folder / "checked" / "source.json")


def train(folder, *, dependent_audits=True):
    """Run the stage on them, with two candidates on two folds."""
    candidates = ("unsupervised", "prior_logistic")
    decisions = str(folder / "no_decisions")
    rules = TrainParameters(candidates, 2, 1, 0.5, 0, 1, decisions, dependent_audits, ())
    return stage.main(
        checked=folder / "checked",
        features=folder / "features.parquet",
        catalogue=folder / "catalogue.json",
        model=folder / "model",
        train=rules,
        priority=HARM,
    )


def read(folder, name):
    """A table that a stage wrote."""
    return pd.read_parquet(folder / name)
