"""A list for other tools: CSV for those without a spreadsheet program, JSON Lines for machines."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from contracts.csv_files import csv_text
from worklists.case_list import RESTRICTED, PublishedCase, PublishedList

SCHEMA = "countersign/published_case/1"
SCHEMA_FILE = "published_case.v1.schema.json"
_HEADER = (
    "No.",
    "Case reference",
    "Rating",
    "Assessed",
    "Weeks since assessed",
    "Who is at risk",
    "Why it is listed",
    "What speaks against",
    "What is missing",
    "Where to look",
    "How sure",
    "Access",
    "Early licence",
    "Weeks carried over",
    "Team",
    "List",
    "List made",
    "Use until",
    "How it was ranked",
    "About this list",
)


def as_csv(published: PublishedList) -> str:
    """The list as CSV text: a header and one row a case, every cell quoted, dates as 2026-03-02.

    No cell starts with a sign that a spreadsheet program would run as a formula: an apostrophe
    is put before it.
    """
    return csv_text(_HEADER, [_row(case, published) for case in published.cases])


def as_json_lines(published: PublishedList) -> str:
    """One JSON object a line and a case, as ``schema/published_case.v1.schema.json`` says.

    A list without cases is an empty text.
    """
    return "".join(_line(case, published) + "\n" for case in published.cases)


def _row(case: PublishedCase, published: PublishedList) -> list[object]:
    return [
        case.position,
        case.case_reference,
        case.assigned_title,
        _iso(case.assessment_date),
        case.age_weeks,
        _joined(case.at_risk),
        _joined(case.reasons),
        _joined(case.against),
        _joined(case.missing),
        _joined(case.look_at),
        case.chance_words,
        RESTRICTED if case.restricted else "",
        "yes" if case.early_licence else "",
        case.carried_weeks or "",
        published.unit_id,
        published.list_id,
        _iso(published.made_on),
        _iso(published.expires_on),
        published.ranked_by,
        " ".join(published.sentences),
    ]


def _joined(texts: Sequence[str]) -> str:
    return " | ".join(texts)


def _line(case: PublishedCase, published: PublishedList) -> str:
    content: dict[str, Any] = {
        "schema": SCHEMA,
        "list_id": published.list_id,
        "unit_id": published.unit_id,
        "source": published.source_title,
        "made_on": _iso(published.made_on),
        "records_up_to": _iso(published.records_up_to),
        "expires_on": _iso(published.expires_on),
        "ranked_by": published.ranked_by,
        "sentences": published.sentences,
        "access": RESTRICTED if case.restricted else "",
        **asdict(case),
    }
    content["assessment_date"] = _iso(case.assessment_date)
    # Escaped to ASCII: no line separator that some readers take for the end of a line.
    return json.dumps(content, allow_nan=False)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
