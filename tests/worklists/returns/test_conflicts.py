"""Answers that come twice: the same again, a later word, or a contradiction."""

from datetime import date

import pytest

from contracts.errors import InputError
from tests.worklists.letters import LETTER, LEVEL, OUTCOME
from worklists.workbook.layout import INPUT


def cell(at, value, sheet="Cases"):
    return lambda book: book[sheet].__setitem__(at, value)


def only(row):
    """Clear the answers of every other row."""

    def edit(book):
        for other in {2, 3, 4, 5} - {row}:
            for column in (LETTER[name] for name in INPUT):
                book["Cases"][f"{column}{other}"] = None

    return edit


def answered_as(row, outcome, level=None):
    def edit(book):
        book["Cases"][f"{OUTCOME}{row}"] = outcome
        book["Cases"][f"{LEVEL}{row}"] = level

    return edit


def test_the_same_file_twice_adds_nothing(desk):
    path = desk.answered()
    desk.record(desk.take(path))

    again = desk.take(path, path)

    assert again.decisions == ()
    assert again.files_seen_before == 2


def test_the_same_answers_saved_again_add_nothing(desk):
    desk.record(desk.take(desk.answered()))

    again = desk.take(desk.answered(cell("T1", "saved again")))

    assert (again.decisions, again.already_recorded) == ((), 3)


def test_another_answer_about_a_decided_case_is_refused(desk):
    desk.record(desk.take(desk.answered()))
    path = desk.answered(answered_as(2, "Level raised", "High"))

    with pytest.raises(InputError) as refused:
        desk.take(path)

    assert len(refused.value.faults) == 1
    assert refused.value.faults[0] == (
        f"leeds.xlsx {OUTCOME}2: another answer about this case is on record; clear the row, "
        "or run again with --supersede to replace that answer"
    )


def test_another_answer_replaces_the_first_one_when_asked_to(desk):
    desk.record(desk.take(desk.answered()))
    path = desk.answered(answered_as(2, "Level raised", "High"))

    intake = desk.take(path, supersede=True)

    assert [d.case_key for d in intake.decisions] == ["A1"]
    assert intake.decisions[0].supersedes == desk.recorded[0].decision_id
    assert intake.already_recorded == 2


def test_two_people_may_share_a_list(desk):
    mine = desk.answered(only(2), name="mine.xlsx")
    yours = desk.answered(only(3), name="yours.xlsx", by="SPO-8")

    intake = desk.take(mine, yours)

    assert {(d.case_key, d.decided_by) for d in intake.decisions} == {
        ("A1", "SPO-7"),
        ("A2", "SPO-8"),
    }


@pytest.mark.parametrize("supersede", [False, True])
def test_two_people_who_decide_one_case_must_agree_first(desk, supersede):
    mine = desk.answered(only(2), name="mine.xlsx")
    yours = desk.answered(only(2), name="yours.xlsx", by="SPO-8")

    with pytest.raises(InputError) as refused:
        desk.take(mine, yours, supersede=supersede)

    agree = "answers the same case; agree on one answer, clear the other row"
    assert sorted(refused.value.faults) == [
        f"mine.xlsx {OUTCOME}2: yours.xlsx {OUTCOME}2 {agree}",
        f"yours.xlsx {OUTCOME}2: mine.xlsx {OUTCOME}2 {agree}",
    ]


def test_a_third_file_is_taken_where_two_disagree(desk):
    mine = desk.answered(only(2), name="mine.xlsx")
    yours = desk.answered(only(2), name="yours.xlsx", by="SPO-8")
    third = desk.answered(only(3), name="third.xlsx", by="SPO-9")

    intake = desk.take_what_can_be(mine, yours, third)

    assert [decision.case_key for decision in intake.decisions] == ["A2"]
    assert sorted(intake.refused) == ["mine.xlsx", "yours.xlsx"]


def test_a_case_that_waited_is_decided_from_a_later_list(desk):
    desk.record(desk.take(desk.answered()))
    later = desk.issue(desk.a_list("W48-leeds", made_on=date(2026, 11, 18)))
    path = desk.answered(only(4), answered_as(4, "Level raised", "High"), published=later)

    intake = desk.take(path)

    assert [(d.case_key, d.outcome) for d in intake.decisions] == [("A3", "regrade")]
    assert intake.decisions[0].supersedes == desk.recorded[2].decision_id


def test_an_older_list_does_not_overrule_a_later_one(desk):
    later = desk.issue(desk.a_list("W48-leeds", made_on=date(2026, 11, 18)))
    desk.record(desk.take(desk.answered(only(4), published=later)))
    older = desk.answered(only(4), answered_as(4, "Level raised", "High"))

    with pytest.raises(
        InputError, match=f"{OUTCOME}4: another answer about this case is on record"
    ):
        desk.take(older)


def test_a_case_on_two_lists_may_get_the_same_answer_on_both(desk):
    desk.record(desk.take(desk.answered(only(2))))
    other = desk.issue(desk.a_list("urgent-leeds"))

    intake = desk.take(desk.answered(only(2), published=other, name="urgent.xlsx"))

    assert [d.case_key for d in intake.decisions] == ["A1"]
    assert intake.decisions[0].supersedes == desk.recorded[0].decision_id


def test_two_lists_with_two_answers_about_a_case_are_refused(desk):
    desk.record(desk.take(desk.answered(only(2))))
    other = desk.issue(desk.a_list("urgent-leeds"))
    path = desk.answered(only(2), answered_as(2, "Level raised", "High"), published=other)

    with pytest.raises(InputError, match="another answer about this case is on record"):
        desk.take(path)
