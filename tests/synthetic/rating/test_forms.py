import numpy as np
import pytest

from synthetic.rating.forms import FORMS, weighted


def test_the_forms_are_genuinely_different(service):
    signals = service.ratings.signals
    severities = {name: form.severity(signals) for name, form in FORMS.items()}

    ranks = np.corrcoef([np.argsort(np.argsort(s)) for s in severities.values()])

    assert ranks[np.triu_indices(3, 1)].max() < 0.95
    assert ranks.min() > 0.5


def test_interactions_are_not_a_sum_of_single_signals(service):
    signals = service.ratings.signals
    both = dict.fromkeys(signals, np.zeros(4))
    both |= {
        "domestic_register": np.array([0.0, 1, 0, 1]),
        "child_contact": np.array([0.0, 0, 1, 1]),
    }

    interacting = FORMS["interacting"].severity(both)
    additive = FORMS["additive"].severity(both)

    assert additive[3] == pytest.approx(additive[1] + additive[2])
    assert interacting[3] > interacting[1] + interacting[2] + 1


def test_a_second_gap_counts_more_than_a_first_under_thresholds(service):
    gaps = dict.fromkeys(service.ratings.signals, np.zeros(3))
    gaps |= {"domestic_not_made": np.array([0.0, 1, 1]), "exempted": np.array([0.0, 0, 1])}
    gaps |= {"oversight": np.ones(3)}

    none, one, two = FORMS["threshold"].misses(gaps)

    assert two - one > one - none > 0


def test_a_weighted_sum_takes_each_signal_once():
    signals = {"missed": np.array([1.0, 2.0]), "orders": np.array([0.0, 1.0])}

    assert weighted(signals, {"missed": 2.0, "orders": 0.5}).tolist() == [2.0, 4.5]
