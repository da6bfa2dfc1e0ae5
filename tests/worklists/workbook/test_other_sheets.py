"""The sheets beside the cases say how to answer and what the choices mean."""

from datetime import date

import openpyxl
import pytest

from worklists.case_list import STANDING, Level, PublishedList
from worklists.workbook.book import write_workbook
from worklists.workbook.outcomes import NEXT_ACTIONS, OUTCOMES

LIST = PublishedList(
    list_id="L1",
    unit_id="leeds",
    source_title="Demo",
    made_on=date(2026, 11, 16),
    records_up_to=date(2026, 11, 15),
    expires_on=date(2026, 11, 23),
    ranked_by="This list is ranked by the model.",
    sentences=(STANDING, "Every record is made up."),
    levels=(Level("low", "Low"), Level("high", "High")),
    cases=(),
    withheld_restricted=2,
)


@pytest.fixture
def book(tmp_path):
    write_workbook(LIST, tmp_path / "list.xlsx", key=None)
    return openpyxl.load_workbook(tmp_path / "list.xlsx")


def test_the_guide_carries_the_list_s_facts_and_every_sentence(book):
    facts = {label.value: value.value for label, value in book["How to use"].iter_rows(max_col=2)}

    assert facts["Return by"].date() == date(2026, 11, 23)
    assert facts["Ranking"] == "This list is ranked by the model."
    assert facts["Restricted cases"] == "2"
    said = [cell.value for cell in book["How to use"]["B"]]
    assert {STANDING, "Every record is made up."} <= set(said)


def test_only_the_two_cells_about_the_reader_can_be_filled_in(book):
    sheet = book["How to use"]

    open_cells = {
        sheet.cell(cell.row, 1).value
        for (cell,) in sheet.iter_rows(min_col=2, max_col=2)
        if not cell.protection.locked
    }

    assert sheet.protection.sheet
    assert open_cells == {"Your staff reference", "Date you finished"}


def test_the_codes_are_explained(book):
    columns = {
        column[0].value: [c.value for c in column[1:] if c.value]
        for column in book["Codes"].columns
    }

    assert columns["Outcome"] == [outcome.title for outcome in OUTCOMES]
    assert columns["Meaning"] == [outcome.meaning for outcome in OUTCOMES]
    assert columns["Level, least severe first"] == ["Low", "High"]
    assert columns["Next action"] == list(NEXT_ACTIONS)
    guide = {row[0].value: row[1].value for row in book["How to use"].iter_rows()}
    assert all(guide[outcome.title] == outcome.meaning for outcome in OUTCOMES)


def test_no_sheet_speaks_of_people_or_ratings_in_words_that_judge(book):
    texts = " ".join(
        str(cell.value).lower()
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value and cell.value != STANDING
    )

    assert not any(word in texts for word in ("offender", "wrong", "mistake", "error"))
