"""Whether stated chances hold: of the cases given 0.4, audits should raise four in ten."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit, logit

from contracts.intervals import wilson
from models.evaluation.estimation.bootstrap import DECIMALS
from models.evaluation.estimation.estimate import Figure
from models.evaluation.estimation.plan import EstimationPlan, counted, ratio
from models.evaluation.predictions.arrays import TargetCases

SPLITS = (0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95)  # finer towards the top, where lists are made
ENOUGH = 30  # audits in a bin
SLOPE_DRAWS = 200
COLUMNS = ["low", "high", "mean_chance", "audited", "raised", "rate", "low95", "high95"]
NO_BINS = pd.DataFrame(columns=COLUMNS)
CLIP = 1e-4  # log odds of a chance of 0 or 1 would be infinite
STEPS = 12  # of Newton's method, each at most LONGEST_STEP
LONGEST_STEP = 2.0


def bins(cases: TargetCases, probability: NDArray[np.float64]) -> pd.DataFrame:
    """Audits by the chance they had been given: how many, how many raised, how sure.

    An assessment predicted in several repeats counts once, at its mean chance. Bins without
    enough audits are joined to the next below; with fewer than 30 audits in all there are none.

    Parameters
    ----------
    probability : array of shape (n_cases,)
        Out of fold, 0 to 1.

    Returns
    -------
    frame
        `low, high, mean_chance, audited, raised, rate, low95, high95`; bins hold ``low`` up to
        but not including ``high`` (the last includes 1). Where chances hold, ``mean_chance``,
        the mean of those in the bin, lies between ``low95`` and ``high95``. Audits count as
        they are, unweighted.
    """
    rows = cases.audited
    each = pd.DataFrame(
        {"row": cases.case[rows], "chance": probability[rows], "found": cases.y[rows]}
    )
    once = each.groupby("row", sort=True).mean().sort_values("chance", kind="stable")
    if len(once) < ENOUGH:
        return NO_BINS
    edges = _edges(once["chance"].to_numpy())
    bin_of = np.clip(np.searchsorted(edges, once["chance"], side="right") - 1, 0, len(edges) - 2)
    audited = np.bincount(bin_of, minlength=len(edges) - 1)
    raised = np.bincount(bin_of, once["found"], minlength=len(edges) - 1).astype(int)
    chances = np.bincount(bin_of, once["chance"], minlength=len(edges) - 1)
    low95, high95 = wilson(raised, audited)
    return pd.DataFrame(
        {
            "low": edges[:-1],
            "high": edges[1:],
            "mean_chance": np.round(chances / audited, DECIMALS),
            "audited": audited,
            "raised": raised,
            "rate": np.round(raised / audited, DECIMALS),
            "low95": np.round(low95, DECIMALS),
            "high95": np.round(high95, DECIMALS),
        }
    )


def _edges(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bin edges from 0 to 1 with enough audits between each two, built from the top."""
    edges = [1.0]
    above = len(chances)
    for edge in np.round(np.quantile(chances, SPLITS[::-1]), DECIMALS):
        at = int(np.searchsorted(chances, edge, side="left"))
        if above - at >= ENOUGH and at >= ENOUGH and edge < edges[-1]:
            edges.append(float(edge))
            above = at
    return np.array([*edges, 0.0][::-1])


def in_the_large(
    cases: TargetCases, probability: NDArray[np.float64], plan: EstimationPlan
) -> Figure:
    """Mean chance over the share found, 1 where they agree; audits by their weight."""
    rows = cases.weighted
    weight, found = cases.weight[rows], cases.y[rows]
    columns = np.column_stack([weight * probability[rows], weight * found])
    chances, finds = plan.draws.totals(cases.person[rows], columns)
    return plan.evidence.figure(ratio(chances, finds), counts=counted(cases, rows))


def slope(cases: TargetCases, probability: NDArray[np.float64], plan: EstimationPlan) -> Figure:
    """Slope of a logistic curve through the log odds of the chances.

    1 where they hold; below 1 where they are too extreme, above 1 where too cautious.
    """
    rows = cases.weighted
    log_odds = logit(np.clip(probability[rows], CLIP, 1 - CLIP))
    counts = plan.draws.counts[cases.person[rows], : SLOPE_DRAWS + 1].T
    if not rows.any() or np.ptp(log_odds) < 1e-9:
        slopes = np.full(len(counts), np.nan)
    else:
        slopes = _slopes(log_odds, cases.y[rows], counts * cases.weight[rows])
    return plan.evidence.figure(slopes, counts=counted(cases, rows))


def _slopes(
    x: NDArray[np.float64], y: NDArray[np.float64], mass: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Slopes of weighted logistic regressions of y on x, one a draw, by Newton's method.

    Parameters
    ----------
    x, y : arrays of shape (n_audits,)
    mass : array of shape (n_draws, n_audits)
        How much each audit counts in each draw.

    Returns
    -------
    array of shape (n_draws,)
        NaN where a draw has no slope.
    """
    intercept, slope = np.zeros((len(mass), 1)), np.ones((len(mass), 1))
    for _ in range(STEPS):
        chance = expit(np.clip(intercept + slope * x, -30, 30))
        residual, curvature = mass * (y - chance), mass * chance * (1 - chance)
        with np.errstate(invalid="ignore", divide="ignore"):
            total = curvature.sum(axis=1, keepdims=True)
            centre = (curvature * x).sum(axis=1, keepdims=True) / total
            spread = (curvature * (x - centre) ** 2).sum(axis=1, keepdims=True)
            steeper = (residual * (x - centre)).sum(axis=1, keepdims=True) / spread
            higher = residual.sum(axis=1, keepdims=True) / total - steeper * centre
        slope = slope + np.clip(steeper, -LONGEST_STEP, LONGEST_STEP)
        intercept = intercept + np.clip(higher, -LONGEST_STEP, LONGEST_STEP)
    slopes: NDArray[np.float64] = slope[:, 0]
    return slopes
