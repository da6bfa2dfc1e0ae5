"""Drift: what is due, in order of urgency."""

from reports.estimation.drift import RATE, RETRAIN, DriftRules, Shift
from reports.pages import drift
from tests.reports.made_up import evidence

RULES = DriftRules(0.2, 0.1, 0.05, 0.05, 0.05)


def test_a_service_without_drift_asks_for_nothing():
    shifts = drift.find_drift(evidence(), RULES)

    assert {one.measure for one in shifts} >= {"Mix: levels assigned", RATE}
    assert drift.due(shifts, {"stop": False}) == "nothing"


def test_the_strongest_action_is_the_one_that_is_due():
    alarm = Shift("x", 1.0, 0.1, 0.0, RETRAIN, alarm=True)

    assert drift.due([alarm], {}) == "retrain"
    assert drift.due([alarm], {"stop": True}) == "stop"


def test_without_dates_quarters_cannot_be_compared():
    made = evidence()
    made.cases["quarter"] = "not recorded"

    assert drift.page(drift.find_drift(made, RULES), {}).lead.startswith("Too few dated")


def test_shares_move_by_points_and_inputs_by_the_index():
    shifts = [
        Shift("Input: severe needs", 0.0123, 0.2, 0.5, ""),
        Shift("Mix: levels assigned", 0.104, 0.1, 0.0, "Ask why.", alarm=True),
    ]

    rows = drift.page(shifts, {}).sections[0].tables[0].rows

    assert rows[0] == ("Input: severe needs", "index 0.012", "index 0.2", "no", "Nothing")
    assert rows[1] == ("Mix: levels assigned", "+10.4 points", "10 points", "yes", "Ask why.")
