"""One team's list as a workbook: facts locked, answers chosen from lists, nothing that runs.

There are no macros or formulas in cells, and no link but a case reference's to its record where a
delivery has the address; every text is stored as text, whatever sign it begins with. The same
list and the same key give the same bytes.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from worklists.case_list import PublishedList
from worklists.plain_text import plain_text
from worklists.workbook import layout
from worklists.workbook.case_rows import case_rows
from worklists.workbook.cases_sheet import write_cases
from worklists.workbook.check_value import check_value
from worklists.workbook.follow_up_sheet import write_follow_ups
from worklists.workbook.other_sheets import write_codes, write_details, write_how_to
from worklists.workbook.styles import styles_of

_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # constant, or bytes would differ
_TEXT_STAYS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(
    published: PublishedList,
    path: Path,
    *,
    key: bytes | None,
    pseudonyms: Mapping[str, str] | None = None,
) -> None:
    """Write the list to ``path`` as an .xlsx file with input columns to fill in and return.

    Parameters
    ----------
    published : PublishedList
        A restricted case shows its reference only, and can still be answered.
    path : Path
        Overwritten if it exists.
    key : bytes or None
        Makes the check value of each row and of the details sheet an HMAC-SHA256; without it
        they are plain SHA-256.
    pseudonyms : mapping of str to str, optional
        The case reference the project knows, by the one shown: for a list that shows others.
    """
    from xlsxwriter import Workbook

    with Workbook(str(path), _TEXT_STAYS_TEXT) as book:
        book.set_properties(
            {"title": f"Cases for review, {_shown(published.unit_id)}", "created": _CREATED}
        )
        styles = styles_of(book)
        sheets = {
            name: book.add_worksheet(name)
            for name in (layout.CASES, layout.HOW_TO, layout.CODES, layout.DETAILS)
        }
        if published.follow_ups:
            write_follow_ups(book.add_worksheet(layout.FOLLOW_UP), published, styles=styles)
        rows = case_rows(published, key=key, pseudonyms=pseudonyms or {})
        write_cases(sheets[layout.CASES], published, rows, styles=styles)
        write_how_to(sheets[layout.HOW_TO], published, styles=styles)
        write_codes(sheets[layout.CODES], published, styles=styles)
        write_details(sheets[layout.DETAILS], details(published, key=key), styles=styles)


def details(published: PublishedList, *, key: bytes | None) -> dict[str, str]:
    """What the very-hidden sheet says about the list, with a check value over all of it."""
    facts = {
        "format": layout.FORMAT,
        "list_id": plain_text(published.list_id),
        "unit_id": plain_text(published.unit_id),
        "made_on": _iso(published.made_on),
        "records_up_to": _iso(published.records_up_to),
        "expires_on": _iso(published.expires_on),
        "ranked_by": plain_text(published.ranked_by),
        "levels": json.dumps([level.code for level in published.levels]),
        "level_titles": json.dumps([plain_text(level.title) for level in published.levels]),
        "cases": str(len(published.cases)),
        "content_sha256": _content_hash(published),
        "keyed": "no" if key is None else "yes",
    }
    return facts | {layout.DETAILS_CHECK: details_check(facts, key=key)}


def details_check(facts: dict[str, str], *, key: bytes | None) -> str:
    """Check value over the details of a list, in the order of their names."""
    pairs = sorted((name, value) for name, value in facts.items() if name != layout.DETAILS_CHECK)
    return check_value([part for pair in pairs for part in pair], key=key)


def _content_hash(published: PublishedList) -> str:
    content = json.dumps(asdict(published), sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()


def _shown(text: str) -> str:
    return plain_text(text)[:100]


def _iso(day: object) -> str:
    return "" if day is None else str(day)
