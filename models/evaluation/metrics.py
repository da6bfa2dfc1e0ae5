"""Every figure of one candidate on one target, each with its interval and its counts."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.evaluation.capacity import listed
from models.evaluation.figures import Evidence, Figure
from models.evaluation.intervals import Draws
from models.evaluation.race import Field
from models.evaluation.selection import support

Drawn = dict[str, NDArray[np.float64]]
CLIP = 1e-6  # log loss of a chance of 0 or 1 would be infinite


@dataclass(frozen=True)
class Plan:
    """How figures are made.

    Parameters
    ----------
    draws : Draws
        The same for every candidate and target.
    evidence : Evidence
        What a figure needs before it is given.
    capacity : float
        Places as a share of each test window, 0 to 1.
    """

    draws: Draws
    evidence: Evidence
    capacity: float

    @property
    def shares(self) -> dict[str, float]:
        """Lengths of list that are reported."""
        return {"5": 0.05, "10": 0.10, "capacity": self.capacity}


@dataclass(frozen=True)
class View:
    """What one candidate says of a field's cases: its order, and its chances if it claims any."""

    score: NDArray[np.float64]
    claimed: NDArray[np.float64] | None

    def where(self, kept: NDArray[np.bool_]) -> "View":
        """What it says of some of the cases."""
        return View(self.score[kept], None if self.claimed is None else self.claimed[kept])


@dataclass(frozen=True)
class Part:
    """Audited cases that figures are made from, and how much each counts."""

    suffix: str
    among: NDArray[np.bool_]
    weight: NDArray[np.float64]


def measure(field: Field, view: View, plan: Plan) -> dict[str, Figure]:
    """Every figure of one candidate on one target.

    Plain names are of the audited cases as they are. ``_weighted`` counts each by the inverse of
    its chance of having been audited; ``_random_part`` keeps those picked at random. Both are
    left out where they would repeat the plain figure.
    """
    lists = {
        name: listed(view.score, field.happened, window=field.window, share=share)
        for name, share in plan.shares.items()
    }
    figures: dict[str, Figure] = {}
    for part in parts_of(field):
        figures |= _ranking(field, view, part, plan)
        figures |= _lists(field, lists, part, plan)
        if view.claimed is not None:
            figures |= _chances(field, view.claimed, part, plan)
    return figures


def parts_of(field: Field) -> list[Part]:
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


def _ranking(field: Field, view: View, part: Part, plan: Plan) -> dict[str, Figure]:
    """Average precision and ROC AUC, finds last among equal scores."""
    order = np.lexsort((np.nan_to_num(field.happened), -view.score))

    def both(rows: NDArray[np.bool_]) -> Drawn:
        kept = order[rows[order]]
        precision, area = plan.draws.ranked(
            field.person[kept], field.happened[kept], part.weight[kept]
        )
        return {"average_precision": precision, "roc_auc": area}

    drawn = over_repeats(field, part.among, both)
    counts = _counts(field, part.among)
    return {
        name + part.suffix: plan.evidence.figure(values, counts=counts)
        for name, values in drawn.items()
    }


def _chances(
    field: Field, claimed: NDArray[np.float64], part: Part, plan: Plan
) -> dict[str, Figure]:
    """Brier score, log loss, and how far the mean chance lies above the share found."""
    found = np.nan_to_num(field.happened)
    clipped = np.clip(claimed, CLIP, 1 - CLIP)
    loss = -np.where(found == 1, np.log(clipped), np.log1p(-clipped))
    columns = np.column_stack([(claimed - found) ** 2, loss, claimed - found, np.ones(len(found))])

    def means(rows: NDArray[np.bool_]) -> Drawn:
        weighted = columns[rows] * part.weight[rows, None]
        *sums, cases = plan.draws.totals(field.person[rows], weighted)
        names = ("brier", "log_loss", "calibration_in_the_large")
        return {name: _ratio(total, cases) for name, total in zip(names, sums, strict=True)}

    drawn = over_repeats(field, part.among, means)
    counts = _counts(field, part.among)
    return {
        name + part.suffix: plan.evidence.figure(values, counts=counts)
        for name, values in drawn.items()
    }


