import numpy as np

from models.evaluation.estimation.estimate import ReportingRule

DRAWN = np.array([0.5, 0.4, 0.45, 0.55, 0.6])


def test_a_figure_has_its_value_interval_and_counts():
    figure = ReportingRule(floor=10, level=0.5).figure(DRAWN, counts=(40, 12))

    assert figure.as_json() == {
        "value": 0.5,
        "low": 0.4375,
        "high": 0.5625,
        "n": 40,
        "positives": 12,
    }


def test_a_part_of_the_finds_is_held_against_all_of_them():
    evidence = ReportingRule(floor=10)

    assert evidence.figure(DRAWN, counts=(40, 3), found=30).value == 0.5
    assert evidence.figure(DRAWN, counts=(40, 3)).reason == "not enough evidence"


def test_a_doubt_stands_in_place_of_the_figure():
    figure = ReportingRule(floor=1).unless("cannot tell: few", DRAWN, counts=(40, 12))

    assert (figure.value, figure.reason, figure.n) == (None, "cannot tell: few", 40)


def test_what_cannot_be_computed_is_not_enough_evidence():
    figure = ReportingRule(floor=1).figure(np.full(5, np.nan), counts=(40, 12))

    assert figure.reason == "not enough evidence"
