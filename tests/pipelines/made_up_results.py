"""A made-up race of one model and one baseline, as the stages before it leave it for MLflow."""

import math

import pandas as pd

from models.evaluation.learning_curve import COLUMNS
from pipelines.running.run_contents import Content

TRAINING = {
    "candidates": [
        {"name": "prior_logistic", "kind": "model"},
        {"name": "random", "kind": "baseline"},
    ],
    "chosen": "prior_logistic",
}


def figure(value, low=None, high=None):
    """A figure as metrics.json holds it."""
    return {"value": value, "low": low, "high": high, "n": 30, "positives": 4}


def content():
    """All of it."""
    brier = {"prior_logistic": {"brier": figure(0.15, 0.1, 0.2)}, "random": {"brier": figure(0.3)}}
    finds = {"checked": [10.0, 20.0], "finds": [7.0, 12.0], "low": 5.0, "high": [9.0, math.nan]}
    curve = {"audits": [50, 250], "gain": [0.01, 0.1], "gain_low": [None, 0.05]}
    return Content(
        training=TRAINING,
        metrics={"chosen": "prior_logistic", "under": brier},
        gate={"passed": True, "sentence": "The model makes the lists."},
        finds=pd.DataFrame(finds).assign(candidate="prior_logistic", random=1.0),
        curve=pd.DataFrame(curve).reindex(columns=COLUMNS),
    )
