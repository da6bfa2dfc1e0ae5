"""Where everything stands in the workbook: the one description that writer and reader share."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

FORMAT = "countersign-list/1"
CASES = "Cases"
HOW_TO = "How to use"
CODES = "Codes"
DETAILS = "Details"
MARKING = "OFFICIAL-SENSITIVE"
REVIEWED_BY = "Your staff reference"
FINISHED_ON = "Date you finished"
DETAILS_CHECK = "check"
LONGEST_REFERENCE = 100  # characters, for a staff reference


@dataclass(frozen=True)
class Column:
    """One column of the sheet of cases: facts are locked, input is yellow, keys are hidden."""

    name: str
    title: str
    width: int
    kind: Literal["fact", "input", "key"] = "fact"


COLUMNS = (
    Column("position", "No.", 5),
    Column("reference", "Case reference", 14),
    Column("rating", "Rating", 10),
    Column("assessed", "Assessed", 17),
    Column("age", "Age in weeks", 7),
    Column("at_risk", "Who is at risk", 15),
    Column("why", "Why it is listed", 40),
    Column("look_at", "What to check", 24),
    Column("chance", "How sure", 20),
    Column("status", "Status", 11),
    Column("outcome", "Outcome", 19, "input"),
    Column("new_level", "New level", 13, "input"),
    Column("explanation", "Explanation", 60, "input"),
    Column("next_action", "Next action", 24, "input"),
    Column("follow_up", "Follow-up date", 18, "input"),
    Column("row_key", "Row key", 18, "key"),
    Column("check", "Check value", 18, "key"),
)
AT = {column.name: number for number, column in enumerate(COLUMNS)}
TITLES = {column.title: column.name for column in COLUMNS}
INPUT = tuple(column.name for column in COLUMNS if column.kind == "input")
FIRST_INPUT = AT["outcome"]
_UNDATED = (date(2000, 1, 1), date(2100, 1, 1))  # lists of sources without dates


def dates_from(made_on: date | None) -> tuple[date, date]:
    """First and last date an answer may hold, both included: two years from the list's date.

    Examples
    --------
    >>> [day.isoformat() for day in dates_from(date(2026, 11, 16))]
    ['2026-11-16', '2028-11-15']
    """
    return _UNDATED if made_on is None else (made_on, made_on + timedelta(days=2 * 365))
