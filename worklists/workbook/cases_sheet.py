"""The sheet of cases: one row a case, in the order of the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import ceil
from typing import TYPE_CHECKING, Any

from worklists.case_list import RESTRICTED, PublishedCase, PublishedList, plain_text
from worklists.workbook import layout
from worklists.workbook.check_value import check_value, row_key
from worklists.workbook.outcomes import LONGEST_EXPLANATION, NEXT_ACTIONS, OUTCOMES

if TYPE_CHECKING:
    from worklists.workbook.book import Styles

LINE = 13.0  # points
WIDTH_OF_A_LETTER = 0.9  # in units of a column's width, on average
HIGHEST_ROW = 409.0  # points; the file format's limit
LINES_TO_ANSWER = 3
_ALLOWED = {"autofilter": True, "format_columns": True, "format_rows": True}


def case_rows(
    published: PublishedList, *, key: bytes | None, pseudonyms: Mapping[str, str]
) -> list[dict[str, Any]]:
    """What each row says, by the names of the columns, with its hidden key and check value."""
    rows = []
    for case in published.cases:
        shown = case.case_reference
        own_key = row_key(published.list_id, pseudonyms.get(shown, shown))
        signed = row_parts(
            published.list_id,
            key=own_key,
            reference=plain_text(shown),
            rating=plain_text(case.assigned_title),
            assessed="" if case.assessment_date is None else case.assessment_date.isoformat(),
        )
        hidden = {"row_key": own_key, "check": check_value(signed, key=key)}
        rows.append(_facts(case) | hidden)
    return rows


def write_cases(
    sheet: Any, published: PublishedList, rows: Sequence[dict[str, Any]], *, styles: Styles
) -> None:
    """Fill the sheet: facts locked, inputs open, keys hidden, filters usable while protected."""
    last = max(1, len(rows))
    _table(sheet, last=last, styles=styles)
    for number, facts in enumerate(rows, start=1):
        _row(sheet, number, facts, styles=styles)
    _choices(sheet, published, last=last)
    _missing_in_red(sheet, last=last, styles=styles)
    sheet.protect("", _ALLOWED)
    _printing(sheet, published, last=last)


def row_parts(list_id: str, *, key: str, reference: str, rating: str, assessed: str) -> list[str]:
    """What a row's check value covers: the list, the row, and the facts a decision rests on."""
    return ["case", list_id, key, reference, rating, assessed]


def _facts(case: PublishedCase) -> dict[str, Any]:
    return {
        "position": case.position,
        "reference": plain_text(case.case_reference),
        "rating": plain_text(case.assigned_title),
        "assessed": case.assessment_date,
        "age": case.age_weeks,
        "at_risk": _lines(case.at_risk),
        "why": _why(case),
        "look_at": _lines([*case.missing, *case.look_at]),
        "chance": plain_text(case.chance_words),
        "status": _status(case),
    }


def _why(case: PublishedCase) -> str:
    if case.restricted:
        return RESTRICTED
    return _lines([*case.reasons, *(f"Against: {sentence}" for sentence in case.against)])


def _status(case: PublishedCase) -> str:
    weeks = case.carried_weeks
    carried = f"Carried over {weeks} week{'' if weeks == 1 else 's'}"
    return _lines(
        [
            *(["Restricted access"] if case.restricted else []),
            *(["Early licence"] if case.early_licence else []),
            *([carried] if weeks else []),
        ]
    )


def _lines(texts: Sequence[str]) -> str:
    return "\n".join(plain_text(text) for text in texts)


def _table(sheet: Any, *, last: int, styles: Styles) -> None:
    columns = [
        {
            "header": column.title,
            "header_format": styles.header_input if column.kind == "input" else styles.header,
        }
        for column in layout.COLUMNS
    ]
    style = {"name": "CaseList", "style": None, "columns": columns}
    sheet.add_table(0, 0, last, len(columns) - 1, style)
    for number, column in enumerate(layout.COLUMNS):
        sheet.set_column(
            number, number, column.width, None, {"hidden": 1} if column.kind == "key" else {}
        )
    sheet.set_row(0, 2 * LINE + 4)
    sheet.freeze_panes(1, layout.AT["rating"])


