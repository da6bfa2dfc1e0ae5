"""The layout that writer and reader share."""

from datetime import date

from worklists.column_kinds import columns_of
from worklists.listed_case import PublishedCase
from worklists.workbook.layout import INPUT, dates_from, places, sheet_columns, titles_read

CASE_COLUMNS = columns_of(PublishedCase)
COLUMNS = sheet_columns(CASE_COLUMNS)


def test_every_column_has_its_own_name_and_title():
    assert len(places(COLUMNS)) == len({column.title for column in COLUMNS}) == len(COLUMNS)


def test_answers_stand_together_between_facts_and_hidden_keys():
    kinds = [column.kind for column in COLUMNS]

    assert kinds == sorted(kinds, key=["fact", "input", "key"].index)
    assert INPUT == ("outcome", "new_level", "explanation", "next_action", "follow_up")


def test_a_return_is_judged_by_its_answers_its_keys_and_what_a_check_value_covers():
    assert set(titles_read(CASE_COLUMNS).values()) == {
        *("case_reference", "assigned_title", "assessment_date"),
        *INPUT,
        *("row_key", "check"),
    }


def test_a_list_without_a_date_takes_any_date_of_this_century():
    assert dates_from(None) == (date(2000, 1, 1), date(2100, 1, 1))
