import numpy as np
import pytest

from models.training.baselines import cleanlab


def test_where_the_tool_is_absent_the_account_names_what_did_not_run(monkeypatch):
    monkeypatch.setattr(cleanlab, "find_spec", lambda _: None)

    assert cleanlab.absent() == ["cleanlab_undirected", "cleanlab_directed"]


def test_doubt_upwards_is_less_where_the_lower_levels_are_likelier():
    pytest.importorskip("cleanlab", reason="cleanlab (the benchmark extra) is not installed")
    chances = np.array([[0.1, 0.2, 0.7], [0.7, 0.2, 0.1]])

    told = cleanlab.orders(np.array([1.0, 1.0]), chances)

    assert told["cleanlab_undirected"][0] == pytest.approx(told["cleanlab_undirected"][1])
    assert told["cleanlab_directed"][0] > told["cleanlab_directed"][1]


def test_a_rating_is_the_more_doubtful_the_less_likely_officers_are_to_assign_it():
    pytest.importorskip("cleanlab", reason="cleanlab (the benchmark extra) is not installed")
    chances = np.array([[0.05, 0.9, 0.05], [0.1, 0.2, 0.7]])

    doubt = cleanlab.orders(np.array([1.0, 1.0]), chances)

    assert doubt["cleanlab_undirected"] == pytest.approx([0.1, 0.8])
    assert doubt["cleanlab_directed"] == pytest.approx([0.1 * 0.5, 0.8 * 7 / 8])
