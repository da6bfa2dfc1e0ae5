"""Whether a group is rated too low more often than its record explains.

A logistic regression of what audits found on the group, with the log odds of the predicted chance
as they are: the model never saw who belongs to the group, so a shift in the group's odds is what
the record does not explain. Audits by their weight, standard errors by person.
"""

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit
from scipy.stats import norm

from reports.estimation.share import Floats, Z

LEAST_FINDS = 10
CLIP = 1e-4


@dataclass(frozen=True)
class Shift:
    """Log odds of a group less those of all others, its 95 % interval and p-value."""

    value: float
    low: float
    high: float
    p: float


def shift(
    found: Floats,
    chance: Floats,
    weight: Floats,
    group: NDArray[np.bool_],
    person: NDArray[np.intp],
) -> Shift | None:
    """The shift of a group; None with fewer than 10 finds or confirmations on either side.

    Parameters
    ----------
    found, chance, weight : array of shape (n_audits,)
        What audits found (1 or 0), the predicted chance, and the audit's weight.
    group : array of bool
        Who belongs to the group.
    person : array of int
        Whose rating was audited.
    """
    import statsmodels.api as sm

    tallies = [(found[side] == value).sum() for side in (group, ~group) for value in (0, 1)]
    if min(tallies) < LEAST_FINDS:
        return None
    design = np.column_stack([np.ones(len(found)), group.astype(float)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = sm.GLM(
            found,
            design,
            family=sm.families.Binomial(),
            offset=logit(np.clip(chance, CLIP, 1 - CLIP)),
            freq_weights=weight / weight.mean(),
        ).fit(cov_type="cluster", cov_kwds={"groups": person})
    value, error = float(fitted.params[1]), float(fitted.bse[1])
    p = float(2 * norm.sf(abs(value) / error))
    return Shift(value, value - Z * error, value + Z * error, p)
