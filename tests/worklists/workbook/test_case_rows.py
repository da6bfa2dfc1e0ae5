"""What a row of the sheet of cases says."""

from datetime import date

from tests.worklists.made_up import a_case, a_list, a_restricted_case
from worklists.listed_case import RESTRICTED
from worklists.workbook.case_rows import case_rows


def _row(case):
    (row,) = case_rows(a_list([case]), key=None, pseudonyms={})
    return row


def test_what_speaks_against_shares_the_cell_of_what_speaks_for():
    row = _row(a_case(1, reasons=("For.",), against=("Quiet.",), carried_since=date(2026, 11, 2)))

    assert row["reasons"] == "For.\nWhat speaks against: Quiet."
    assert row["status"] == "Early licence\nCarried over since 2 November 2026"


def test_what_is_missing_and_where_to_look_stand_in_two_columns():
    row = _row(a_case(1, missing=("A reply",), look_at=("Log", "Register")))

    assert (row["missing"], row["look_at"]) == ("A reply", "Log\nRegister")


def test_a_restricted_row_says_why_it_is_blank():
    row = _row(a_restricted_case(1))

    assert (row["reasons"], row["status"]) == (RESTRICTED, "Restricted access")
    assert row["assigned_title"] == row["at_risk"] == ""


def test_the_key_and_check_value_follow_the_case_and_not_its_place():
    one = _row(a_case(1, case_reference="C-1"))
    other = _row(a_case(1, case_reference="C-2"))

    assert one["row_key"] != other["row_key"]
    assert one["check"] != other["check"]
