"""The rate of labels over time, and what looks odd about it."""

import numpy as np
import pandas as pd

from contracts.source import Source

Z95 = 1.959964
ENOUGH = 20
BREAK_Z = 4.0
BREAK_SHARE = 0.10


def labels_of(tables: dict[str, pd.DataFrame], source: Source) -> pd.DataFrame:
    """Each kept review's assessment date, and whether it says that the rating was too low.

    An outcome counts as too low where it happened to someone rated below ``under_from``.
    """
    assessments = tables["assessments"].set_index("assessment_id")
    audits = tables["audits"]
    assigned = audits["assessment_id"].map(assessments["assigned_rosh"])
    if source.truth == "audit":
        says = pd.Series(source.scale.is_under(assigned, audits["audited_rosh"]))
    else:
        says = audits["outcome"].astype("float64")
    dates = audits["assessment_id"].map(assessments["assessment_date"])
    return pd.DataFrame({"assessment_date": dates.to_numpy(), "label": says.to_numpy()})


def rates_by_quarter(labels: pd.DataFrame, assessed: pd.Series) -> pd.DataFrame:
    """Per quarter of assessment: ``quarter, assessed, labelled, positive, rate, low, high``.

    ``low`` and ``high`` bound the 95 % Wilson interval; all three are NaN without labels.

    Examples
    --------
    >>> day = pd.Timestamp("2024-02-01")
    >>> labels = pd.DataFrame({"assessment_date": [day, day], "label": [1.0, 0.0]})
    >>> rates_by_quarter(labels, pd.Series([day] * 3)).round(2).values.tolist()
    [['2024 Q1', 3, 2, 1, 0.5, 0.09, 0.91]]
    """
    quarters = assessed.dropna().dt.to_period("Q")
    counts = quarters.value_counts().sort_index().rename("assessed")
    if counts.empty:
        return pd.DataFrame(
            columns=["quarter", "assessed", "labelled", "positive", "rate", "low", "high"]
        )
    whole = counts.reindex(
        pd.period_range(counts.index[0], counts.index[-1], freq="Q"), fill_value=0
    )
    by = labels.groupby(labels["assessment_date"].dt.to_period("Q"))["label"]
    counted = by.agg(["count", "sum"]).reindex(whole.index, fill_value=0).astype("int64")
    labelled, positive = counted["count"], counted["sum"]
    low, high = wilson(positive, labelled)
    columns = {
        "quarter": [f"{period.year} Q{period.quarter}" for period in whole.index],
        "assessed": whole,
        "labelled": labelled,
        "positive": positive,
        "rate": positive / labelled.where(labelled > 0),
        "low": low,
        "high": high,
    }
    return pd.DataFrame(columns).reset_index(drop=True)


def wilson(positive: pd.Series, of: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Bounds of the 95 % Wilson interval of ``positive / of``; NaN where ``of`` is 0."""
    n = of.where(of > 0).astype("float64")
    share = positive / n
    centre = (share + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
    half = Z95 * np.sqrt(share * (1 - share) / n + Z95**2 / (4 * n**2)) / (1 + Z95**2 / n)
    return (centre - half).clip(lower=0), (centre + half).clip(upper=1)
