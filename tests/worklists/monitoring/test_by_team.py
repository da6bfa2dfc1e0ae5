"""Teams' answers are counted in order of name, with the limits of chance."""

import pandas as pd

from tests.worklists.returns.made_up import made_decision
from worklists.monitoring.by_team import by_team
from worklists.returns.frozen import frozen


def _answers(unit, count, **changes):
    return [
        made_decision(f"{unit} {number}", decision_id=f"{unit} {number}", unit_id=unit, **changes)
        for number in range(count)
    ]


RAISED = {"outcome": "regrade", "review_outcome": "raised", "level": "high"}


def test_what_a_team_decided_raised_and_waits_for_is_counted():
    waiting = made_decision("W", decision_id="W", unit_id="leeds", outcome="more_info")
    urgent = made_decision("U", decision_id="U", unit_id="leeds", selected_by="urgent")
    table = frozen([*_answers("york", 1), waiting, urgent, *_answers("leeds", 2, **RAISED)])

    leeds, york = by_team(table)

    assert (leeds["unit_id"], york["unit_id"]) == ("leeds", "york")
    assert (leeds["decided"], leeds["raised"], leeds["waiting"]) == (3, 2, 1)
    assert (leeds["urgent_answered"], york["urgent_answered"]) == (1, 0)
    assert leeds["rate"] is None


def test_a_team_beyond_the_limits_of_chance_is_told_from_one_between_them():
    table = frozen([*_answers("leeds", 60), *_answers("york", 60), *_answers("hull", 40, **RAISED)])

    beyond = {one["unit_id"]: one["beyond"] for one in by_team(table)}

    assert beyond == {"hull": True, "leeds": True, "york": True}


def test_without_decisions_there_is_no_team():
    assert by_team(frozen([])) == []
    assert isinstance(frozen([]), pd.DataFrame)
