"""Reads what earlier stages wrote into records for learning."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from contracts.checked_folder import CheckedFolder
from contracts.source import Source
from models.training.data.records import Records, assemble


def read_records(
    checked: Path, features: Path, catalogue: Path, *, decisions: Path | None = None
) -> Records:
    """Features and labels of the checked folder, aligned.

    ``decisions`` is a folder of frozen decisions that count as labels too, where no audit is on
    record; without its ``labels.parquet``, and for an outcome source, audits alone count.
    """
    folder = CheckedFolder(checked)
    source, audits = Source.load(folder.source_file), folder.table("audits")
    audits = audits.assign(dependent=_dependent(audits))
    if decisions is not None and source.label == "audit":
        audits = _with_decisions(audits, decisions / "labels.parquet")
    records = assemble(
        pd.read_parquet(features),
        audits=audits,
        catalogue=json.loads(catalogue.read_text(encoding="utf-8")),
        source=source,
    )
    return replace(records, right=np.where(_immature(records), np.nan, records.right))


def _dependent(audits: pd.DataFrame) -> "pd.Series[bool]":
    """Audits that a list of this project prompted, or whose reviewer had seen score or reasons."""
    read = audits.reindex(columns=["selection_reason", "blind_to_model"]).astype("object")
    return read["selection_reason"].eq("model_list") | read["blind_to_model"].eq(False)


def _with_decisions(audits: pd.DataFrame, file: Path) -> pd.DataFrame:
    if not file.exists():
        return audits
    labels = pd.read_parquet(file).assign(dependent=False)  # counted because a parameter says so
    new = labels[~labels["assessment_id"].isin(audits["assessment_id"])]
    return pd.concat([audits, new], ignore_index=True)


def _immature(records: Records) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Outcomes not watched for the whole follow-up: only the early ones would count."""
    source = records.source
    if source.label != "outcome" or source.observed_until is None:
        return np.zeros(len(records), dtype=bool)
    watched = pd.to_datetime(records.table["assessment_date"]) + pd.Timedelta(
        days=source.label_lag_days
    )
    return (watched > pd.Timestamp(source.observed_until)).to_numpy(bool)
