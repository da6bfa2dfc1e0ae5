import numpy as np
import pandas as pd

from models.evaluation.metrics.funnel import LEAST_AUDITS, by_unit
from tests.models.evaluation.made_up import race_of, world

CASES = world(cases=3000, seed=2, audit_share=0.5)


def teams(names):
    return pd.Series(names, index=CASES["assessment_id"].to_numpy())


def test_teams_that_differ_by_chance_alone_lie_within_the_limits():
    names = np.array(["Hull", "Leeds", "York"])[np.arange(3000) % 3]

    table = by_unit(race_of(CASES).found_too_low, teams(names))

    assert table["unit_id"].tolist() == ["Hull", "Leeds", "York"]
    assert table["audited"].sum() == CASES["audited"].sum()
    assert not table["beyond"].any()


def test_a_team_that_differs_by_more_is_marked():
    names = np.where(CASES["right"] == "high", "Hull", "Leeds")

    assert by_unit(race_of(CASES).found_too_low, teams(names))["beyond"].all()


def test_a_small_team_has_no_share():
    names = np.where(np.arange(3000) < 20, "Hull", "Leeds")

    table = by_unit(race_of(CASES).found_too_low, teams(names)).set_index("unit_id")

    assert np.isnan(table.loc["Hull", "rate"])
    assert not table.loc["Hull", "beyond"]


def test_an_audit_predicted_in_several_repeats_counts_once():
    table = by_unit(race_of(CASES, repeats=3).found_too_low, teams(["Hull"] * 3000))

    assert table["audited"].tolist() == [CASES["audited"].sum()]


def test_a_team_has_a_share_from_thirty_audits_on():
    found = pd.Series([True] * 59, index=[f"A{i}" for i in range(59)])
    names = pd.Series(["Hull"] * LEAST_AUDITS + ["York"] * (LEAST_AUDITS - 1), index=found.index)

    table = by_unit(found, names).set_index("unit_id")

    assert LEAST_AUDITS == 30
    assert table.loc["Hull", "rate"] == 1.0
    assert np.isnan(table.loc["York", "rate"])
