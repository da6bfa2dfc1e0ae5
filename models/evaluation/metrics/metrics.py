"""Every figure of one candidate on one target, each with its interval and its counts."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.evaluation.estimation.bootstrap import DECIMALS, wilson
from models.evaluation.estimation.cutoff import listed
from models.evaluation.estimation.estimate import Figure, ReportingRule
from models.evaluation.estimation.settings import Drawn, Plan, View, counted, over_repeats, ratio
from models.evaluation.predictions.arrays import TargetCases

CLIP = 1e-6  # log loss of a chance of 0 or 1 would be infinite


@dataclass(frozen=True)
class Part:
    """Audited cases that figures are made from, and how much each counts."""

    suffix: str
    among: NDArray[np.bool_]
    weight: NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
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


def measure(field: TargetCases, view: View, plan: Plan) -> dict[str, Figure]:
    """Every figure of one candidate on one target, from its ``samples``."""
    return {
        name: _widened(sample.figure(plan.evidence), sample)
        if "_at_" in name
        else sample.figure(plan.evidence)
        for name, sample in samples(field, view, plan).items()
    }


def _widened(figure: Figure, sample: Sample) -> Figure:
    """A share of none or all with Wilson's interval: drawing people again cannot vary it."""
    if figure.value not in (0.0, 1.0) or figure.low != figure.high:
        return figure
    n, positives = sample.counts
    trials = np.array([float(positives if sample.found is None else n)])
    low, high = wilson(trials * figure.value, trials)
    return replace(figure, low=round(float(low[0]), DECIMALS), high=round(float(high[0]), DECIMALS))


def samples(field: TargetCases, view: View, plan: Plan) -> dict[str, Sample]:
    """Every statistic of one candidate on one target.

    Plain names are of the audited cases as they are. ``_weighted`` counts each by the inverse of
    its chance of having been audited; ``_random_part`` keeps those picked at random. Both are
    left out where they would repeat the plain figure.
    """
    lists = {
        name: listed(view.score, field.happened, window=field.window, share=share)
        for name, share in plan.shares.items()
    }
    found: dict[str, Sample] = {}
    for part in parts_of(field):
        found |= _ranking(field, view, part, plan)
        found |= _lists(field, lists, part, plan)
        if view.claimed is not None:
            found |= _chances(field, view.claimed, part, plan)
    return found


def parts_of(field: TargetCases) -> list[Part]:
    """The audited cases as they are, weighted, and the random part, where these differ."""
    audited = field.audited
    parts = [Part("", audited, audited.astype(np.float64))]
    weighted = field.weighted
    if weighted.any() and (field.weight[weighted].std() > 0 or (weighted != audited).any()):
        parts.append(Part("_weighted", weighted, np.nan_to_num(field.weight)))
    at_random = audited & field.at_random
    if at_random.any() and (at_random != audited).any():
        parts.append(Part("_random_part", at_random, at_random.astype(np.float64)))
    return parts


def _ranking(field: TargetCases, view: View, part: Part, plan: Plan) -> dict[str, Sample]:
    """Average precision and ROC AUC, finds last among equal scores."""
    order = np.lexsort((np.nan_to_num(field.happened), -view.score))

    def both(rows: NDArray[np.bool_]) -> Drawn:
        kept = order[rows[order]]
        precision, area = plan.draws.ranked(
            field.person[kept], field.happened[kept], part.weight[kept]
        )
        return {"average_precision": precision, "roc_auc": area}

    drawn = over_repeats(field, part.among, both)
    counts = counted(field, part.among)
    return {name + part.suffix: Sample(values, counts) for name, values in drawn.items()}


def _chances(
    field: TargetCases, claimed: NDArray[np.float64], part: Part, plan: Plan
) -> dict[str, Sample]:
    """Brier score, log loss, and how far the mean chance lies above the share found."""
    found = np.nan_to_num(field.happened)
    clipped = np.clip(claimed, CLIP, 1 - CLIP)
    loss = -np.where(found == 1, np.log(clipped), np.log1p(-clipped))
    columns = np.column_stack([(claimed - found) ** 2, loss, claimed - found, np.ones(len(found))])

    def means(rows: NDArray[np.bool_]) -> Drawn:
        weighted = columns[rows] * part.weight[rows, None]
        *sums, cases = plan.draws.totals(field.person[rows], weighted)
        names = ("brier", "log_loss", "calibration_in_the_large")
        return {name: ratio(total, cases) for name, total in zip(names, sums, strict=True)}

    drawn = over_repeats(field, part.among, means)
    counts = counted(field, part.among)
    return {name + part.suffix: Sample(values, counts) for name, values in drawn.items()}


def _lists(
    field: TargetCases, lists: dict[str, NDArray[np.bool_]], part: Part, plan: Plan
) -> dict[str, Sample]:
    """Precision and recall of every length of list, on the audited cases it would have held."""
    found = np.nan_to_num(field.happened)
    columns = [found, *(listing * found for listing in lists.values()), *lists.values()]
    table = np.column_stack(columns).astype(np.float64)

    def shares(rows: NDArray[np.bool_]) -> Drawn:
        weighted = table[rows] * part.weight[rows, None]
        finds, *rest = plan.draws.totals(field.person[rows], weighted)
        held, length = rest[: len(lists)], rest[len(lists) :]
        named = list(zip(lists, held, length, strict=True))
        precision = {f"precision_at_{name}": ratio(hits, n) for name, hits, n in named}
        return precision | {f"recall_at_{name}": ratio(hits, finds) for name, hits, _ in named}

    drawn = over_repeats(field, part.among, shares)
    counts = counted(field, part.among)
    told = {}
    for name, listing in lists.items():
        held = counted(field, part.among & listing)
        precision, recall = f"precision_at_{name}", f"recall_at_{name}"
        told[precision + part.suffix] = Sample(drawn[precision], held, found=counts[1])
        told[recall + part.suffix] = Sample(drawn[recall], counts)
    return told
