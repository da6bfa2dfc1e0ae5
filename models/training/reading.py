"""Reads what earlier stages wrote into records for learning."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from contracts.source import Source
from models.training.records import Records, assemble

AUDIT_COLUMNS = ["audit_id", "assessment_id", "audit_completed_date"]


def read_records(checked: Path, features: Path, catalogue: Path) -> Records:
    """Features and labels of the checked folder, aligned."""
    source = Source.load(checked / "source.json")
    audits_file = checked / "tables" / "audits.parquet"
    audits = pd.read_parquet(audits_file) if audits_file.exists() else _no_audits()
    records = assemble(
        pd.read_parquet(features),
        audits=audits,
        catalogue=json.loads(catalogue.read_text(encoding="utf-8")),
        source=source,
    )
    return replace(records, right=np.where(_immature(records), np.nan, records.right))


def _no_audits() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="object") for name in AUDIT_COLUMNS})


def _immature(records: Records) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Outcomes not watched for the whole follow-up: only the early ones would count."""
    source = records.source
    if source.truth != "outcome" or source.observed_until is None:
        return np.zeros(len(records), dtype=bool)
    watched = pd.to_datetime(records.table["assessment_date"]) + pd.Timedelta(
        days=source.label_lag_days
    )
    return (watched > pd.Timestamp(source.observed_until)).to_numpy(bool)
