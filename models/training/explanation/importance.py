"""What moves the log-odds over many cases: the view of a whole model, beside reasons of one case.

Features of staff, workload and unit count in the sum as they do in a case's, and stand as one
line: nobody is ever judged by them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from models.training.candidates.stacked_classifier import StackedClassifier
from models.training.data.records import Records
from models.training.explanation.contributions import (
    BASE,
    NEGLIGIBLE,
    RATING,
    contributions,
    slope_by_feature,
)
from models.training.published import DIGITS

MOST = 500  # records looked at
STAFF = "staff, workload and unit"
COLUMNS = ["feature", "theme", "mean_absolute", "counts", "declared", "respected"]
WORDS = {1: "raises", -1: "lowers", 0: "neither"}


def global_view(
    model: StackedClassifier, records: Records, catalogue: Sequence[Mapping[str, Any]]
) -> pd.DataFrame:
    """How far features and themes move the log-odds, on average over cases that could be too low.

    Of at most ``MOST`` records below the top level, evenly spaced in the order of their ids.

    Returns
    -------
    frame
        One row per theme (`feature` blank) and feature, the largest first: `mean_absolute`, the
        mean of the absolute contribution, in log-odds; `counts`, whether the chance `raises` or
        `lowers` as the feature rises, or `neither`; `declared`, the same as the feature declares;
        `respected`, `yes` or `no`, blank where nothing is declared. A theme's contribution is
        the sum of its features', so that those that cancel out do not count.
    """
    some = _evenly_spaced(records)
    table = contributions(model, some).drop(columns=BASE)
    theme_of, line_of = lines_and_themes(catalogue, list(table.columns))
    themes = _means(table, theme_of).rename_axis("theme").reset_index().assign(feature="")
    features = _means(table, line_of).rename_axis("feature").reset_index()
    features["theme"] = features["feature"].map(dict(zip(line_of, theme_of, strict=True)))
    directed = features.merge(_directions(table, some), on="feature", how="left")
    made = pd.concat([themes, directed], ignore_index=True)
    return made.reindex(columns=COLUMNS).fillna(dict.fromkeys(COLUMNS[3:], ""))


def _evenly_spaced(records: Records) -> Records:
    """At most ``MOST`` of those that could be too low."""
    rows = np.flatnonzero(records.assigned < records.ceiling_rank)
    picked = np.linspace(0, max(len(rows) - 1, 0), min(MOST, len(rows))).astype(np.intp)
    return records.take(rows[picked])


def lines_and_themes(
    catalogue: Sequence[Mapping[str, Any]], columns: Sequence[str]
) -> tuple[list[str], list[str]]:
    """For each column of contributions, its theme and the line that shows it.

    Features of staff, workload and unit share a line, and so do those of the rating.
    """
    entries = {str(entry["name"]): entry for entry in catalogue}
    themes, lines = [], []
    for name in columns:
        entry = entries.get(name)
        if entry is None or entry["shown_as_reason"]:
            themes.append(str(entry["theme"]) if entry else name)
            lines.append(name)
        else:
            group = RATING if entry["reads_rating"] else STAFF
            themes.append(group)
            lines.append(group)
    return themes, lines


def _means(table: pd.DataFrame, group: Sequence[str]) -> pd.DataFrame:
    """Mean absolute sum of the columns of each group, the largest first."""
    sums = table.T.groupby(np.array(group)).sum().T
    means = sums.abs().mean().round(DIGITS).rename("mean_absolute").to_frame()
    return means.sort_index().sort_values("mean_absolute", ascending=False, kind="stable")


def _directions(table: pd.DataFrame, records: Records) -> pd.DataFrame:
    """Whether each number raises or lowers the chance as it rises, and was declared to."""
    rows = []
    for name, slope in slope_by_feature(table, records).items():
        counts = int(np.sign(slope)) if abs(slope) > NEGLIGIBLE else 0
        direction = records.features.directions[name]
        respected = "" if not direction else "no" if counts * direction < 0 else "yes"
        rows.append((name, WORDS[counts], WORDS[direction] if direction else "", respected))
    return pd.DataFrame(rows, columns=["feature", *COLUMNS[3:]])
