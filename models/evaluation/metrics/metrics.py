"""Every figure of one candidate on one target, each with its interval and its counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from contracts.intervals import wilson
from models.evaluation.estimation.bootstrap import DECIMALS
from models.evaluation.estimation.cutoff import listed
from models.evaluation.estimation.estimate import Figure, ReportingRule
from models.evaluation.estimation.plan import Drawn, EstimationPlan, counted, over_repeats, ratio
from models.evaluation.predictions.arrays import TargetCases, View

CLIP = 1e-6  # log loss of a chance of 0 or 1 would be infinite


@dataclass(frozen=True)
class AuditSample:
    """Audited cases that figures are made from, and how much each counts."""

    suffix: str
    among: NDArray[np.bool_]
    weight: NDArray[np.float64]


@dataclass(frozen=True)
class DrawnStatistic:
    """One statistic in every draw, and what it rests on.

    Parameters
    ----------
    drawn : array of shape (1 + n_draws,)
        The statistic; its value first.
    counts : pair of int
        Audited cases, and finds among them.
    found : int, optional
        All finds, where it rests on a part of them.
    """

    drawn: NDArray[np.float64]
    counts: tuple[int, int]
    found: int | None = None

    def figure(self, evidence: ReportingRule) -> Figure:
        """The figure, or why there is none."""
        return evidence.figure(self.drawn, counts=self.counts, found=self.found)


def measure(cases: TargetCases, view: View, plan: EstimationPlan) -> dict[str, Figure]:
    """Every figure of one candidate on one target, from its ``statistics``."""
    return {
        name: _widened(statistic.figure(plan.evidence), statistic)
        if "_at_" in name
        else statistic.figure(plan.evidence)
        for name, statistic in statistics(cases, view, plan).items()
    }


def _widened(figure: Figure, statistic: DrawnStatistic) -> Figure:
    """A share of none or all with Wilson's interval: drawing people again cannot vary it."""
    if figure.value not in (0.0, 1.0) or figure.low != figure.high:
        return figure
    n, positives = statistic.counts
    trials = positives if statistic.found is None else n
    low, high = wilson([trials * figure.value], [trials])
    return replace(figure, low=round(float(low[0]), DECIMALS), high=round(float(high[0]), DECIMALS))


def statistics(cases: TargetCases, view: View, plan: EstimationPlan) -> dict[str, DrawnStatistic]:
    """Every statistic of one candidate on one target.

    Plain names are of the audited cases as they are. ``_weighted`` counts each by the inverse of
    its chance of having been audited; ``_random_part`` keeps those picked at random. Both are
    left out where they would repeat the plain figure. ``_prompted`` are audits that a serious
    further offence prompted, which no other figure holds.
    """
    lists = {
        name: listed(view.score, cases.y, window=cases.window, share=share)
        for name, share in plan.shares.items()
    }
    rankings = _finds_last(cases, view)
    chances = None if view.probability is None else _losses(cases, view.probability)
    by_name: dict[str, DrawnStatistic] = {}
    for sample in audit_samples(cases):
        figures = _ranking(cases, rankings, sample, plan) | _lists(cases, lists, sample, plan)
        if chances is not None:
            figures |= _chances(cases, chances, sample, plan)
        by_name |= {name + sample.suffix: statistic for name, statistic in figures.items()}
    return by_name


def audit_samples(cases: TargetCases) -> list[AuditSample]:
    """Audited cases as they are, weighted, the random part, and the prompted, where they differ."""
    audited = cases.audited
    samples = [AuditSample("", audited, audited.astype(np.float64))]
    weighted = cases.weighted
    if weighted.any() and (cases.weight[weighted].std() > 0 or (weighted != audited).any()):
        samples.append(AuditSample("_weighted", weighted, np.nan_to_num(cases.weight)))
    at_random = audited & cases.at_random
    if at_random.any() and (at_random != audited).any():
        samples.append(AuditSample("_random_part", at_random, at_random.astype(np.float64)))
    if cases.prompted.any():
        samples.append(AuditSample("_prompted", cases.prompted, cases.prompted.astype(np.float64)))
    return samples


def _finds_last(cases: TargetCases, view: View) -> NDArray[np.intp]:
    """Positions of the cases in list order, finds last among equal scores."""
    return np.lexsort((np.nan_to_num(cases.y), -view.score))


def _ranking(
    cases: TargetCases, order: NDArray[np.intp], sample: AuditSample, plan: EstimationPlan
) -> dict[str, DrawnStatistic]:
    """Average precision and ROC AUC."""

    def both(rows: NDArray[np.bool_]) -> Drawn:
        kept = order[rows[order]]
        precision, area = plan.draws.ranked(cases.person[kept], cases.y[kept], sample.weight[kept])
        return {"average_precision": precision, "roc_auc": area}

    return _counted(cases, sample, over_repeats(cases, sample.among, both))


def _losses(cases: TargetCases, probability: NDArray[np.float64]) -> NDArray[np.float64]:
    """Per case: squared error, log loss, probability less find, and 1."""
    found = np.nan_to_num(cases.y)
    clipped = np.clip(probability, CLIP, 1 - CLIP)
    loss = -np.where(found == 1, np.log(clipped), np.log1p(-clipped))
    gap = probability - found
    return np.column_stack([gap**2, loss, gap, np.ones(len(found))])


def _chances(
    cases: TargetCases, losses: NDArray[np.float64], sample: AuditSample, plan: EstimationPlan
) -> dict[str, DrawnStatistic]:
    """Brier score, log loss, and how far the mean chance lies above the share found."""

    def means(rows: NDArray[np.bool_]) -> Drawn:
        weighted = losses[rows] * sample.weight[rows, None]
        *sums, n_cases = plan.draws.totals(cases.person[rows], weighted)
        names = ("brier", "log_loss", "calibration_in_the_large")
        return {name: ratio(total, n_cases) for name, total in zip(names, sums, strict=True)}

    return _counted(cases, sample, over_repeats(cases, sample.among, means))


def _lists(
    cases: TargetCases,
    lists: Mapping[str, NDArray[np.bool_]],
    sample: AuditSample,
    plan: EstimationPlan,
) -> dict[str, DrawnStatistic]:
    """Precision and recall of every length of list, on the audited cases it would have held."""
    found = np.nan_to_num(cases.y)
    columns = [found, *(listing * found for listing in lists.values()), *lists.values()]
    table = np.column_stack(columns).astype(np.float64)

    def shares(rows: NDArray[np.bool_]) -> Drawn:
        weighted = table[rows] * sample.weight[rows, None]
        finds, *rest = plan.draws.totals(cases.person[rows], weighted)
        hits, length = rest[: len(lists)], rest[len(lists) :]
        named = list(zip(lists, hits, length, strict=True))
        precision = {f"precision_at_{name}": ratio(hit, n) for name, hit, n in named}
        return precision | {f"recall_at_{name}": ratio(hit, finds) for name, hit, _ in named}

    drawn = over_repeats(cases, sample.among, shares)
    figures = _counted(cases, sample, drawn)
    _, all_found = counted(cases, sample.among)
    for name, listing in lists.items():
        precision = f"precision_at_{name}"
        counts = counted(cases, sample.among & listing)
        figures[precision] = DrawnStatistic(drawn[precision], counts, found=all_found)
    return figures


def _counted(cases: TargetCases, sample: AuditSample, drawn: Drawn) -> dict[str, DrawnStatistic]:
    """Each statistic with the audits of the sample that it rests on."""
    counts = counted(cases, sample.among)
    return {name: DrawnStatistic(values, counts) for name, values in drawn.items()}
