"""A return as a whole: everything in the record, each file whole or not at all."""

import time
from dataclasses import replace
from datetime import date

import pytest

from tests.worklists.letters import TEXT


def test_a_decision_holds_where_it_came_from(desk):
    decision = desk.take(desk.answered()).decisions[1]

    assert (decision.case_key, decision.rank, decision.selected_by) == ("A2", 2, "random")
    assert (decision.outcome, decision.review_outcome, decision.level) == (
        "regrade",
        "raised",
        "high",
    )
    assert (decision.list_id, decision.unit_id, decision.model_version) == (
        "W47-leeds",
        "leeds",
        "m1",
    )
    assert (decision.decided_by, decision.decided_at) == ("SPO-7", "2026-11-19")
    assert decision.recorded_at == "2026-11-20T09:00:00+00:00"
    assert (decision.channel, decision.sensitive, decision.saw_reasons) == ("workbook", True, True)
    assert (decision.next_action, decision.follow_up_date) == ("Review a register", "2026-12-01")


def test_an_answer_comes_back_from_a_list_whose_references_lead_to_the_record(desk):
    plain = desk.a_list("W47-leeds")
    address = "https://cases.example/"
    cases = tuple(replace(one, link=address + one.case_reference) for one in plain.cases)
    linked = replace(plain, cases=cases)

    decisions = desk.take(desk.answered(published=linked)).decisions

    again = desk.take(desk.answered(published=plain)).decisions
    assert [one.outcome for one in decisions] == [one.outcome for one in again]


def without_explanation(book):
    book["Cases"][f"{TEXT}2"] = None


def test_a_faulty_file_is_refused_whole_and_does_not_hold_up_the_others(desk):
    later = desk.issue(desk.a_list("W48-leeds", made_on=date(2026, 11, 18)), cases_from=1)
    good = desk.answered(name="good.xlsx", published=later)
    faulty = desk.answered(without_explanation, name="faulty.xlsx", by="SPO-8")

    intake = desk.take_what_can_be(good, faulty)

    assert {decision.list_id for decision in intake.decisions} == {"W48-leeds"}
    assert intake.refused == {"faulty.xlsx": (f"faulty.xlsx {TEXT}2: explain the outcome",)}
    assert str(intake.refusal(2)) == (
        "1 of 2 returned files: 1 fault\n"
        f"  - faulty.xlsx {TEXT}2: explain the outcome\n"
        "  next: nothing was recorded of it (3 decisions recorded, 0 on record before, 1 rows "
        "without an answer, 0 rows missing, 0 files taken in before); send each note back with "
        "its file; once corrected, run the command again"
    )


def test_two_files_of_one_name_are_told_apart(desk, tmp_path):
    (tmp_path / "york").mkdir()
    good = desk.answered(name="list.xlsx")
    faulty = desk.answered(without_explanation, name="york/list.xlsx", by="SPO-8")

    intake = desk.take_what_can_be(good, faulty)

    assert list(intake.refused) == [str(faulty)]
    assert len(intake.decisions) == 3


def test_what_came_back_is_said_in_one_line(desk):
    intake = desk.take(desk.answered(lambda book: book["Cases"].delete_rows(5)))

    assert intake.message == (
        "3 decisions recorded, 0 on record before, 0 rows without an answer, "
        "1 rows missing, 0 files taken in before"
    )


@pytest.mark.journey
def test_a_hundred_workbooks_would_take_less_than_thirty_seconds(desk):
    paths = []
    for number in range(20):
        sent = desk.issue(desk.a_list(f"list-{number}", cases=50), cases_from=number * 10)
        paths.append(desk.answered(name=f"{number}.xlsx", published=sent))
    began = time.process_time()

    intake = desk.take(*paths)

    assert len(intake.decisions) == 60
    assert time.process_time() - began < 6
