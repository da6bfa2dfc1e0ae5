"""Whether a chance of four in ten comes true four times in ten."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.evaluation.estimation.bootstrap import DECIMALS, wilson
from models.evaluation.estimation.estimate import Figure
from models.evaluation.estimation.settings import Plan
from models.evaluation.predictions.arrays import TargetCases

SPLITS = (0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95)  # finer towards the top, where lists are made
ENOUGH = 30  # audits in a bin
SLOPE_DRAWS = 200
NO_BINS = pd.DataFrame(columns=["low", "high", "audited", "raised", "rate", "low95", "high95"])
CLIP = 1e-4  # log odds of a chance of 0 or 1 would be infinite


def bins(field: TargetCases, claimed: NDArray[np.float64]) -> pd.DataFrame:
    """Audits by the chance they had been given: how many, how many raised, how sure.

    An assessment predicted in several repeats counts once, at its mean chance. Bins without
    enough audits are joined to the next below; with fewer than 30 audits in all there are none.

    Returns
    -------
    frame
        `low, high, audited, raised, rate, low95, high95`; bins hold ``low`` up to but not
        including ``high`` (the last includes 1). Audits count as they are, unweighted.
    """
    seen = field.audited
    each = pd.DataFrame(
        {"row": field.case[seen], "chance": claimed[seen], "found": field.happened[seen]}
    )
    once = each.groupby("row", sort=True).mean().sort_values("chance", kind="stable")
    if len(once) < ENOUGH:
        return NO_BINS
    edges = _edges(once["chance"].to_numpy())
    held = np.clip(np.searchsorted(edges, once["chance"], side="right") - 1, 0, len(edges) - 2)
    audited = np.bincount(held, minlength=len(edges) - 1).astype(np.float64)
    raised = np.bincount(held, once["found"], minlength=len(edges) - 1).astype(np.float64)
    low95, high95 = wilson(raised, audited)
    return pd.DataFrame(
        {
            "low": edges[:-1],
            "high": edges[1:],
            "audited": audited.astype(int),
            "raised": raised.astype(int),
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


def in_the_large(field: TargetCases, claimed: NDArray[np.float64], plan: Plan) -> Figure:
    """Mean chance over the share found, 1 where they agree; audits by their weight."""
    rows = field.weighted
    weight, found = field.weight[rows], field.happened[rows]
    columns = np.column_stack([weight * claimed[rows], weight * found])
    chances, finds = plan.draws.totals(field.person[rows], columns)
    ratio = np.divide(chances, finds, out=np.full_like(finds, np.nan), where=finds > 0)
    return plan.evidence.figure(ratio, counts=_counted(field, rows))


def slope(field: TargetCases, claimed: NDArray[np.float64], plan: Plan) -> Figure:
    """Slope of a logistic curve through the log odds: 1 right, below 1 too extreme."""
    rows = field.weighted
    chance = np.clip(claimed[rows], CLIP, 1 - CLIP)
    log_odds = np.log(chance / (1 - chance))
    counts = plan.draws.counts[field.person[rows], : SLOPE_DRAWS + 1].T
    if not rows.any() or np.ptp(log_odds) < 1e-9:
        fitted = np.full(len(counts), np.nan)
    else:
        fitted = _slopes(log_odds, field.happened[rows], counts * field.weight[rows])
    return plan.evidence.figure(fitted, counts=_counted(field, rows))


def _counted(field: TargetCases, rows: NDArray[np.bool_]) -> tuple[int, int]:
    finds = round(field.happened[rows].sum() / max(field.repeats, 1))
    return round(rows.sum() / max(field.repeats, 1)), finds


def _slopes(
    x: NDArray[np.float64], found: NDArray[np.float64], mass: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Newton's method for intercept and slope, all draws at once."""
    a, b = np.zeros((len(mass), 1)), np.ones((len(mass), 1))
    for _ in range(12):
        chance = 1 / (1 + np.exp(-np.clip(a + b * x, -30, 30)))
        gap = mass * (found - chance)
        bend = mass * chance * (1 - chance)
        s0, s1, s2 = (bend * x**power for power in (0, 1, 2))
        h00, h01, h11 = (s.sum(axis=1, keepdims=True) for s in (s0, s1, s2))
        g0, g1 = gap.sum(axis=1, keepdims=True), (gap * x).sum(axis=1, keepdims=True)
        fall = h00 * h11 - h01**2
        with np.errstate(invalid="ignore", divide="ignore"):
            a = a + np.clip((h11 * g0 - h01 * g1) / fall, -2, 2)
            b = b + np.clip((h00 * g1 - h01 * g0) / fall, -2, 2)
    slopes: NDArray[np.float64] = b[:, 0]
    return slopes
