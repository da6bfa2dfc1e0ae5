"""What stands in for contributions where a baseline, not a model, made the list."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from worklists.reasons.sentences import is_from_profile

UNUSUAL = 0.8  # quantile from which a value that every case has counts as a rule that fired


def rules_fired(
    features: pd.DataFrame, catalogue: Sequence[Mapping[str, Any]], ids: Sequence[str]
) -> pd.DataFrame:
    """In place of contributions, where a baseline made the list: the rules that fired.

    A feature with a declared direction is a rule. It speaks for a case where its sentence holds
    (or, if it lowers the chance, does not hold), against it where not; one that says the same of
    every case, or is a number of the source's own, speaks in the fifth of all assessments where
    it stands highest (or lowest). It counts by how few share what it says: 0.9, or -0.9, where a
    tenth do, and nothing where all do. So what most cases have in common is never said first.

    Parameters
    ----------
    features : DataFrame
        Every assessment's, so that the fifth, and how many share a value, can be found.
    ids : sequence of str
        The listed assessments.
    """
    fired = {"assessment_id": features["assessment_id"]}
    for entry in catalogue:
        if entry["direction"] and entry["type"] != "category":
            fired[entry["name"]] = _fired(features[entry["name"]], entry)
    listed: pd.DataFrame = pd.DataFrame(fired).set_index("assessment_id").loc[list(ids)]
    return listed


def _fired(values: "pd.Series[float]", entry: Mapping[str, Any]) -> "pd.Series[float]":
    towards = values * entry["direction"]
    own_number = entry["type"] == "number" and is_from_profile(entry)
    if own_number or entry["sentence"] == entry["sentence_absent"]:
        fired = (towards.rank(pct=True) > UNUSUAL).to_numpy(float)
    else:
        fired = np.where(values >= entry["speaks_from"], 1.0, -1.0) * entry["direction"]
    counted = pd.Series(fired, index=values.index).mask(values.isna(), 0.0)
    return counted * (1 - counted.map(counted.value_counts(normalize=True)))
