"""The sheet of what the team said it would do, in a workbook that goes to a team with promises."""

from typing import Any

from worklists.case_list import PublishedList
from worklists.plain_text import plain_text
from worklists.workbook import layout
from worklists.workbook.styles import Styles

COLUMNS = (("To follow up", 20), ("What", 50), ("When", 30), ("Who said so", 20), ("On", 18))


def write_follow_ups(sheet: Any, published: PublishedList, *, styles: Styles) -> None:
    """Write a row a promise, overdue ones first; nothing on the sheet is to be filled in."""
    for at, (title, width) in enumerate(COLUMNS):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, title, styles.header)
    for row, one in enumerate(published.follow_ups, start=1):
        texts = (one.case_reference, one.what, one.when, one.promised_by)
        for at, text in enumerate(texts):
            sheet.write_string(row, at, plain_text(text), styles.fact)
        if one.promised_on is not None:
            sheet.write_datetime(row, len(texts), one.promised_on, styles.fact_date)
    layout.finish(sheet, published.marking)
