import numpy as np
import pytest

from models.evaluation.estimation.doubly_robust import Support
from models.evaluation.estimation.estimate import OUTSIDE, ReportingRule

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


def test_intervals_are_those_of_student_s_t_with_one_degree_of_freedom_less_than_audits():
    spread, t_of_24 = np.std(DRAWN[1:]), 2.0638985616280205
    rule, worth_25 = ReportingRule(floor=10), Support(100, 25.0, 0.1, 1.0)

    gap = rule.difference(DRAWN, worth_25, counts=(100, 30))
    share = rule.share(DRAWN, worth_25, counts=(100, 30))

    assert gap.high - gap.low == pytest.approx(2 * t_of_24 * spread, abs=2e-6)
    half = t_of_24 * spread / 0.25  # in log odds, of which a half has 0
    assert (share.low, share.high) == pytest.approx(
        (1 / (1 + np.exp(half)), 1 / (1 + np.exp(-half))), abs=2e-6
    )


def test_a_share_outside_of_0_to_1_is_not_given():
    beyond = ReportingRule(floor=1).share(DRAWN + 1, Support(100, 25.0, 0.1, 1.0), counts=(100, 30))

    assert (beyond.value, beyond.reason) == (None, OUTSIDE)
