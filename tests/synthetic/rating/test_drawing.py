import numpy as np
import pytest

from synthetic.rating.drawing import draw_ratings
from synthetic.rating.forms import FORMS
from synthetic.settings import HIGH, LEVELS

POSITION = np.arange(len(LEVELS))


def under(ratings):
    return (ratings.chances * (ratings.assigned[:, None] < POSITION)).sum(axis=1)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_exact_chances_are_calibrated_overall_and_in_bins(service, settings_of, form):
    draws = np.random.default_rng(8)
    ratings = draw_ratings(draws, settings=settings_of(form=form), record=service.record)
    chance, raised = under(ratings), ratings.right > ratings.assigned

    bins = np.digitize(chance, [0.02, 0.05, 0.1, 0.2, 0.4, 0.6])

    for rows in (bins == number for number in range(7)):
        spread = np.sqrt((chance[rows] * (1 - chance[rows])).sum())
        assert abs(raised[rows].sum() - chance[rows].sum()) < 3.5 * spread


def test_no_signal_known_at_signature_adds_to_the_exact_chance(service):
    ratings = service.ratings
    chance = under(ratings)
    surprise = (ratings.right > ratings.assigned) - chance
    spread = np.sqrt(chance * (1 - chance))

    for name, values in ratings.signals.items():
        centred = values - values.mean()
        z = (surprise * centred).sum() / np.sqrt(((spread * centred) ** 2).sum())
        assert abs(z) < 4, name


def test_facts_known_only_after_signature_would_give_the_truth_away(service):
    ratings = service.ratings
    surprise = (ratings.chances[:, HIGH:].sum(axis=1) - (ratings.right >= HIGH)) * -1

    arrested = ratings.arrested < 10**6
    assert surprise[arrested].mean() > 0.03


def test_ratings_are_missed_for_the_reasons_on_record(service):
    ratings, signals = service.ratings, service.ratings.signals
    raised = ratings.right > ratings.assigned

    for gap in ("domestic_not_made", "child_not_made", "high_not_declared"):
        assert raised[signals[gap] > 0].mean() > raised[signals[gap] == 0].mean() + 0.02


def test_nobody_s_group_matters_until_the_bias_is_switched_on(service, settings_of):
    minority = service.record.people.minority[service.record.timeline.person]

    def gap(bias: float) -> float:
        draws = np.random.default_rng(8)
        chance = under(draw_ratings(draws, settings=settings_of(bias=bias), record=service.record))
        return chance[minority].mean() - chance[~minority].mean()

    assert abs(gap(0.0)) < 0.012
    assert gap(1.0) > 0.05
    assert gap(-1.0) < -0.03


def test_earlier_ratings_are_part_of_later_records(service):
    ratings, timeline = service.ratings, service.record.timeline
    later = np.flatnonzero(timeline.order > 0)

    was_high = later[ratings.assigned[later - 1] >= HIGH]
    assert (ratings.signals["earlier_high"][was_high] == 1).all()
