"""Lists as sent: found by their id, each case by its row key."""

from tests.pipelines.made_up_round import CASES, FACTS, WORKLIST
from worklists.returns.issued import all_rounds, issued_lists
from worklists.workbook.check_value import row_key

LIST = "weekly-2026-11-16-leeds"


def test_a_case_is_found_by_the_key_of_its_row():
    issued = issued_lists(worklist=WORKLIST, cases=CASES, lists=FACTS)[LIST]

    case = issued.cases[row_key(LIST, "C-2")]
    assert (case.assessment_id, case.position, case.assigned) == ("A2", 2, "medium")
    assert (case.selected_by, case.inclusion_probability) == ("random", 0.15)


def test_versions_are_taken_over_where_the_lists_name_them():
    facts = [{**FACTS[0], "model_version": "m7", "run_id": "r1"}]

    issued = issued_lists(worklist=WORKLIST, cases=CASES, lists=facts)[LIST]

    assert (issued.model_version, issued.run_id) == ("m7", "r1")


def test_a_list_without_cases_or_dates_is_still_known():
    facts = [{**FACTS[0], "list_id": "empty", "made_on": None, "expires_on": None}]

    issued = issued_lists(worklist=WORKLIST[:0], cases=CASES, lists=facts)["empty"]

    assert (len(issued.cases), issued.made_on, issued.expires_on) == (0, None, None)


def test_a_list_made_again_still_knows_the_cases_it_was_first_sent_with():
    newer = issued_lists(worklist=WORKLIST[1:], cases=CASES, lists=FACTS)
    as_sent = issued_lists(worklist=WORKLIST[:2], cases=CASES, lists=FACTS)

    cases = all_rounds([newer, as_sent])[LIST].cases

    assert {case.assessment_id for case in cases.values()} == {"A1", "A2", "A3"}
