"""The sheet of cases: one row a case, in the order of the list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from worklists.case_list import PublishedList
from worklists.workbook import layout
from worklists.workbook.layout import SheetColumn
from worklists.workbook.outcomes import LONGEST_EXPLANATION, NEXT_ACTIONS, OUTCOMES
from worklists.workbook.styles import Styles

LINE = 13.0  # points
WIDTH_OF_A_LETTER = 0.9  # in units of a column's width, on average
HIGHEST_ROW = 409.0  # points; the file format's limit
LINES_TO_ANSWER = 3
_ALLOWED = {"autofilter": True, "format_columns": True, "format_rows": True}


@dataclass(frozen=True)
class Grid:
    """The sheet being written: its columns, where each stands, its last row, what is hidden."""

    sheet: Any
    columns: Sequence[SheetColumn]
    at: Mapping[str, int]
    last: int
    hidden: frozenset[str]
    styles: Styles

    def letter(self, name: str) -> str:
        """The letter of a column."""
        from xlsxwriter.utility import xl_col_to_name

        letter: str = xl_col_to_name(self.at[name])
        return letter


def write_cases(
    sheet: Any, published: PublishedList, rows: Sequence[dict[str, Any]], *, styles: Styles
) -> None:
    """Fill the sheet: facts locked, inputs open, filters usable while protected.

    Keys are hidden, and so is a column of facts that is empty in every row.
    """
    columns = layout.sheet_columns(published.columns)
    hidden = frozenset(column.name for column in columns if _is_hidden(column, rows))
    grid = Grid(sheet, columns, layout.places(columns), max(1, len(rows)), hidden, styles)
    _table(grid)
    for number, facts in enumerate(rows, start=1):
        _row(grid, number, facts)
    _choices(grid, published)
    _missing_in_red(grid)
    sheet.protect("", _ALLOWED)
    _printing(grid, published)


def _is_hidden(column: SheetColumn, rows: Sequence[Mapping[str, Any]]) -> bool:
    if column.kind == "key":
        return True
    filled = any(facts.get(column.name) not in (None, "") for facts in rows)
    return column.kind == "fact" and bool(rows) and not filled


def _table(grid: Grid) -> None:
    sheet, styles = grid.sheet, grid.styles
    headers = [
        {
            "header": column.title,
            "header_format": styles.header_input if column.kind == "input" else styles.header,
        }
        for column in grid.columns
    ]
    style = {"name": "CaseList", "style": None, "columns": headers}
    sheet.add_table(0, 0, grid.last, len(headers) - 1, style)
    for at, column in enumerate(grid.columns):
        hidden = {"hidden": 1} if column.name in grid.hidden else {}
        sheet.set_column(at, at, column.width, None, hidden)
    sheet.set_row(0, 2 * LINE + 4)
    sheet.freeze_panes(1, grid.at["case_reference"] + 1)


def _row(grid: Grid, number: int, facts: Mapping[str, Any]) -> None:
    sheet, styles = grid.sheet, grid.styles
    sheet.set_row(number, _height(grid, facts))
    for at, column in enumerate(grid.columns):
        value = facts.get(column.name)
        if column.kind == "input":
            dated = column.name == "follow_up"
            sheet.write_blank(number, at, None, styles.input_date if dated else styles.input_text)
        elif isinstance(value, date):
            sheet.write_datetime(number, at, value, styles.fact_date)
        elif isinstance(value, int):
            sheet.write_number(number, at, value, styles.fact_number)
        elif column.name == "case_reference" and facts["link"]:
            sheet.write_url(number, at, facts["link"], styles.fact_link, value)
        elif value:
            sheet.write_string(number, at, value, styles.fact)
        else:
            sheet.write_blank(number, at, None, styles.fact)


def _height(grid: Grid, facts: Mapping[str, Any]) -> float:
    """Points that show every text of a row whole; programs differ in whether they would."""
    lines = [
        sum(ceil(max(1, len(line)) * WIDTH_OF_A_LETTER / column.width) for line in text.split("\n"))
        for column in grid.columns
        if column.kind == "fact" and isinstance(text := facts.get(column.name), str)
    ]
    return min(HIGHEST_ROW, LINE * max([*lines, LINES_TO_ANSWER]) + 4)


def _choices(grid: Grid, published: PublishedList) -> None:
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
        at = grid.at[name]
        grid.sheet.data_validation(1, at, grid.last, at, rule)


def _one_of(source: str, message: str) -> dict[str, object]:
    return {"validate": "list", "source": source, "error_title": "Choose", "error_message": message}


def _missing_in_red(grid: Grid) -> None:
    outcome, level, text = (
        f"${grid.letter(name)}2" for name in ("outcome", "new_level", "explanation")
    )
    changed = ",".join(f'{outcome}="{o.title}"' for o in OUTCOMES if o.direction)
    recorded = ",".join(f'{outcome}="{o.title}"' for o in OUTCOMES if o.recorded_as)
    for name, criteria in {
        "new_level": f"=AND(OR({changed}),LEN({level})=0)",
        "explanation": f"=AND(OR({recorded}),LEN(TRIM({text}))=0)",
    }.items():
        at = grid.at[name]
        rule = {"type": "formula", "criteria": criteria, "format": grid.styles.missing}
        grid.sheet.conditional_format(1, at, grid.last, at, rule)


def _printing(grid: Grid, published: PublishedList) -> None:
    """A4 landscape: the facts alone, since answers are typed; every page with the headings."""
    team = layout.header_text(published.unit_id)
    marking = layout.header_text(published.marking)
    sheet = grid.sheet
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.7)
    sheet.set_header(f"&L{team}&C&B{marking}&RPage &P of &N")
    sheet.set_footer("&LShows assessments worth a second look; cases not listed are not checked.")
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, grid.last, grid.at["outcome"] - 1)
    sheet.fit_to_pages(1, 0)
