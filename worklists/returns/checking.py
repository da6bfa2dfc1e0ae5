"""The answers of one row, checked: either what was decided, or every fault with its cell and cure.

No message repeats what a cell holds: answers may name people.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from contracts.wording import date_in_words
from worklists.plain_text import plain_text
from worklists.returns.issued import IssuedCase
from worklists.returns.matching import WorkbookLevels
from worklists.returns.reading import Answer, ReturnedList, ReturnedRow
from worklists.workbook import layout
from worklists.workbook.outcomes import (
    BY_TITLE,
    LONGEST_EXPLANATION,
    NEXT_ACTIONS,
    OUTCOMES,
    ReviewOutcome,
)

_A_DATE = "enter a date, such as 3 March 2026, in a cell formatted as a date"


@dataclass(frozen=True)
class RowAnswers:
    """What a reader decided about one case; ``outcome`` is never 'not reviewed'."""

    outcome: ReviewOutcome
    level: str | None
    explanation: str
    next_action: str
    follow_up: date | None


def check_row(
    row: ReturnedRow, case: IssuedCase, *, levels: WorkbookLevels, made_on: date | None
) -> tuple[RowAnswers | None, list[str]]:
    """The answers of a row, None where it has none to record; and its faults."""
    cells = {name: row.cells[name] for name in layout.INPUT}
    faults = [_not_plain(cell) for cell in cells.values() if cell.kind in ("formula", "other")]
    if faults or all(cell.kind == "blank" for cell in cells.values()):
        return None, faults
    outcome = BY_TITLE.get(cells["outcome"].text)
    if outcome is None:
        return None, [_outcome_fault(cells["outcome"])]
    level = levels.code(cells["new_level"].text)
    checks: tuple[Callable[[], str], ...] = (
        lambda: _level_fault(cells["new_level"], outcome, rated=case.assigned, levels=levels),
        lambda: _explanation_fault(cells["explanation"], outcome),
        lambda: _action_fault(cells["next_action"]),
        lambda: date_fault(cells["follow_up"], made_on=made_on),
    )
    faults = [fault for check in checks if (fault := check())]
    if faults or not outcome.recorded_as:
        return None, faults
    answers = RowAnswers(
        outcome=outcome,
        level=level,
        explanation=plain_text(cells["explanation"].text),
        next_action=cells["next_action"].text,
        follow_up=cells["follow_up"].day,
    )
    return answers, []


def signature_faults(
    returned: ReturnedList, *, made_on: date | None, last_day: date | None, today: date
) -> list[str]:
    """What is amiss with who answered, and when: needed once anything is to be recorded."""
    by, on = returned.reviewed_by, returned.finished_on
    faults = []
    if by.kind not in ("text", "number") or len(by.text) > layout.LONGEST_REFERENCE:
        faults.append(
            f"{by.at}: enter your staff reference, {layout.LONGEST_REFERENCE} characters or fewer"
        )
    if on.kind == "blank":
        faults.append(f"{on.at}: enter the date you finished the list")
    elif fault := date_fault(on, made_on=made_on):
        faults.append(fault)
    elif on.day is not None and on.day > today:
        faults.append(f"{on.at}: lies in the future; enter the date you finished the list")
    elif on.day is not None and last_day is not None and on.day > last_day:
        faults.append(
            f"{on.at}: lies after {date_in_words(last_day)}, the last day for this list; "
            "use the newest list of your team"
        )
    return faults


def date_fault(cell: Answer, *, made_on: date | None) -> str:
    """What is amiss with a date; empty where it is blank or within two years of the list."""
    if cell.kind == "blank":
        return ""
    first, last = layout.dates_from(made_on)
    if cell.day is None:
        return f"{cell.at}: {_A_DATE}"
    if not first <= cell.day <= last:
        return f"{cell.at}: enter a date from {date_in_words(first)} to {date_in_words(last)}"
    return ""


def _not_plain(cell: Answer) -> str:
    if cell.kind == "formula":
        return f"{cell.at}: holds a formula; type the answer itself"
    return f"{cell.at}: holds something that is neither text nor a date; type the answer"


def _outcome_fault(cell: Answer) -> str:
    if cell.kind == "blank":
        return f"{cell.at}: choose an outcome, or clear the other answers of the row"
    return f"{cell.at}: choose one of: {', '.join(outcome.title for outcome in OUTCOMES)}"


def _level_fault(
    cell: Answer, outcome: ReviewOutcome, *, rated: str, levels: WorkbookLevels
) -> str:
    if not outcome.direction:
        clear = "clear the new level, or choose 'Level raised' or 'Level lowered'"
        return "" if cell.kind == "blank" else f"{cell.at}: {clear}"
    if cell.kind == "blank":
        return f"{cell.at}: choose a new level"
    level = levels.code(cell.text)
    if level is None:
        return f"{cell.at}: choose one of: {', '.join(levels.titles)}"
    gap = levels.codes.index(level) - levels.codes.index(rated)
    if gap == 0:
        return f"{cell.at}: is the level already given; choose another, or 'Level confirmed'"
    if gap * outcome.direction < 0:
        side = "above" if outcome.direction > 0 else "below"
        return f"{cell.at}: choose a level {side} the rating, or the other outcome"
    return ""


def _explanation_fault(cell: Answer, outcome: ReviewOutcome) -> str:
    if cell.kind == "blank":
        return f"{cell.at}: explain the outcome" if outcome.recorded_as else ""
    if cell.kind != "text":
        return f"{cell.at}: write the explanation as text"
    if len(cell.text) > LONGEST_EXPLANATION:
        too_many = len(cell.text) - LONGEST_EXPLANATION
        return f"{cell.at}: {too_many:,} characters too long; use {LONGEST_EXPLANATION:,} or fewer"
    return ""


def _action_fault(cell: Answer) -> str:
    if cell.kind == "blank" or cell.text in NEXT_ACTIONS:
        return ""
    return f"{cell.at}: choose one of: {', '.join(NEXT_ACTIONS)}"
