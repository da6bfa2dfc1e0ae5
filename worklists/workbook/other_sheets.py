"""The sheets beside the cases: how to use the list, its codes, and its hidden details."""

from datetime import date
from math import ceil
from typing import Any

from worklists.case_list import PublishedList
from worklists.plain_text import plain_text
from worklists.workbook import layout
from worklists.workbook.outcomes import LONGEST_EXPLANATION, NEXT_ACTIONS, OUTCOMES
from worklists.workbook.styles import Styles

LINE = 14.0  # points
LETTERS_A_LINE = 90
_STEPS = (
    "Read the case in the case system, and talk with the practitioner, before you decide.",
    "On the sheet 'Cases', fill in the yellow columns. Everything else is locked.",
    f"Explain each outcome in your own words, in {LONGEST_EXPLANATION:,} characters or fewer.",
    "Where a level is raised or lowered, choose the new level too. Red shows what is missing.",
    "You may filter, hide or delete rows. Do not paste rows twice, merge cells or add rows.",
    "Fill in the two yellow cells below, save as an .xlsx workbook, and send it back.",
    "Nothing here changes the case record. A new level still needs the usual reassessment.",
)


def write_how_to(sheet: Any, published: PublishedList, *, styles: Styles) -> None:
    """Write what the list is, how to answer it, and the two cells about the person who did."""
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, "How to use this list", styles.heading)
    row = 2
    for title, value in _about(published):
        sheet.write_string(row, 0, title, styles.fact)
        if isinstance(value, date):
            sheet.write_datetime(row, 1, value, styles.fact_date)
        else:
            sheet.write_string(row, 1, value, styles.fact)
        row += 1
    notes = [("Please note", plain_text(sentence)) for sentence in published.sentences]
    steps = [(f"Step {number}", step) for number, step in enumerate(_STEPS, start=1)]
    row = _paragraphs(sheet, row, [*notes, *steps], styles=styles)
    _about_you(sheet, row + 1, published, styles=styles)
    meanings = [(outcome.title, outcome.meaning) for outcome in OUTCOMES]
    _paragraphs(sheet, row + 4, meanings, styles=styles)
    layout.finish(sheet, published.marking)


def _paragraphs(sheet: Any, row: int, texts: list[tuple[str, str]], *, styles: Styles) -> int:
    """Write titles and texts from a row on, each as high as it needs; the row after them."""
    for title, text in texts:
        sheet.set_row(row, LINE * ceil(len(text) / LETTERS_A_LINE))
        sheet.write_string(row, 0, title, styles.fact)
        sheet.write_string(row, 1, text, styles.fact)
        row += 1
    return row


def write_codes(sheet: Any, published: PublishedList, *, styles: Styles) -> None:
    """Write the choices of the drop-downs; hidden, since the other sheets say what they mean."""
    titles = [plain_text(level.title) for level in published.levels]
    columns = (
        ("Outcome", 20, [outcome.title for outcome in OUTCOMES]),
        ("Meaning", 60, [outcome.meaning for outcome in OUTCOMES]),
        ("Order", 8, [str(number) for number in range(1, len(titles) + 1)]),
        ("Level, least severe first", 26, titles),
        ("Code", 16, [level.code for level in published.levels]),
        ("Next action", 30, list(NEXT_ACTIONS)),
    )
    for at, (title, width, values) in enumerate(columns):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, title, styles.header)
        for row, value in enumerate(values, start=1):
            sheet.write_string(row, at, value, styles.fact)
    layout.finish(sheet, published.marking)
    sheet.hide()


def write_details(sheet: Any, details: dict[str, str], *, styles: Styles) -> None:
    """Write what returns are matched by; the sheet can be shown only by a program."""
    for row, (name, value) in enumerate(details.items()):
        sheet.write_string(row, 0, name, styles.note)
        sheet.write_string(row, 1, value, styles.note)
    sheet.protect()
    sheet.very_hidden()


def _about(published: PublishedList) -> list[tuple[str, str | date]]:
    facts: list[tuple[str, str | date | None]] = [
        ("List", plain_text(published.list_id)),
        ("Team", plain_text(published.unit_id)),
        ("PDU", published.pdu),
        ("Region", published.region),
        ("Source", plain_text(published.source_title)),
        ("Made on", published.made_on),
        ("Records up to", published.records_up_to),
        ("Return by", published.expires_on),
        ("Ranking", plain_text(published.ranked_by)),
        ("Cases", str(len(published.cases))),
        ("Restricted cases", str(published.withheld_restricted)),
        ("Handling", " ".join([*_marking(published), "Keep it where only your team can open it."])),
    ]
    return [(title, value) for title, value in facts if value not in (None, "")]


def _about_you(sheet: Any, row: int, published: PublishedList, *, styles: Styles) -> None:
    sheet.write_string(row, 0, layout.REVIEWED_BY, styles.header_input)
    sheet.write_blank(row, 1, None, styles.input_text)
    sheet.data_validation(
        row, 1, row, 1, {"validate": "length", "criteria": "<=", "value": layout.LONGEST_REFERENCE}
    )
    sheet.write_string(row + 1, 0, layout.FINISHED_ON, styles.header_input)
    sheet.write_blank(row + 1, 1, None, styles.input_date)
    first, last = layout.dates_from(published.made_on)
    rule = {"validate": "date", "criteria": "between", "minimum": first, "maximum": last}
    sheet.data_validation(row + 1, 1, row + 1, 1, rule)


def _marking(published: PublishedList) -> list[str]:
    return [f"{plain_text(published.marking)}."] if published.marking else []
