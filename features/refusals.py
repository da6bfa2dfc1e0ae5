"""What may never become a feature, with the reason: enforced when the registry is imported.

A rating is audited to learn whether it was right. A column written because of the rating, or
after the audit, would restate the answer; a protected characteristic must not decide who is
looked at twice.
"""

from collections.abc import Iterable

from contracts.errors import InputError
from contracts.identifying import identifies
from contracts.protected import characteristic_of, words_of
from contracts.table import Table

COPIES_OF_THE_RATING = (
    "RVHR", "RVRH", "RHRH", "RMRH", "RLRH", "RCHD", "REG15", "REG16", "REG17", "AV2S",
)  # fmt: skip
REFUSED_REGISTERS = ("ASFO", "RMDO")  # a review after the harm; a proxy of disability

_RESTATES = "restates the rating: it is computed from it or triggered by it"
_AUDIT = "belongs to the audit, which is what is to be predicted"
_PROTECTED = "is a protected characteristic, a close proxy of one, or identifies people"
_STAFF = "identifies a member of staff; no staff member is ever scored"
REFUSED_COLUMNS = {
    "assessments.countersigned_date": _RESTATES,
    "assessments.countersign_outcome": _RESTATES,
    "assessments.assessor_id": _STAFF,
    "practitioner_months.assessor_id": _STAFF,
    "assessments.lao_status": "says who may see the case, not how serious it is",
    "enquiries.chased": "carries no date, so it may have been set after signature",
    "registrations.next_review_date": "is moved after signature without a date of its own",
}
TOO_LATE = ("after signature", "never", "when the")
REFUSED_TABLES = {"audits": _AUDIT, "protected": _PROTECTED}
REFUSED_WORDS = {
    "tier": _RESTATES,
    "countersign": _RESTATES,
    "countersigned": _RESTATES,
    "audited": _AUDIT,
    "audit": _AUDIT,
    "reviewer": _AUDIT,
    "selection": _AUDIT,
}


def refused_because(column: str, tables: dict[str, Table]) -> str | None:
    """Why ``table.column`` may not feed a feature; None where it may.

    Examples
    --------
    >>> refused_because("audits.selection_reason", {})
    'belongs to the audit, which is what is to be predicted'
    >>> refused_because("extra.triage_minutes", {}) is None
    True
    """
    table, _, name = column.partition(".")
    listed = REFUSED_TABLES.get(table) or REFUSED_COLUMNS.get(column)
    worded = next((REFUSED_WORDS[word] for word in words_of(name) if word in REFUSED_WORDS), None)
    personal = _PROTECTED if characteristic_of(name) or identifies(name) else None
    return listed or worded or personal or _known_too_late(table, name, tables)


def refuse(columns: Iterable[tuple[str, str]], tables: dict[str, Table]) -> None:
    """Raise one InputError for every (feature, ``table.column``) that may not be used."""
    faults = [
        f"feature '{feature}' reads {column}, which {reason}"
        for feature, column in columns
        if (reason := refused_because(column, tables))
    ]
    if faults:
        raise InputError("features", faults, "drop the feature; features/refusals.py has the list")


def _known_too_late(table: str, name: str, tables: dict[str, Table]) -> str | None:
    if table not in tables or name not in tables[table].names:
        return None
    moment = tables[table].column(name).known.lower()
    return f"is known only {moment}" if moment.startswith(TOO_LATE) else None
