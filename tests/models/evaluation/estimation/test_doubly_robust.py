import numpy as np
import pytest

from models.evaluation.estimation.doubly_robust import expected_finds, support
from tests.models.evaluation.made_up import cases_of

NAN = np.nan


def test_an_audit_makes_up_for_the_cases_it_stands_for():
    one_of_two = cases_of([1, NAN], weight=[2.0, NAN])

    assert expected_finds(one_of_two, np.array([0.8, 0.8])) == pytest.approx([1.2, 0.8])


def test_where_all_are_audited_it_is_what_was_found():
    assert expected_finds(cases_of([1, 0, 1]), np.array([0.3, 0.3, 0.3])).tolist() == [1, 0, 1]


def test_without_chances_the_weighted_share_of_finds_stands_in():
    finds = expected_finds(cases_of([1, 0, NAN], weight=[3.0, 1.0, NAN]), None)

    assert finds[2] == pytest.approx(0.75)


@pytest.mark.parametrize("claims", ["right", "wrong"])
def test_with_right_weights_a_biased_sample_gives_the_share_of_all(claims):
    rng = np.random.default_rng(4)
    n, trials = 2000, 200
    chance = rng.beta(1, 5, n)
    picked = np.clip(0.05 + 0.9 * chance, 0, 1)
    probability = chance if claims == "right" else np.full(n, 0.4)
    estimates, plain = [], []
    for _ in range(trials):
        found = (rng.random(n) < chance).astype(float)
        seen = rng.random(n) < picked
        cases = cases_of(np.where(seen, found, NAN), weight=np.where(seen, 1 / picked, NAN))
        estimates.append(expected_finds(cases, probability).mean())
        plain.append(found[seen].mean())

    error = np.std(estimates) / np.sqrt(trials)
    assert np.mean(estimates) == pytest.approx(chance.mean(), abs=4 * error)
    assert np.mean(plain) > chance.mean() + 10 * error


def test_with_right_chances_wrong_weights_do_no_harm():
    rng = np.random.default_rng(5)
    chance = rng.beta(1, 5, 20_000)
    found = (rng.random(20_000) < chance).astype(float)
    seen = rng.random(20_000) < 0.2
    cases = cases_of(np.where(seen, found, NAN), weight=np.where(seen, 2.0, NAN))

    assert expected_finds(cases, chance).mean() == pytest.approx(chance.mean(), abs=0.005)


def test_few_audits_say_nothing():
    cases = cases_of([1, 0, 1, NAN, NAN])

    supported = support(cases, np.ones(5, dtype=bool))

    assert supported.audited == 3
    assert supported.doubt == "cannot tell: audits of these cases weigh as 3.0 equal ones"


def test_one_heavy_audit_does_not_speak_for_a_list():
    weight = np.ones(200)
    weight[0] = 110.0

    doubt = support(cases_of([1] * 200, weight=weight / 1), np.ones(200, dtype=bool)).doubt

    assert doubt == "cannot tell: audits of these cases weigh as 7.8 equal ones"


def test_cases_that_could_never_be_audited_are_not_spoken_for():
    never = cases_of([1.0] * 20 + [NAN] * 80)

    doubt = support(never, np.ones(100, dtype=bool)).doubt

    assert doubt == "cannot tell: audits speak for 20% of these cases"


def test_weights_that_fall_short_by_more_than_chance_do_not_speak_for_all():
    many = cases_of([1.0] * 600 + [NAN] * 400)
    few = cases_of([1.0] * 12 + [NAN] * 8)

    assert support(many, np.ones(1000, dtype=bool)).doubt == (
        "cannot tell: audits speak for 60% of these cases"
    )
    assert support(few, np.ones(20, dtype=bool)).doubt is None