def _lists(
    field: Field, lists: dict[str, NDArray[np.bool_]], part: Part, plan: Plan
) -> dict[str, Figure]:
    """Precision and recall of every length of list, on the audited cases it would have held."""
    found = np.nan_to_num(field.happened)
    columns = [found, *(listing * found for listing in lists.values()), *lists.values()]
    table = np.column_stack(columns).astype(np.float64)

    def shares(rows: NDArray[np.bool_]) -> Drawn:
        weighted = table[rows] * part.weight[rows, None]
        finds, *rest = plan.draws.totals(field.person[rows], weighted)
        held, length = rest[: len(lists)], rest[len(lists) :]
        named = list(zip(lists, held, length, strict=True))
        precision = {f"precision_at_{name}": _ratio(hits, n) for name, hits, n in named}
        return precision | {f"recall_at_{name}": _ratio(hits, finds) for name, hits, _ in named}

    drawn = over_repeats(field, part.among, shares)
    counts = _counts(field, part.among)
    figures = {}
    for name, listing in lists.items():
        held = _counts(field, part.among & listing)
        figures[f"precision_at_{name}{part.suffix}"] = plan.evidence.figure(
            drawn[f"precision_at_{name}"], counts=held, found=counts[1]
        )
        figures[f"recall_at_{name}{part.suffix}"] = plan.evidence.figure(
            drawn[f"recall_at_{name}"], counts=counts
        )
    return figures


@dataclass(frozen=True)
class Complete:
    """What an audit of every case would have found, in expectation.

    Parameters
    ----------
    expected : array of shape (n_cases,)
        From ``expected_finds``, the same for every candidate.
    totals : array of shape (n_repeats, 1 + n_draws)
        Their sum, in every draw.
    """

    expected: NDArray[np.float64]
    totals: NDArray[np.float64]

    @classmethod
    def of(cls, field: Field, expected: NDArray[np.float64], draws: Draws) -> "Complete":
        """Sum once what every candidate's recall is a share of."""
        repeats = [field.repeat == repeat for repeat in range(field.repeats)]
        sums = [draws.totals(field.person[rows], expected[rows, None])[0] for rows in repeats]
        return cls(expected, np.stack(sums))


def corrected(field: Field, view: View, complete: Complete, plan: Plan) -> dict[str, Figure]:
    """Precision and recall at capacity had every case been audited, or why nobody can tell."""
    listing = listed(view.score, field.happened, window=field.window, share=plan.capacity)
    table = np.column_stack([complete.expected, np.ones(len(listing))])

    def sums(rows: NDArray[np.bool_]) -> Drawn:
        held, length = plan.draws.totals(field.person[rows], table[rows])
        repeat = field.repeat[rows][0]
        return {
            "precision": _ratio(held, length),
            "recall": _ratio(held, complete.totals[repeat]),
        }

    drawn = over_repeats(field, listing, sums)
    doubt = support(field, listing).doubt
    among = {"precision": field.weighted & listing, "recall": field.weighted}
    doubts = {"precision": doubt, "recall": doubt or support(field, ~listing).doubt}
    _, found = _counts(field, field.weighted)
    return {
        f"{name}_at_capacity_corrected": plan.evidence.unless(
            doubts[name], values, counts=_counts(field, among[name]), found=found
        )
        for name, values in drawn.items()
    }


def over_repeats(
    field: Field, among: NDArray[np.bool_], statistic: Callable[[NDArray[np.bool_]], Drawn]
) -> Drawn:
    """Each statistic pooled over the folds of a repeat, then averaged over repeats."""
    each = [statistic(among & (field.repeat == repeat)) for repeat in range(field.repeats)]
    return {name: np.mean([drawn[name] for drawn in each], axis=0) for name in each[0]}


def _counts(field: Field, among: NDArray[np.bool_]) -> tuple[int, int]:
    """Cases and finds in one repeat, on average."""
    finds = np.nansum(field.happened[among])
    return round(among.sum() / field.repeats), round(finds / field.repeats)


def _ratio(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """NaN where there is nothing to divide by."""
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)