def _row(sheet: Any, number: int, facts: dict[str, Any], *, styles: Styles) -> None:
    sheet.set_row(number, _height(facts))
    for at, column in enumerate(layout.COLUMNS):
        value = facts.get(column.name)
        if column.kind == "input":
            dated = column.name == "follow_up"
            sheet.write_blank(number, at, None, styles.input_date if dated else styles.input_text)
        elif isinstance(value, date):
            sheet.write_datetime(number, at, value, styles.fact_date)
        elif isinstance(value, int):
            sheet.write_number(number, at, value, styles.fact)
        elif value:
            sheet.write_string(number, at, value, styles.fact)
        else:
            sheet.write_blank(number, at, None, styles.fact)


def _height(facts: dict[str, Any]) -> float:
    """Points that show every text of a row whole; programs differ in whether they would."""
    lines = [
        sum(ceil(max(1, len(line)) * WIDTH_OF_A_LETTER / column.width) for line in text.split("\n"))
        for column in layout.COLUMNS
        if column.kind == "fact" and isinstance(text := facts.get(column.name), str)
    ]
    return min(HIGHEST_ROW, LINE * max([*lines, LINES_TO_ANSWER]) + 4)


def _choices(sheet: Any, published: PublishedList, *, last: int) -> None:
    codes = f"={layout.CODES}!${{0}}$2:${{0}}${{1}}"
    first_day, last_day = layout.dates_from(published.made_on)
    rules = {
        "outcome": _one_of(codes.format("A", len(OUTCOMES) + 1), "Choose an outcome."),
        "new_level": _one_of(codes.format("D", len(published.levels) + 1), "Choose a level."),
        "next_action": _one_of(codes.format("F", len(NEXT_ACTIONS) + 1), "Choose an action."),
        "explanation": {
            "validate": "length",
            "criteria": "<=",
            "value": LONGEST_EXPLANATION,
            "error_title": "Explanation",
            "error_message": f"Use {LONGEST_EXPLANATION:,} characters or fewer.",
        },
        "follow_up": {
            "validate": "date",
            "criteria": "between",
            "minimum": first_day,
            "maximum": last_day,
            "error_title": "Follow-up date",
            "error_message": "Enter a date on or after the date of the list.",
        },
    }
    for name, rule in rules.items():
        at = layout.AT[name]
        sheet.data_validation(1, at, last, at, rule)


def _one_of(source: str, message: str) -> dict[str, object]:
    return {"validate": "list", "source": source, "error_title": "Choose", "error_message": message}


def _missing_in_red(sheet: Any, *, last: int, styles: Styles) -> None:
    from xlsxwriter.utility import xl_col_to_name

    outcome, level, text = (
        f"${xl_col_to_name(layout.AT[name])}2" for name in ("outcome", "new_level", "explanation")
    )
    changed = ",".join(f'{outcome}="{o.title}"' for o in OUTCOMES if o.direction)
    recorded = ",".join(f'{outcome}="{o.title}"' for o in OUTCOMES if o.recorded_as)
    for name, criteria in {
        "new_level": f"=AND(OR({changed}),LEN({level})=0)",
        "explanation": f"=AND(OR({recorded}),LEN(TRIM({text}))=0)",
    }.items():
        at = layout.AT[name]
        rule = {"type": "formula", "criteria": criteria, "format": styles.missing}
        sheet.conditional_format(1, at, last, at, rule)


def _printing(sheet: Any, published: PublishedList, *, last: int) -> None:
    """A4 landscape: the facts on one page, the answers on the next, both with the reference."""
    team = plain_text(published.unit_id)[:60].replace("&", "&&")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.7)
    sheet.set_header(f"&L{team}&C&B{layout.MARKING}&RPage &P of &N")
    sheet.set_footer("&LShows assessments worth a second look; cases not listed are not checked.")
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, layout.AT["reference"])
    sheet.print_area(0, 0, last, layout.AT["follow_up"])
    sheet.set_v_pagebreaks([layout.FIRST_INPUT])
    sheet.set_print_scale(61)
