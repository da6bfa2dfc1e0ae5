"""What came back is the list that was sent, however it was saved, sorted or thinned out."""

from copy import copy
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from contracts.errors import InputError
from tests.worklists.letters import AFTER, CHECK, OUTCOME, ROW_KEY, TEXT
from worklists.plain_text import plain_text


def cell(at, value, sheet="Cases"):
    return lambda book: book[sheet].__setitem__(at, value)


def reorder(book):
    sheet = book["Cases"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), start=2):
        for at, value in enumerate(row, start=1):
            sheet.cell(number, at).value = value


def reorder_columns(book):
    sheet = book["Cases"]
    rows = [[(c.value, copy(c.number_format)) for c in row] for row in sheet.iter_rows()]
    for number, row in enumerate(rows, start=1):
        for at, (value, form) in enumerate(reversed(row), start=1):
            sheet.cell(number, at).value = value
            sheet.cell(number, at).number_format = form


def hide(book):
    book["Cases"].row_dimensions[3].hidden = True
    book["Cases"].column_dimensions["C"].hidden = True
    book["Cases"].auto_filter.ref = f"A1:{CHECK}5"


def count_from_1904(book):
    book.epoch = CALENDAR_MAC_1904


def unprotect(book):
    for sheet in book:
        sheet.protection.sheet = False


def add_sheet_and_column(book):
    book.create_sheet("My notes", 0)["A1"] = "private"
    book["Cases"][f"{AFTER}1"] = "My column"
    book["Cases"][f"{AFTER}2"] = "private"


def widen_texts(book):
    for at in (f"{OUTCOME}2", f"{TEXT}2", "B3", "C3"):
        book["Cases"][at] = f"  {book['Cases'][at].value} "


def paste_as_values(book):
    for row in book["Cases"].iter_rows(min_row=2):
        row[0].value = None
        row[6].value = "overwritten prose"


ACCEPTED = [
    ("filled in as intended", lambda _book: None),
    ("rows re-ordered", reorder),
    ("columns re-ordered", reorder_columns),
    ("rows and columns hidden, filters set", hide),
    ("dates counted from 1904", count_from_1904),
    ("protection taken off", unprotect),
    ("a sheet and a column of one's own added", add_sheet_and_column),
    ("blanks around texts", widen_texts),
    ("prose and numbers outside the check overwritten", paste_as_values),
    ("a blank row left in between", lambda book: book["Cases"].insert_rows(4)),
]


@pytest.mark.parametrize("edit", [row[1] for row in ACCEPTED], ids=[row[0] for row in ACCEPTED])
def test_a_list_is_recognised_however_it_was_saved(desk, edit):
    intake = desk.take(desk.answered(edit))

    decided = {(d.case_key, d.review_outcome, d.follow_up_date) for d in intake.decisions}
    assert decided == {
        ("A1", "confirmed", ""),
        ("A2", "raised", "2026-12-01"),
        ("A3", "evidence_requested", "2026-11-30"),
    }
    assert (intake.not_answered, intake.missing) == (1, 0)


def test_a_deleted_row_is_counted_as_missing(desk):
    intake = desk.take(desk.answered(lambda book: book["Cases"].delete_rows(2)))

    assert [decision.case_key for decision in intake.decisions] == ["A2", "A3"]
    assert intake.missing == 1


def paste_twice(book):
    book["Cases"].append([cell.value for cell in book["Cases"][3]])


def shift_dates_by_four_years(book):
    for row in (2, 3, 4):
        book["Cases"].cell(row, 4).value = date(2022, 3, 2)


REFUSED = [
    ("a reference edited", cell("B2", "P009"), ["B2: row 2 does not match the list we sent"]),
    ("a rated level edited", cell("C2", "Low"), ["B2: row 2 does not match the list we sent"]),
    ("a date edited", cell("D2", date(2026, 3, 4)), ["B2: row 2 does not match the list we sent"]),
    ("a date made text", cell("D2", "3 March 2026"), ["B2: row 2 does not match the list"]),
    ("a check value lost", cell(f"{CHECK}2", None), ["B2: row 2 does not match the list we sent"]),
    ("a formula as reference", cell("B2", "=A1"), ["B2: row 2 does not match the list we sent"]),
    (
        "a row key lost",
        cell(f"{ROW_KEY}2", None),
        ["B2: row 2 is not on the list we sent; delete the row"],
    ),
    (
        "a row added",
        cell(f"{OUTCOME}6", "Level confirmed"),
        ["B6: row 6 is not on the list we sent"],
    ),
    ("a row pasted twice", paste_twice, ["B3: row 3 is there 2 times", "B6: row 6 is there 2 "]),
    ("dates moved by a 1904 paste", shift_dates_by_four_years, ["B2: ", "B3: ", "B4: "]),
    (
        "cells merged",
        lambda book: book["Cases"].merge_cells(f"{TEXT}2:{TEXT}3"),
        [f"{TEXT}2:{TEXT}3: merged cells; unmerge them"],
    ),
    ("a list id edited", cell("B2", "W46-leeds", "Details"), ["its hidden details are not those"]),
    ("a scale edited", cell("B8", "a|b", "Details"), ["its hidden details are not those"]),
    ("another format", cell("B1", "other/9", "Details"), ["is not a list of the kind read here"]),
]


