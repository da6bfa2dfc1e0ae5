"""Whether time in the office goes with the quality of work, adjusted for what else differs.

A logistic regression of audits (sufficient or not) on the team's office days in the month of
signing, adjusted for workload, vacancies, experience and the mix of cases, with standard errors by
team. Teams are the units of comparison; no person is.
"""

import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import t as student

LEAST_TEAMS = 10


@dataclass(frozen=True)
class Association:
    """Odds ratio of one more unit of exposure with its 95 % interval, and its E-value.

    ``e_value`` is how strongly something unmeasured would have to go with both office time and
    quality, as a risk ratio, to bring the nearer end of the interval to 1; 1 where it is there.
    """

    odds_ratio: float
    low: float
    high: float
    p: float
    e_value: float
    audits: int
    teams: int


def associate(
    sufficient: "pd.Series[float]",
    exposure: "pd.Series[float]",
    adjusted_for: pd.DataFrame,
    team: "pd.Series[str]",
) -> Association | None:
    """The association, or None with fewer than 10 teams or an exposure that does not vary.

    Parameters
    ----------
    sufficient : series of float
        1 or 0, an audit a row.
    exposure : series of float
        Office days a week of the team in that month, or another share.
    adjusted_for : frame of float
        Columns to adjust for; missing values count as the mean.
    team : series of str
        Whose standard errors go together.
    """
    import statsmodels.api as sm

    rows = sufficient.notna() & exposure.notna() & team.notna()
    teams = int(team[rows].nunique())
    if teams < LEAST_TEAMS or float(exposure[rows].std()) < 1e-9:
        return None
    others = adjusted_for[rows].astype(float)
    scaled = ((others - others.mean()) / others.std().replace(0, 1.0)).fillna(0.0)
    design = np.column_stack([np.ones(int(rows.sum())), exposure[rows].to_numpy(float), scaled])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = sm.GLM(
            sufficient[rows].to_numpy(float), design, family=sm.families.Binomial()
        ).fit(cov_type="cluster", cov_kwds={"groups": pd.factorize(team[rows])[0]})
    value, error = float(fitted.params[1]), float(fitted.bse[1])
    reach = float(student.ppf(0.975, teams - 1)) * error
    p = float(2 * student.sf(abs(value) / error, teams - 1))
    low, high = np.exp(value - reach), np.exp(value + reach)
    e_value = e_value_of(float(low), float(high))
    return Association(
        float(np.exp(value)), float(low), float(high), p, e_value, int(rows.sum()), teams
    )


def e_value_of(low: float, high: float) -> float:
    """VanderWeele and Ding's E-value of an odds ratio's nearer end, for a common outcome.

    Examples
    --------
    >>> e_value_of(0.9, 1.4)
    1.0
    >>> round(e_value_of(1.44, 2.0), 2)
    1.69
    """
    if low <= 1 <= high:
        return 1.0
    near = low if low > 1 else 1 / high
    ratio = float(np.sqrt(near))
    return ratio + float(np.sqrt(ratio * (ratio - 1)))
