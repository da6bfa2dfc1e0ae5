"""The ratings that the pack is about: predicted without their own audit, beside who and where."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from contracts.checked_folder import CheckedFolder
from contracts.errors import InputError
from contracts.source import Source
from models.evaluation.estimation.cutoff import listed
from models.evaluation.predictions.targets import targets_of
from reports.trends.enquiries import MISSING

RULE = "practice_and_directions"  # the strongest rule list without a model
PREDICTED = ["p_under", "p_over", "priority"]
NOT_RECORDED = "not recorded"
NEEDED = ("fold_predictions.parquet", "training.json")


@dataclass(frozen=True)
class ReportInputs:
    """Everything the pack is made from.

    Parameters
    ----------
    source : Source
        Whose records these are.
    cases : frame
        One row a rating predicted out of fold: ``assessment_id, person_id, unit_id, region,
        assessor_id, assessment_date, quarter, assigned, audited, weight, p_under, p_over,
        priority, rule_priority, under, over`` (1, 0 or missing) and ``on_list`` (share of the
        repeats, 0 to 1).
    tables : dict of frames
        Checked tables by name.
    training : dict
        ``training.json``.
    features : frame
        ``year`` of each rating beside the features that say whether an enquiry was needed and
        not made; may have no rows.
    performance : dict
        ``performance.json``: how lists turned out.
    gate, metrics : dict
        ``gate.json`` and ``metrics.json`` of the evaluation.
    numbers : frame
        Numeric features of ``cases``, row by row; may have no columns.
    """

    source: Source
    cases: pd.DataFrame
    tables: dict[str, pd.DataFrame]
    training: dict[str, Any]
    features: pd.DataFrame
    performance: dict[str, Any]
    gate: dict[str, Any]
    metrics: dict[str, Any]
    numbers: pd.DataFrame = field(default_factory=pd.DataFrame)


TABLES = (
    "assessments",
    "audits",
    "contacts",
    "enquiries",
    "practitioner_months",
    "protected",
    "unit_months",
)


@dataclass(frozen=True)
class InputPaths:
    """Where earlier stages wrote."""

    checked: Path
    model: Path
    features: Path
    performance: Path
    evaluation: Path


def read_report_inputs(paths: InputPaths, *, capacity: float) -> ReportInputs:
    """Read what the check and train stages wrote.

    Raises
    ------
    InputError
        If a file of those stages is missing.
    """
    model = paths.model
    missing = [f"{name} is missing" for name in NEEDED if not (model / name).is_file()]
    if missing:
        raise InputError("report", missing, "run the train stage first")
    folder = CheckedFolder(paths.checked)
    source = Source.load(folder.source_file)
    training = json.loads((model / "training.json").read_text(encoding="utf-8"))
    tables = folder.present_tables(TABLES)
    chosen, rule = (_predictions(model, name) for name in (training["chosen"], RULE))
    cases = _once(chosen, source, capacity)
    by_rule = rule.groupby("assessment_id")["priority"].mean().astype(float)
    cases["rule_priority"] = cases["assessment_id"].map(by_rule)
    return ReportInputs(
        source,
        _placed(cases, tables, source),
        tables,
        training,
        _gaps(paths.features, tables["assessments"], source),
        _content(paths.performance),
        _content(paths.evaluation / "gate.json"),
        _content(paths.evaluation / "metrics.json"),
        _numbers(paths.features, cases["assessment_id"]),
    )


def _content(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _gaps(features: Path, assessments: pd.DataFrame, source: Source) -> pd.DataFrame:
    """Features on enquiries needed and not made, beside the year of each rating."""
    import pyarrow.parquet as pq

    present = [name for name in MISSING if name in pq.read_schema(features).names]
    if not present or not source.has_dates:
        return pd.DataFrame({"year": pd.Series(dtype="Int64")})
    rows = pd.read_parquet(features, columns=["assessment_id", *present])
    dated = rows.merge(assessments[["assessment_id", "assessment_date"]], on="assessment_id")
    return dated.assign(year=dated["assessment_date"].dt.year.astype("Int64"))


def _numbers(features: Path, cases: "pd.Series[str]") -> pd.DataFrame:
    """Numeric features, in the order of the cases."""
    table = pd.read_parquet(features).set_index("assessment_id").reindex(cases)
    numbers = table.select_dtypes(["number", "bool", "boolean"]).astype(float)
    return numbers.loc[:, numbers.notna().any()].reset_index(drop=True)


def _predictions(model: Path, candidate: str) -> pd.DataFrame:
    file = model / "fold_predictions.parquet"
    return pd.read_parquet(file, filters=[("candidate", "==", candidate)])


def _once(predictions: pd.DataFrame, source: Source, capacity: float) -> pd.DataFrame:
    """One row an assessment: means over the repeats in which it was predicted."""
    from_level = source.under_from if source.label == "outcome" else None
    under, over = (
        next(
            (one for one in targets_of(source.scale, outcome_from=from_level) if one.name == name),
            None,
        )
        for name in ("under", "over")
    )
    window = predictions.groupby(["repeat", "fold"], sort=True).ngroup().to_numpy().astype(np.intp)
    found = under.labels(predictions["assigned"], predictions["audited"]) if under else None
    y = np.full(len(predictions), np.nan) if found is None else found
    priority = predictions["priority"].to_numpy(np.float64, na_value=np.nan)
    on_list = listed(np.nan_to_num(priority), y, window=window, share=capacity)
    rows = predictions.assign(on_list=on_list.astype(float), under=y)
    rows["over"] = over.labels(rows["assigned"], rows["audited"]) if over is not None else np.nan
    numbers = [*PREDICTED, "weight", "on_list", "under", "over"]
    names = ["person_id", "assigned", "audited"]
    rows[numbers] = rows[numbers].astype(float)
    grouped = rows.groupby("assessment_id", sort=True)
    return grouped[names].first().join(grouped[numbers].mean()).reset_index()


def _placed(cases: pd.DataFrame, tables: dict[str, pd.DataFrame], source: Source) -> pd.DataFrame:
    """With the day, quarter, team, region and the assessor's key of each rating."""
    wanted = ["assessment_id", "unit_id", "assessment_date", "assessor_id"]
    assessments = tables["assessments"]
    placed = cases.merge(
        assessments[[name for name in wanted if name in assessments]],
        on="assessment_id",
        how="left",
    )
    for name in wanted[1:]:
        if name not in placed:
            placed[name] = pd.NaT if name == "assessment_date" else NOT_RECORDED
    regions = region_of(tables)
    placed["region"] = placed["unit_id"].map(regions).astype(object).fillna(NOT_RECORDED)
    day = placed["assessment_date"] if source.has_dates else pd.Series(pd.NaT, index=placed.index)
    placed["quarter"] = quarter_of(day)
    placed["person_id"] = placed["person_id"].fillna(placed["assessment_id"])
    return placed


def quarter_of(day: "pd.Series[pd.Timestamp]") -> "pd.Series[str]":
    """The quarter of each day in words a reader sorts by; without a day, that it is not recorded.

    Examples
    --------
    >>> quarter_of(pd.Series(pd.to_datetime(["2026-02-03", None]))).tolist()
    ['2026 Q1', 'not recorded']
    """
    day = pd.to_datetime(day)
    words = (
        day.dt.year.astype("Int64").astype("string")
        + " Q"
        + day.dt.quarter.astype("Int64").astype("string")
    )
    return words.fillna(NOT_RECORDED).astype(object)


def region_of(tables: dict[str, pd.DataFrame]) -> "pd.Series[str]":
    """``region_id`` by ``unit_id``, the latest on record; empty where no table has regions."""
    months = tables.get("unit_months")
    if months is None or "region_id" not in months:
        return pd.Series(dtype=object)
    ordered = months.dropna(subset=["region_id"]).sort_values(["unit_id", "month"])
    return ordered.drop_duplicates("unit_id", keep="last").set_index("unit_id")["region_id"]