@pytest.mark.parametrize(
    ("edit", "faults"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_is_not_the_list_we_sent_is_refused(desk, edit, faults):
    path = desk.answered(edit)

    with pytest.raises(InputError) as refused:
        desk.take(path)

    for found, expected in zip(refused.value.faults, faults, strict=True):
        assert found.startswith(f"leeds.xlsx {expected}")


def test_a_list_made_again_with_other_cases_does_not_answer_for_them(desk):
    as_sent = desk.a_list("W47-leeds")
    path = desk.answered(published=as_sent)
    others = [replace(case, case_reference=f"N{case.position}") for case in as_sent.cases]
    desk.issue(replace(as_sent, cases=tuple(others)))

    with pytest.raises(InputError, match="B2: row 2 is not on the list we sent; delete the row"):
        desk.take(path)


def test_a_case_rated_otherwise_than_on_the_list_does_not_match(desk):
    case = replace(desk.a_list("W47-leeds").cases[0], assigned_title="High")
    path = desk.answered(published=replace(desk.a_list("W47-leeds"), cases=(case,)))

    with pytest.raises(InputError, match="B2: row 2 does not match the list we sent"):
        desk.take(path)


def test_a_list_of_another_round_is_refused_with_the_option_to_name(desk):
    path = desk.answered(published=desk.a_list("W01-leeds"))

    with pytest.raises(InputError, match=r"not among the rounds read; name .* with --lists"):
        desk.take(path)


def test_a_row_of_another_list_does_not_match(desk):
    other = desk.folder / "other.xlsx"
    other.write_bytes(desk.sent(desk.a_list("W01-leeds")))
    foreign = [cell.value for cell in desk.open(other)["Cases"][2]]
    path = desk.answered(lambda book: book["Cases"].append(foreign))

    with pytest.raises(InputError, match="B6: row 6 is not on the list we sent; delete the row"):
        desk.take(path)


def test_a_keyed_list_needs_its_key(desk):
    path = desk.answered(key=b"secret")

    assert len(desk.take(path, key=b"secret").decisions) == 3
    with pytest.raises(InputError, match="was sent with a key; set COUNTERSIGN_LIST_KEY"):
        desk.take(path)
    with pytest.raises(
        InputError, match="does not fit the key in COUNTERSIGN_LIST_KEY or COUNTERSIGN_KEY"
    ):
        desk.take(path, key=b"another")


def test_a_key_set_after_a_list_was_sent_is_said_to_change_nothing(desk):
    path = desk.answered()

    with pytest.raises(InputError, match=r"sent without a key, and .* changes nothing for a list"):
        desk.take(path, key=b"secret")


def test_a_list_forged_without_the_key_is_not_taken_where_a_key_is_set(desk):
    path = desk.answered(cell("B2", "W46-leeds", "Details"))

    with pytest.raises(InputError, match="hidden details are not those of a list we sent"):
        desk.take(path, key=b"secret")


@given(
    reference=st.text(min_size=1, max_size=30).filter(plain_text),
    title=st.text(min_size=1, max_size=12).filter(plain_text),
)
@example(reference="_x0041_", title="_x000D_")
@example(reference="00123", title="1e3")
@example(reference="=1+1", title="TRUE")
@example(reference="'#N/A", title="#N/A")
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_a_reference_says_its_row_is_recognised(desk, reference, title):
    published = desk.a_list("W47-leeds", cases=1)
    case = replace(published.cases[0], case_reference=reference, assigned_title=title)
    levels = tuple(
        replace(level, title=title) if level.code == "medium" else level
        for level in published.levels
    )
    desk.issue(published := replace(published, cases=(case,), levels=levels))
    path = desk.folder / "sent.xlsx"
    path.write_bytes(desk.sent(published))

    assert desk.take(path).not_answered == 1
