"""Whether a file is a list that was sent, and its rows are the rows that were sent."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from worklists import workbook_layout as layout
from worklists.check_value import KEY_VARIABLE, check_value
from worklists.returns.issued import IssuedCase, IssuedList
from worklists.returns.reading import ReturnedList, ReturnedRow
from worklists.workbook import details_check
from worklists.workbook_cases import row_parts

_COPY = "copy the answers into the list as it was sent to you"


@dataclass(frozen=True)
class Matched:
    """A returned row beside the case it answers."""

    row: ReturnedRow
    case: IssuedCase


def list_faults(
    returned: ReturnedList, issued: Mapping[str, IssuedList], *, key: bytes | None
) -> list[str]:
    """Why the file as a whole cannot be matched to a list that was sent; empty where it can."""
    details = dict(returned.details)
    if details.get("format") != layout.FORMAT:
        return [f"is not a list of the kind read here ({layout.FORMAT}); {_COPY}"]
    if details.get("keyed") == "yes" and key is None:
        return [f"was sent with a key; set {KEY_VARIABLE} to the key it was made with"]
    if details.get(layout.DETAILS_CHECK) != details_check(details, key=key):
        return [f"its hidden details are not those of a list we sent; {_COPY}"]
    if details["list_id"] not in issued:
        return ["its list is not among the rounds read; name that round's folder with --lists"]
    return [f"{span}: merged cells; unmerge them and fill in each cell" for span in returned.merged]


def matched_rows(
    returned: ReturnedList, issued: IssuedList, *, key: bytes | None
) -> tuple[list[Matched], list[str]]:
    """The rows that are rows of the list, and a fault for each that is not."""
    keys = [row.cells["row_key"].text for row in returned.rows]
    times = Counter(keys)
    matched, faults = [], []
    for row, own_key in zip(returned.rows, keys, strict=True):
        case = issued.cases.get(own_key)
        at = row.cells["reference"].at
        if case is None:
            faults.append(f"{at}: row {row.number} is not on the list we sent; delete the row")
        elif times[own_key] > 1:
            faults.append(f"{at}: row {row.number} is there {times[own_key]} times; keep one")
        elif _check(row, issued.list_id, key=key) != row.cells["check"].text:
            faults.append(f"{at}: row {row.number} does not match the list we sent; {_COPY}")
        else:
            matched.append(Matched(row, case))
    return matched, faults


def _check(row: ReturnedRow, list_id: str, *, key: bytes | None) -> str:
    """The check value of the row as it came back."""
    cells = row.cells
    day = cells["assessed"].day
    parts = row_parts(
        list_id,
        key=cells["row_key"].text,
        reference=cells["reference"].text,
        rating=cells["rating"].text,
        assessed=cells["assessed"].text if day is None else day.isoformat(),
    )
    return check_value(parts, key=key)
