"""Reads what the ranking needs from the files of earlier stages."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from contracts.refusal import Refusal
from contracts.source import Source
from worklists.ranking_keys import case_references
from worklists.ranking_lists import FIRST_TYPES
from worklists.ranking_pool import Records

NO_DECISIONS = {"assessment_id": "str", "outcome": "str", "decided_on": "datetime64[us]"}


def read_records(
    scores: pd.DataFrame, checked: Path, *, source: Source, decisions: str | None, key: str
) -> Records:
    """What is on record on the source's run date; ``key`` made the decisions' case references."""
    assessments = pd.read_parquet(checked / "tables" / "assessments.parquet")
    return Records(
        scores=scores,
        assessments=assessments,
        audits=pd.read_parquet(checked / "tables" / "audits.parquet"),
        decisions=read_decisions(decisions, assessments["assessment_id"], key),
        run_date=None if source.run_date is None else pd.Timestamp(source.run_date),
        fully_audited=source.fully_audited,
    )


def read_capacity(path: str | None) -> pd.DataFrame | None:
    """The capacity file as text, or None where none is named."""
    if path is None:
        return None
    try:
        return pd.read_csv(path, dtype=str, encoding="utf-8-sig", skipinitialspace=True)
    except (OSError, ValueError) as fault:
        raise _unreadable("capacity file", fault) from None


def read_previous(folder: str | None) -> pd.DataFrame:
    """The previous list's cases and how each was first listed; no rows where none is named.

    Raises
    ------
    Refusal
        If the folder holds no list of this version.
    """
    columns = ["assessment_id", "unit_id", *FIRST_TYPES]
    if folder is None:
        return pd.DataFrame(columns=columns).astype(FIRST_TYPES)
    try:
        return pd.read_parquet(Path(folder) / "worklist.parquet", columns=columns)
    except (OSError, ValueError) as fault:
        raise _unreadable("rank.previous", fault) from None


def read_decisions(path: str | None, ids: "pd.Series[str]", key: str) -> pd.DataFrame:
    """The latest decision on each assessment, found again by its case reference.

    Parameters
    ----------
    path : str or None
        The frozen decisions, with ``case_key``, ``outcome`` and ``decided_at``.
    ids : Series
        Every assessment on record.
    key : str
        The key that the references were made with. Decisions made with another key, or on
        assessments no longer on record, are left out.
    """
    if path is None:
        return pd.DataFrame(columns=list(NO_DECISIONS)).astype(NO_DECISIONS)
    wanted = ["case_key", "outcome", "decided_at"]
    try:
        frozen = pd.read_parquet(path, columns=wanted)
    except (OSError, ValueError) as fault:
        raise _unreadable("rank.decisions", fault) from None
    latest = frozen.sort_values("decided_at", kind="stable").drop_duplicates(
        "case_key", keep="last"
    )
    known = pd.DataFrame({"assessment_id": ids, "case_key": case_references(ids, key)})
    found = latest.merge(known, on="case_key", validate="one_to_one")
    decided = pd.to_datetime(found["decided_at"], utc=True).dt.tz_localize(None)
    return found.assign(decided_on=decided.dt.normalize())[list(NO_DECISIONS)].astype(NO_DECISIONS)


def read_json(path: Path) -> Any:
    """The content of a JSON file that an earlier stage wrote."""
    return json.loads(path.read_text(encoding="utf-8"))


def _unreadable(where: str, fault: Exception) -> Refusal:
    told = f"it cannot be read ({type(fault).__name__})"
    return Refusal(where, [told], "correct the path in section 'rank' of params.yaml")
