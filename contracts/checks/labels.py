"""Labels over time: their rate by quarter, and what looks odd about them."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from contracts.findings import Finding, found
from contracts.intervals import wilson
from contracts.source import Source

ENOUGH = 20
ENOUGH_BEFORE = 50
CHANCE = 1e-4
DAYS_A_YEAR = 365.25
BREAK_Z = 4.0
DRIFT_Z = 3.0  # tried twice for a source, where a break is tried for every quarter
BREAK_SHARE = 0.10
DAYS = {"assessment_date": "year of assessment", "known_on": "year in which it became known"}
USUAL_SHARE = (0.02, 0.60)


def labels_of(tables: dict[str, pd.DataFrame], source: Source) -> pd.DataFrame:
    """Each kept review: ``assessment_date``, ``known_on`` and ``label``, 1 where rated too low.

    An outcome counts as too low where it happened to someone rated below ``under_from``.
    """
    assessments = tables["assessments"].set_index("assessment_id")
    audits = tables["audits"]
    assigned = audits["assessment_id"].map(assessments["assigned_rosh"])
    if source.label == "audit":
        says = pd.Series(source.scale.is_under(assigned, audits["audited_rosh"]))
    else:
        says = audits["outcome"].astype("float64")
    dates = audits["assessment_id"].map(assessments["assessment_date"])
    days = {"assessment_date": dates.to_numpy(), "known_on": audits.get("audit_completed_date")}
    return pd.DataFrame(days).reset_index(drop=True).assign(label=says.to_numpy())


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


def odd_labels(labels: pd.DataFrame, rates: pd.DataFrame, source: Source) -> Iterator[Finding]:
    """Findings on ``labels`` (``assessment_date, label``) and their ``rates`` by quarter."""
    column = "audited_rosh" if source.label == "audit" else "outcome"
    oddities = [*_all_alike(labels), *_breaks(rates), *_before_follow_up(labels, source)]
    for day, what in DAYS.items():
        oddities += _drift(labels, day, what)
    if source.label == "audit":
        oddities += _unusual_share(labels)
    for code, detail in oddities:
        yield found("audits", code, detail, column=column)


def _all_alike(labels: pd.DataFrame) -> Iterator[tuple[str, str]]:
    labelled = labels.dropna(subset="label")
    if len(labelled) >= ENOUGH and labelled["label"].min() == labelled["label"].max():
        yield "labels_all_alike", f"all {len(labelled):,} say {_answer(labelled['label'])}"
        return
    dated = labelled.dropna().sort_values("assessment_date", kind="stable")
    if dated.empty:
        return
    differs = dated["label"] != dated["label"].iloc[-1]
    last = dated.loc[differs, "assessment_date"].max()
    late = dated[dated["assessment_date"] > last]
    before = dated[dated["assessment_date"] <= last]
    if len(late) >= ENOUGH and _chance(late, before) < CHANCE:
        first = late["assessment_date"].min().date()
        message = f"all {len(late):,} from {first} on say {_answer(late['label'])}; before, "
        message += f"{before['label'].mean():.0%} of {len(before):,} were positive"
        yield "labels_all_alike_lately", message


def _chance(late: pd.DataFrame, before: pd.DataFrame) -> float:
    """How likely labels as alike as the late ones are at the rate of those before."""
    share = (before["label"] == late["label"].iloc[0]).mean()
    return float(share ** len(late))


def _answer(labels: "pd.Series[float]") -> str:
    return "yes" if labels.iloc[0] == 1 else "no"


def _breaks(rates: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Quarters whose rate differs from all before by more than chance, and by enough to matter."""
    n, positive = rates["labelled"].astype("float64"), rates["positive"].astype("float64")
    n_before, positive_before = n.cumsum() - n, positive.cumsum() - positive
    share, before = positive / n.where(n > 0), positive_before / n_before.where(n_before > 0)
    pooled = (positive + positive_before) / (n + n_before).where(n_before > 0)
    spread = np.sqrt(
        pooled * (1 - pooled) * (1 / n.where(n > 0) + 1 / n_before.where(n_before > 0))
    )
    odd = (n >= ENOUGH) & (n_before >= ENOUGH_BEFORE) & ((share - before).abs() > BREAK_SHARE)
    odd &= (share - before).abs() > BREAK_Z * spread
    for i in np.flatnonzero(odd):
        message = f"{rates['quarter'].iloc[i]}: {share.iloc[i]:.0%} of {n.iloc[i]:,.0f} positive; "
        message += f"before, {before.iloc[i]:.0%} of {n_before.iloc[i]:,.0f}"
        yield "label_rate_break", message


def _drift(labels: pd.DataFrame, day: str, what: str) -> Iterator[tuple[str, str]]:
    """A rate that moves slowly, year by year, by more than chance and by enough to matter."""
    dated = labels.dropna(subset=["label", day]) if day in labels else labels.iloc[:0]
    if len(dated) < ENOUGH_BEFORE:
        return
    years = (dated[day] - dated[day].min()).dt.days / DAYS_A_YEAR
    centred, rate = years - years.mean(), dated["label"].mean()
    spread = np.sqrt(rate * (1 - rate) * (centred**2).sum())
    moved = (centred * (dated["label"] - rate)).sum()
    if spread == 0 or abs(moved) < DRIFT_Z * spread:
        return
    by = dated.groupby(dated[day].dt.year)["label"].agg(["mean", "count"])
    by = by[by["count"] >= ENOUGH]
    if len(by) > 1 and abs(by["mean"].iloc[-1] - by["mean"].iloc[0]) > BREAK_SHARE:
        first, last = by.iloc[0], by.iloc[-1]
        message = f"by {what}: {first['mean']:.0%} of {first['count']:,.0f} in {by.index[0]}, "
        message += f"{last['mean']:.0%} of {last['count']:,.0f} in {by.index[-1]}"
        yield "label_rate_drift", message


def _before_follow_up(labels: pd.DataFrame, source: Source) -> Iterator[tuple[str, str]]:
    if source.label != "outcome" or source.observed_until is None:
        return
    over = labels["assessment_date"] + pd.Timedelta(days=source.label_lag_days)
    early = int((over > pd.Timestamp(source.observed_until)).sum())
    if early:
        message = (
            f"{early:,} of {len(labels):,} outcomes: {source.label_lag_days} days were not over "
        )
        yield "label_before_follow_up", message + f"by {source.observed_until}"


def _unusual_share(labels: pd.DataFrame) -> Iterator[tuple[str, str]]:
    labelled = labels["label"].dropna()
    share, (low, high) = labelled.mean(), USUAL_SHARE
    if len(labelled) >= ENOUGH_BEFORE and 0 < share < 1 and not low <= share <= high:
        message = f"{share:.1%} of {len(labelled):,} ratings were found too low; "
        yield "label_share_unusual", message + f"usual: {low:.0%} to {high:.0%}"
