"""Lists learned again: mistakes cost, more of them cost more, and few audits tell nothing."""

import numpy as np
from scipy.special import expit

from reports.estimation.learned_again import AuditedCases, learn_again


def _cases(n=6000, audited=0.3, seed=1):
    random = np.random.default_rng(seed)
    columns = random.normal(0, 1, (n, 4))
    chance = expit(-2.5 + 1.5 * columns[:, 0] + columns[:, 1])
    seen = random.random(n) < audited
    found = np.where(seen, random.random(n) < chance, np.nan)
    weight = np.where(seen, 1 / audited, np.nan)
    return AuditedCases(columns, found.astype(float), weight, np.arange(n))


def test_the_more_audits_are_mistaken_the_less_of_the_list_stays():
    none, few, many = learn_again(_cases(), (0.02, 0.4), capacity=0.05)

    assert (none.error, few.error, many.error) == (0.0, 0.02, 0.4)
    assert few.kept[0] > many.kept[0] + 0.1
    assert few.kept[1] <= few.kept[0] <= few.kept[2]
    assert none.kept[0] < 1, "chance alone changes some of it"


def test_what_is_listed_is_looked_up_in_audits_as_recorded():
    cases = _cases()

    few = learn_again(cases, (0.02,), capacity=0.05)[1].precision

    assert few.value > 2 * np.nanmean(cases.found)
    assert few.low < few.value < few.high


def test_few_audits_or_finds_learn_nothing():
    cases = _cases()
    unfound = AuditedCases(cases.columns, 0 * cases.found, cases.weight, cases.person)

    assert learn_again(_cases(n=300), (0.05,), capacity=0.05) == []
    assert learn_again(unfound, (0.05,), capacity=0.05) == []


def test_the_same_audits_give_the_same_lists():
    assert learn_again(_cases(), (0.05,), capacity=0.05) == learn_again(
        _cases(), (0.05,), capacity=0.05
    )
