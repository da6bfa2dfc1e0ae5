"""Decisions as other stages see them: a snapshot without free text and without who decided."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from contracts.errors import InputError
from worklists.returns.decisions import COLUMNS, Decision, chain_faults

LEFT_OUT = ("rationale", "decided_by")
FROZEN = tuple(name for name in COLUMNS if name not in LEFT_OUT)
VERSION = "countersign/decisions/1"
_RESTORE = "restore the decisions database from its last backup"


def frozen(decisions: Sequence[Decision]) -> pd.DataFrame:
    """Every decision, first to last, without its explanation and without who made it.

    Dates and times stay ISO texts; ``level`` is missing unless the outcome is regrade.
    """
    table = pd.DataFrame([asdict(decision) for decision in decisions], columns=list(COLUMNS))
    numbers = {"rank": "int64", "inclusion_probability": "float64"}
    types = {name: numbers.get(name, "str") for name in FROZEN}
    types |= {"sensitive": "bool", "saw_reasons": "bool"}
    return table[list(FROZEN)].astype(types)


def answered_lists(decisions: Sequence[Decision], listed: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``listed`` that belong to a list with a decision on record.

    Parameters
    ----------
    decisions : sequence of Decision
        Every record.
    listed : DataFrame
        ``list_id`` and other columns, one row a listed case.
    """
    answered = {decision.list_id for decision in decisions}
    return listed[listed["list_id"].isin(answered)].reset_index(drop=True)


def provenance(decisions: Sequence[Decision]) -> dict[str, Any]:
    """What stands beside the snapshot: how many records, up to which, and what was left out."""
    return {
        "snapshot": VERSION,
        "records": len(decisions),
        "lists": len({decision.list_id for decision in decisions}),
        "files": len({decision.source_file_sha256 for decision in decisions}),
        "recorded_up_to": decisions[-1].recorded_at if decisions else None,
        "last_hash": decisions[-1].hash if decisions else None,
        "left_out": list(LEFT_OUT),
    }


def check_grown(decisions: Sequence[Decision], before: Mapping[str, Any] | None) -> None:
    """Refuse records that were changed, or that no longer begin with the last snapshot.

    Parameters
    ----------
    decisions : sequence of Decision
        Every record, first to last.
    before : mapping or None
        The provenance of the last snapshot, if there is one.
    """
    faults = chain_faults(decisions)
    count = before["records"] if before else 0
    if len(decisions) < count:
        faults.append(f"holds {len(decisions)} records; the last snapshot held {count}")
    elif before and count and decisions[count - 1].hash != before["last_hash"]:
        faults.append(f"record {count} is not the last record of the last snapshot")
    if faults:
        raise InputError("the decisions database", faults, _RESTORE)


def current_decisions(table: pd.DataFrame) -> pd.DataFrame:
    """The decisions that no later one supersedes, in their order."""
    return table[~table["decision_id"].isin(set(table["supersedes"]))]


def labels_from_decisions(table: pd.DataFrame) -> pd.DataFrame:
    """Decisions in the shape of audits, for runs whose parameters count them as labels.

    A reader who saw the model's reasons is not an independent auditor, so each row says
    ``selection_reason`` (model_list; targeted for an urgent case) and ``blind_to_model``. A
    request for more information, and a decision that a later one supersedes, is never a label.

    Parameters
    ----------
    table : DataFrame
        A snapshot from :func:`frozen`.

    Returns
    -------
    DataFrame
        ``audit_id``, ``assessment_id``, ``audit_selected_date``, ``audit_completed_date``
        (datetime64[us]), ``audited_rosh``, ``selection_reason``, ``selection_probability`` and
        ``blind_to_model``; the types of the contract of audits.
    """
    kept = current_decisions(table)
    kept = kept[kept["outcome"].isin(["agree", "regrade"])]
    level = kept["level"].where(kept["outcome"] == "regrade", kept["rated_level"])
    labels = pd.DataFrame(
        {
            "audit_id": kept["decision_id"],
            "assessment_id": kept["case_key"],
            "audit_selected_date": _days(kept["listed_on"]),
            "audit_completed_date": _days(kept["decided_at"]),
            "audited_rosh": level,
            "selection_reason": _selection_reason(kept),
            "selection_probability": kept["inclusion_probability"],
            "blind_to_model": (~kept["saw_reasons"]).astype("boolean"),
        }
    )
    return labels.reset_index(drop=True)


def _selection_reason(kept: pd.DataFrame) -> "pd.Series[str]":
    urgent = kept["selected_by"] == "urgent"
    reasons = pd.Series("model_list", index=kept.index, dtype="str")
    return reasons.mask(urgent, "targeted")


def _days(texts: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    return pd.to_datetime(texts.replace("", None)).astype("datetime64[us]")
