"""A planted association is covered by its interval; with none, nothing is claimed."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit
from scipy.stats import t as student

from reports.estimation.office_time import associate


def _associated(random, effect, teams=45, audits=1500):
    days = random.uniform(1, 4, teams)
    of_team = random.normal(0, 0.1, teams)
    team = random.integers(0, teams, audits)
    load = random.normal(0, 1, audits)
    chance = expit(-0.3 + effect * (days[team] - 2.5) - 0.3 * load + of_team[team])
    sufficient = pd.Series((random.random(audits) < chance).astype(float))
    adjusted = pd.DataFrame({"caseload": load})
    return associate(sufficient, pd.Series(days[team]), adjusted, pd.Series(team).astype(str))


def test_the_planted_effect_lies_in_its_interval_about_as_often_as_stated():
    random = np.random.default_rng(8)
    found = [_associated(random, 0.25) for _ in range(80)]

    covered = sum(one.low <= np.exp(0.25) <= one.high for one in found)

    assert covered >= 70


def test_without_an_effect_claims_are_as_rare_as_stated():
    random = np.random.default_rng(9)
    found = [_associated(random, 0.0) for _ in range(80)]

    assert sum(not one.low <= 1 <= one.high for one in found) <= 10


def test_few_teams_give_no_association():
    assert _associated(np.random.default_rng(1), 0.2, teams=8) is None


def test_interval_and_p_value_rest_on_one_degree_of_freedom_less_than_teams():
    found = _associated(np.random.default_rng(3), 0.25, teams=20)

    quantile = student.isf(found.p / 2, 19)  # how many standard errors the effect lies from none
    error = np.log(found.odds_ratio) / quantile
    assert np.log(found.high / found.odds_ratio) == pytest.approx(student.ppf(0.975, 19) * error)
