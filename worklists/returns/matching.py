"""Whether a file is a list that was sent, and its rows are the rows that were sent."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from contracts.secret_key import LIST_VARIABLE
from worklists.returns.issued import IssuedCase, IssuedList
from worklists.returns.reading import ReturnedList, ReturnedRow
from worklists.workbook import layout
from worklists.workbook.book import details_check
from worklists.workbook.case_rows import row_parts
from worklists.workbook.check_value import check_value

_COPY = "copy the answers into the list as it was sent to you"


@dataclass(frozen=True)
class WorkbookLevels:
    """The scale as the workbook shows it, least severe first."""

    codes: tuple[str, ...]
    titles: tuple[str, ...]

    def title(self, code: str) -> str:
        """The title of a level; empty where there is none."""
        return dict(zip(self.codes, self.titles, strict=True)).get(code, "")

    def code(self, title: str) -> str | None:
        """The level of a title; None where it is none."""
        return dict(zip(self.titles, self.codes, strict=True)).get(title)


@dataclass(frozen=True)
class MatchedRow:
    """A returned row beside the case it answers."""

    row: ReturnedRow
    case: IssuedCase


def levels_of(returned: ReturnedList) -> WorkbookLevels:
    """The scale in the hidden details, whose check value holds."""
    details = returned.details
    return WorkbookLevels(
        tuple(json.loads(details["levels"])), tuple(json.loads(details["level_titles"]))
    )


def list_faults(
    returned: ReturnedList, issued: Mapping[str, IssuedList], *, key: bytes | None
) -> list[str]:
    """Why the file as a whole cannot be matched to a list that was sent; empty where it can."""
    details = dict(returned.details)
    if details.get("format") != layout.FORMAT:
        return [f"is not a list of the kind read here ({layout.FORMAT}); {_COPY}"]
    if fault := _check_fault(details, key=key):
        return [fault]
    if details["list_id"] not in issued:
        return ["its list is not among the rounds read; name that round's folder with --lists"]
    return [f"{span}: merged cells; unmerge them and fill in each cell" for span in returned.merged]


def _check_fault(details: dict[str, str], *, key: bytes | None) -> str:
    """Why the check value over the details does not hold; empty where it does."""
    keyed, check = details.get("keyed") == "yes", details.get(layout.DETAILS_CHECK)
    if check == details_check(details, key=key) and keyed == (key is not None):
        return ""
    if keyed and key is None:
        return f"was sent with a key; set {LIST_VARIABLE} to the key it was made with"
    if keyed:
        return (
            f"does not fit the key in {LIST_VARIABLE} or COUNTERSIGN_KEY; set the key it was sent "
            f"with. If that is the key, its hidden details were changed: {_COPY}"
        )
    if key is not None and check == details_check(details, key=None):
        return (
            "was sent without a key, and there is one now, which changes nothing for a list "
            f"already sent; set {LIST_VARIABLE} to nothing to take it in"
        )
    return f"its hidden details are not those of a list we sent; {_COPY}"


def matched_rows(
    returned: ReturnedList, issued: IssuedList, *, key: bytes | None
) -> tuple[list[MatchedRow], list[str]]:
    """The rows that are rows of the list, and a fault for each that is not."""
    levels = levels_of(returned)
    keys = [row.cells["row_key"].text for row in returned.rows]
    times = Counter(keys)
    matched, faults = [], []
    for row, row_key in zip(returned.rows, keys, strict=True):
        case = issued.cases.get(row_key)
        at = row.cells["case_reference"].at
        if case is None:
            faults.append(f"{at}: row {row.number} is not on the list we sent; delete the row")
        elif times[row_key] > 1:
            faults.append(f"{at}: row {row.number} is there {times[row_key]} times; keep one")
        elif not _as_sent(row, case, issued.list_id, levels=levels, key=key):
            faults.append(f"{at}: row {row.number} does not match the list we sent; {_COPY}")
        else:
            matched.append(MatchedRow(row, case))
    return matched, faults


def _as_sent(
    row: ReturnedRow, case: IssuedCase, list_id: str, *, levels: WorkbookLevels, key: bytes | None
) -> bool:
    """Whether the row's check value holds and its rating is the one on the list."""
    cells = row.cells
    rated = "" if case.restricted else levels.title(case.assigned)
    day = cells["assessment_date"].day
    parts = row_parts(
        list_id,
        key=cells["row_key"].text,
        reference=cells["case_reference"].text,
        rating=cells["assigned_title"].text,
        assessed=cells["assessment_date"].text if day is None else day.isoformat(),
    )
    return cells["assigned_title"].text == rated and cells["check"].text == check_value(
        parts, key=key
    )
