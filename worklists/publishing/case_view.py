"""How a listed case is laid out on the page: the cells of its row, its tags and its card."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from contracts.wording import date_in_words
from worklists.case_list import PublishedList
from worklists.column_kinds import CaseColumn, is_filled, status_tags
from worklists.listed_case import PublishedCase

SORTS = {"number": "position", "level": "level", "date": "date"}  # by the column's kind
NEW = "new"  # the status of a case that was on no list before


@dataclass(frozen=True)
class PageColumn:
    """A column of the table on the page: what its cells show, and by what the script sorts it."""

    title: str
    sort: str
    shown: tuple[CaseColumn, ...]

    @property
    def name(self) -> str:
        """The name of its class in the style sheet."""
        return re.sub("[^a-z]+", "-", self.title.lower()).strip("-")


@dataclass(frozen=True)
class CardSection:
    """One heading of a case's card with the texts beneath it, and a quieter one after them."""

    title: str
    texts: tuple[str, ...]
    beside: str = ""


def page_columns(published: PublishedList) -> list[PageColumn]:
    """The columns of the table; one that would be empty in every row is left out."""
    columns: list[PageColumn] = []
    for one, beside in _with_beside(published.columns, "cell"):
        filled = any(is_filled(one, case) for case in published.cases)
        if filled or one.always or one.kind == "level":
            columns.append(PageColumn(one.title, SORTS.get(one.kind, "text"), (one, *beside)))
    if any(statuses(published, case) != [NEW] for case in published.cases):
        columns.append(PageColumn("Status", "text", ()))
    return columns


def card_blocks(published: PublishedList, case: PublishedCase) -> list[list[CardSection]]:
    """What the card says, block by block; the first block always says why the case is listed."""
    blocks: list[list[CardSection]] = []
    for one, beside in _with_beside(published.columns, "card", "below"):
        if one.place == "card":
            blocks.append([])
        texts = _texts(one, case)
        quiet = " ".join(text for other in beside for text in _texts(other, case))
        if texts or (len(blocks) == 1 and not blocks[0]):
            blocks[-1].append(CardSection(one.title, texts, quiet))
    return [block for block in blocks if block]


def statuses(published: PublishedList, case: PublishedCase) -> list[str]:
    """What the filter finds a case by: the columns its tags come from, and whether it is new."""
    from_tags = [name for name, _ in status_tags(published.columns, case)]
    return from_tags if case.carried_since or case.restricted else [NEW, *from_tags]


def case_groups(published: PublishedList) -> dict[int, str]:
    """Headings by the position of the first case beneath each; none where all cases are new."""
    if not any(case.carried_since for case in published.cases):
        return {}
    headings: dict[int, str] = {}
    last = ""
    for case in published.cases:
        heading = _heading(case)
        if heading != last:
            headings[case.position] = last = heading
    return headings


def _heading(case: PublishedCase) -> str:
    if case.carried_since is None:
        return "New on this list"
    return f"Carried over: first listed on {date_in_words(case.carried_since)}"


def status_filters(published: PublishedList) -> list[dict[str, str]]:
    """The choices of the status filter that at least one case has."""
    titles = {one.name: one.tag for one in published.columns if one.place == "status"}
    titles = {NEW: "New on this list"} | titles
    present = {status for case in published.cases for status in statuses(published, case)}
    found = [{"value": name, "text": text} for name, text in titles.items() if name in present]
    return [{"value": "", "text": "All"}, *found]


def _with_beside(
    columns: Sequence[CaseColumn], *places: str
) -> list[tuple[CaseColumn, list[CaseColumn]]]:
    """The columns at those places, each with the columns that stand beside it."""
    found: list[tuple[CaseColumn, list[CaseColumn]]] = []
    at_place = False
    for one in columns:
        if one.place == "beside" and at_place:
            found[-1][1].append(one)
        elif one.place != "beside":
            at_place = one.place in places
            found += [(one, [])] if at_place else []
    return found


def _texts(one: CaseColumn, case: PublishedCase) -> tuple[str, ...]:
    value: Any = getattr(case, one.name)
    if not is_filled(one, case):
        return ()
    return value if isinstance(value, tuple) else (str(value),)
