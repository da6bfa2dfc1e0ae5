"""A list for other tools: CSV for those without a spreadsheet program, JSON Lines for machines."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from contracts.files.csv_writer import csv_text
from worklists.case_list import PublishedList
from worklists.column_kinds import csv_cell
from worklists.listed_case import RESTRICTED, PublishedCase
from worklists.publishing.case_schema import schema_name

_LIST_TITLES = ("Team", "List", "List made", "Use until", "How it was ranked", "About this list")


def as_csv(published: PublishedList) -> str:
    """The list as CSV text: a header and one row a case, every cell quoted, dates as 2026-03-02."""
    columns = [one for one in published.columns if one.title]
    about = _about(published)
    rows = [(*(csv_cell(one, case) for one in columns), *about) for case in published.cases]
    return csv_text([*(one.title for one in columns), *_LIST_TITLES], rows)


def as_json_lines(published: PublishedList) -> str:
    """One JSON object a line and a case, as ``schema/published_case.v1.schema.json`` says.

    A list without cases is an empty text.
    """
    return "".join(_line(case, published) + "\n" for case in published.cases)


def _about(published: PublishedList) -> tuple[str | None, ...]:
    return (
        published.unit_id,
        published.list_id,
        _iso(published.made_on),
        _iso(published.expires_on),
        published.ranked_by,
        " ".join(published.sentences),
    )


def _line(case: PublishedCase, published: PublishedList) -> str:
    content: dict[str, Any] = {
        "schema": schema_name(published.case_type),
        "list_id": published.list_id,
        "unit_id": published.unit_id,
        "pdu": published.pdu,
        "region": published.region,
        "source": published.source_title,
        "made_on": published.made_on,
        "records_up_to": published.records_up_to,
        "expires_on": published.expires_on,
        "ranked_by": published.ranked_by,
        "sentences": published.sentences,
        "access": RESTRICTED if case.restricted else "",
        **asdict(case),
    }
    # Escaped to ASCII: no line separator that some readers take for the end of a line.
    return json.dumps(content, allow_nan=False, default=date.isoformat)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
