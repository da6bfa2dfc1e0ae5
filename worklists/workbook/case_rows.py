"""What the rows of the sheet of cases say, and the values that show that they came back whole."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from worklists.case_list import PublishedList
from worklists.column_kinds import CaseColumn, status_tags
from worklists.listed_case import RESTRICTED, PublishedCase
from worklists.plain_text import plain_text
from worklists.workbook.check_value import check_value, row_key


def case_rows(
    published: PublishedList, *, key: bytes | None, pseudonyms: Mapping[str, str]
) -> list[dict[str, Any]]:
    """What each row says, by the names of the columns, its link, hidden key and check value."""
    rows = []
    for case in published.cases:
        shown = case.case_reference
        name = row_key(published.list_id, pseudonyms.get(shown, shown))
        signed = row_parts(
            published.list_id,
            key=name,
            reference=plain_text(shown),
            rating=plain_text(case.assigned_title),
            assessed="" if case.assessment_date is None else case.assessment_date.isoformat(),
        )
        hidden = {"row_key": name, "check": check_value(signed, key=key), "link": case.link}
        rows.append(_facts(case, published.columns) | hidden)
    return rows


def row_parts(list_id: str, *, key: str, reference: str, rating: str, assessed: str) -> list[str]:
    """What a row's check value covers: the list, the row, and the facts a decision rests on."""
    return ["case", list_id, key, reference, rating, assessed]


def _facts(case: PublishedCase, columns: Sequence[CaseColumn]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    card = ""
    for one in columns:
        if one.place == "card":
            card = one.name
        if one.width:
            facts[one.name] = _cell(getattr(case, one.name))
        elif one.place == "below":
            added = _lines(f"{one.title}: {text}" for text in getattr(case, one.name))
            facts[card] = "\n".join(filter(None, [facts[card], added]))
    first_card = next(one.name for one in columns if one.place == "card")
    if case.restricted:
        facts[first_card] = RESTRICTED
    return facts | {"status": _lines(words for _, words in status_tags(columns, case))}


def _cell(value: object) -> str | int | date | None:
    if value is None or isinstance(value, int | date):
        return value
    return _lines(value) if isinstance(value, tuple) else plain_text(value)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(plain_text(text) for text in texts)
