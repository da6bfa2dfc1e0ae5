"""Whether stated chances hold: of the cases given 0.4, audits should raise four in ten."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import logit

from contracts.disclosure.rules import DisclosureRules
from contracts.disclosure.shares import protected_shares
from contracts.intervals import wilson
from models.evaluation.estimation.bootstrap import DECIMALS
from models.evaluation.estimation.estimate import Figure
from models.evaluation.estimation.logistic_draws import fit_draws
from models.evaluation.estimation.plan import EstimationPlan, counted, ratio
from models.evaluation.predictions.arrays import TargetCases

SPLITS = (0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95)  # finer towards the top, where lists are made
ENOUGH = 30  # audits in a bin
SLOPE_DRAWS = 400
COLUMNS = ["low", "high", "mean_chance", "audited", "raised", "rate", "low95", "high95"]
NO_BINS = pd.DataFrame(columns=COLUMNS)
CLIP = 1e-4  # log odds of a chance of 0 or 1 would be infinite
START = np.array([0.0, 1.0])  # chances as they are: intercept and slope


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


def published(table: pd.DataFrame, rules: DisclosureRules) -> pd.DataFrame:
    """The bins as they may leave the team: counts rounded or withheld, shares made from them."""
    shares = protected_shares(table["raised"], table["audited"], rules).round(DECIMALS)
    return table.assign(
        audited=shares["of"],
        raised=shares["found"],
        **{name: shares[name] for name in ("rate", "low95", "high95")},
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
        line = np.column_stack([np.ones(len(log_odds)), log_odds])
        mass = counts * cases.weight[rows]
        coefficients = fit_draws(line, cases.y[rows], mass, start=START, ridge=np.zeros(2))
        slopes = coefficients[:, 1]
    return plan.evidence.figure(slopes, counts=counted(cases, rows))
