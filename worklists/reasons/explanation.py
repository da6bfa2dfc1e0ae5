"""Why one case stands where it stands: the sentences of its list, and the figures behind them."""

from dataclasses import dataclass

import pandas as pd

from worklists.reasons.listed import FeatureTables, listed_words
from worklists.reasons.model_contributions import Contributions

COLUMNS = ["feature", "theme", "value", "contribution"]


@dataclass(frozen=True)
class Explanation:
    """Why a case stands where it stands.

    Parameters
    ----------
    reasons, against, missing, look_at : list of str
        The sentences that its list shows or would show: at least one reason and at most three;
        what speaks against a second look; what is not on record; where to look.
    contributions : frame
        A row per feature, the largest first: `feature`, `theme`, `value`, and `contribution`, what
        it adds to the log-odds that the rating is too low, beside the mean record. Features of
        staff, workload and unit stand as one, without a value. No rows where a rule makes the
        lists.
    """

    reasons: list[str]
    against: list[str]
    missing: list[str]
    look_at: list[str]
    contributions: pd.DataFrame


def explain(
    row: pd.DataFrame, described: FeatureTables, contributions: Contributions | None
) -> Explanation:
    """The explanation of the one case whose features ``row`` holds, as its list has it.

    Parameters
    ----------
    row : frame
        One row of the features.
    described : FeatureTables
        Its record, and everyone else's.
    contributions : callable or None
        As of ``read_contributions``; None where a rule makes the lists.
    """
    words = listed_words(row["assessment_id"], described, contributions).iloc[0]
    return Explanation(
        reasons=list(words["reasons"]),
        against=list(words["against"]),
        missing=list(words["missing"]),
        look_at=list(words["look_at"]),
        contributions=_contributions(row, described, contributions),
    )


def _contributions(
    row: pd.DataFrame, described: FeatureTables, contributions: Contributions | None
) -> pd.DataFrame:
    from models.training.explanation.importance import lines_and_themes

    if contributions is None:
        return pd.DataFrame(columns=COLUMNS)
    added = contributions(row).drop(columns="base").iloc[0]
    themes, lines = lines_and_themes(described.catalogue, list(added.index))
    parts = pd.DataFrame({"feature": lines, "theme": themes, "contribution": added.to_numpy()})
    sums = parts.groupby(["feature", "theme"], sort=False)["contribution"].sum()
    table = sums.reset_index().astype({"contribution": "float64"})
    table["value"] = [row[name].iloc[0] if name in row else None for name in table["feature"]]
    largest_first = table["contribution"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[largest_first, COLUMNS].reset_index(drop=True)
