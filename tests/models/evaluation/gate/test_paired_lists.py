import numpy as np
import pytest

from models.evaluation.gate.paired_lists import PairedLists
from models.evaluation.predictions.arrays import View
from tests.models.evaluation.made_up import fold_predictions, setup_of, world


@pytest.fixture(scope="module")
def cases():
    return setup_of(fold_predictions(world(cases=1000, seed=1))).main.cases


def distinct(cases, seed):
    return View(np.random.default_rng(seed).random(len(cases.y)), None)


def test_lists_of_one_order_are_the_same_list(cases):
    order = distinct(cases, 0)

    lists = PairedLists.of(cases, order, order, 0.1)

    np.testing.assert_array_equal(lists.mine, lists.theirs == 1)


def test_both_lists_have_the_places_of_the_share_in_every_window(cases):
    lists = PairedLists.of(cases, distinct(cases, 0), distinct(cases, 1), 0.1)

    for window in np.unique(cases.window):
        places = round(0.1 * (cases.window == window).sum())
        assert lists.mine[cases.window == window].sum() == places
        assert lists.theirs[cases.window == window].sum() == pytest.approx(places)


def test_ties_are_at_their_worst_for_mine_and_at_their_mean_for_theirs(cases):
    level = View(np.zeros(len(cases.y)), None)

    lists = PairedLists.of(cases, level, level, 0.1)

    found = np.nan_to_num(cases.y)
    assert found[lists.mine].sum() == 0, "there are cases enough that were no find"
    assert (found * lists.theirs).sum() == pytest.approx(0.1 * found.sum(), rel=0.1)


def test_every_case_has_a_chance_between_none_and_certain(cases):
    lists = PairedLists.of(cases, distinct(cases, 2), View(np.round(cases.window), None), 0.3)

    assert lists.mine.dtype == np.bool_
    assert ((lists.theirs >= 0) & (lists.theirs <= 1)).all()
