import numpy as np
import pandas as pd

from contracts.levels import Scale
from models.evaluation.predictions.targets import targets_of

ROSH = Scale(("low", "medium", "high", "very_high"), high_from="high")
ASSIGNED = pd.Series(["low", "medium", "medium", "very_high", "medium"])
AUDITED = pd.Series(["medium", "high", "low", "very_high", None])


def test_the_highest_level_cannot_be_too_low_nor_the_lowest_too_high():
    under, over, _ = targets_of(ROSH)

    assert under.eligible(ASSIGNED).tolist() == [True, True, True, False, True]
    assert over.eligible(ASSIGNED).tolist() == [False, True, True, True, True]


def test_each_question_is_answered_by_the_audited_level():
    under, over, pair = targets_of(ROSH)

    np.testing.assert_equal(under.labels(ASSIGNED, AUDITED), [1, 1, 0, 0, np.nan])
    np.testing.assert_equal(over.labels(ASSIGNED, AUDITED), [0, 0, 1, 0, np.nan])
    np.testing.assert_equal(pair.labels(ASSIGNED, AUDITED), [0, 1, 0, 1, np.nan])


def test_the_pair_is_named_after_the_sources_own_levels():
    triage = Scale(("5", "4", "3", "2", "1"), high_from="2")

    assert [target.name for target in targets_of(triage)] == ["under", "over", "3_to_2"]


def test_an_outcome_asks_only_of_ratings_below_the_level_from_which_it_counts():
    under, pair = targets_of(ROSH, outcome_from="high")

    assert under.assigned_levels == ("low", "medium")
    assert pair.assigned_levels == ("medium",)
    assert pair.column == "p_under"
