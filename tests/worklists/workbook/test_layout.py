"""The layout that writer and reader share."""

from datetime import date

from worklists.workbook.layout import AT, COLUMNS, INPUT, TITLES, dates_from


def test_every_column_has_its_own_name_and_title():
    assert len(AT) == len(TITLES) == len(COLUMNS)


def test_answers_stand_together_between_facts_and_hidden_keys():
    kinds = [column.kind for column in COLUMNS]

    assert kinds == sorted(kinds, key=["fact", "input", "key"].index)
    assert INPUT == ("outcome", "new_level", "explanation", "next_action", "follow_up")


def test_a_list_without_a_date_takes_any_date_of_this_century():
    assert dates_from(None) == (date(2000, 1, 1), date(2100, 1, 1))
