"""Why a case is, or is not, on its team's list."""

import pandas as pd
import pytest

from contracts.errors import InputError
from worklists.ranking.why import NO_URGENT, RankOutputs, explain, read_rank_outputs

FACTS = {"unit_id": "N01", "list_id": "weekly-2026-11-16-N01", "capacity": 2, "listed": 2}
FACTS |= {"carried_over": 1, "ranked_by": "the model", "rules": ["Open cases stay listed."]}


def _outputs(urgent=NO_URGENT, **changes):
    row = {
        "assessment_id": "A1",
        "unit_id": "N01",
        "standing": "below_cut_off",
        "rank_in_team": 7,
        "cases_in_team": 40,
        "cut_off": 2,
        "position": pd.NA,
        "selected_by": None,
    } | changes
    return RankOutputs(pd.DataFrame([row]), {"C-00000-00001": "A1"}, [FACTS], urgent)


def test_a_case_below_the_cut_off_has_its_place_said_and_the_cut_off():
    assert explain("A1", _outputs()) == [
        "Not listed: other cases of the team come first, and it was not drawn at random.",
        "In the team's order it is number 7 of 40; the last one listed by order is number 2.",
        "Team N01, list weekly-2026-11-16-N01: time for 2, 2 listed, 1 of them carried over.",
        "Ranked by the model.",
        "Open cases stay listed.",
    ]


def test_a_listed_case_is_found_by_its_reference_too():
    outputs = _outputs(standing="listed", selected_by="random", position=2)

    lines = explain("C-00000-00001", outputs)

    assert lines[0] == "Listed at position 2: drawn at random from the team's other cases."


def test_a_case_that_may_not_be_listed_has_no_place_in_the_order():
    lines = explain("A1", _outputs(standing="audited", rank_in_team=pd.NA))

    assert lines[0] == "Not listed: it has been audited."
    assert not any("order" in line for line in lines[1:2])


def test_an_unknown_name_is_refused_and_not_repeated():
    with pytest.raises(InputError) as refusal:
        explain("Mary Smith", _outputs())

    assert "no assessment or case reference of that name is on record" in str(refusal.value)
    assert "Smith" not in str(refusal.value)


def test_a_folder_without_lists_is_refused(tmp_path):
    with pytest.raises(InputError, match="it holds no lists"):
        read_rank_outputs(tmp_path, tmp_path / "urgent")


def test_an_urgent_case_is_found_by_its_reference_with_what_is_to_be_done(tmp_path):
    urgent = {"assessment_id": "A1", "list_id": "urgent-2026-11-16-N01", "position": 2}
    urgent |= {"reasons": ["A warrant is on the register."], "next_steps": ["Check today."]}

    lines = explain("C-00000-00001", _outputs(pd.DataFrame([urgent])))

    assert lines[:4] == [
        "Urgent: number 2 on list urgent-2026-11-16-N01.",
        "  A warrant is on the register.",
        "  Check today.",
        "Not listed: other cases of the team come first, and it was not drawn at random.",
    ]
