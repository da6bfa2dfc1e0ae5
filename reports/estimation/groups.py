"""Figures of groups of people, from predictions and audits together, and what they differ by."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import norm

from reports.estimation.share import LEAST_EFFECTIVE, Floats, Share, Z, ratio, wilson_share

NOT_ENOUGH = "not enough evidence"
LEAST_FINDS = 10.0  # expected, behind a share of what was missed


@dataclass(frozen=True)
class GroupData:
    """What every figure of a group is made from, as arrays of shape (n,).

    Parameters
    ----------
    on_list : array of float
        1 where the list at its length has the case.
    under, over : array of float
        What an audit is expected to find: the chance, put right by the weighted audit.
    weight : array of float
        Calibrated weight of the audit; 0 without one.
    gap : array of float
        Chance less what the audit found; 0 without an audit.
    person : array of int
        Whose case it is.
    """

    on_list: Floats
    under: Floats
    over: Floats
    weight: Floats
    gap: Floats
    person: NDArray[np.intp]


MEASURES = {
    "listed": "Share listed",
    "precision": "Of those listed, rated too low",
    "missed": "Of those rated too low, not listed",
    "burden": "Listed though not rated too low",
    "under": "Rated too low",
    "over": "Rated too high",
}
COMPARED = ("listed", "precision", "missed", "under", "over")


def parts_of(data: GroupData, measure: str) -> tuple[Floats, Floats]:
    """Numerator and denominator of a measure, case by case."""
    one = np.ones(len(data.on_list))
    return {
        "listed": (data.on_list, one),
        "precision": (data.on_list * data.under, data.on_list),
        "missed": ((1 - data.on_list) * data.under, data.under),
        "burden": (data.on_list * (1 - data.under), one),
        "under": (data.under, one),
        "over": (data.over, one),
    }[measure]


def share_of(data: GroupData, among: NDArray[np.bool_], measure: str) -> tuple[Share, float]:
    """A measure of the cases ``among`` with its interval, and its variance."""
    part, whole = parts_of(data, measure)
    rows = among & (whole != 0)
    audits = int((data.weight[rows] > 0).sum())
    if measure != "listed" and not _enough(data, rows, measure):
        return Share(None, None, None, audits, NOT_ENOUGH), np.nan
    value, variance = ratio(part[rows], whole[rows], data.person[rows])
    counted = int(rows.sum()) if measure == "listed" else audits
    return wilson_share(value, variance, counted), variance


def calibration(data: GroupData, among: NDArray[np.bool_]) -> tuple[float, float, float] | None:
    """Mean chance less what audits found among some cases, with its 95 % interval.

    By weighted audits, all of a person together; None with audits worth fewer than 10.
    """
    rows = among & (data.weight > 0)
    if not _enough(data, rows, "under"):
        return None
    value, variance = ratio((data.weight * data.gap)[rows], data.weight[rows], data.person[rows])
    reach = Z * float(np.sqrt(variance))
    return value, value - reach, value + reach


def _enough(data: GroupData, rows: NDArray[np.bool_], measure: str) -> bool:
    weight = data.weight[rows]
    square = float(np.square(weight).sum())
    if not square or weight.sum() ** 2 / square < LEAST_EFFECTIVE:
        return False
    return measure != "missed" or float(data.under[rows].sum()) >= LEAST_FINDS


def _worth(data: GroupData, among: NDArray[np.bool_], measure: str) -> float:
    """Equal cases or audits that a measure of the group rests on."""
    whole = parts_of(data, measure)[1]
    mass = (whole != 0)[among] * (1.0 if measure == "listed" else data.weight[among])
    square = float(np.square(mass).sum())
    return float(mass.sum()) ** 2 / square if square else 0.0


def differences(
    data: GroupData, labels: "pd.Series[str]", measure: str
) -> dict[str, tuple[float, float, float]]:
    """Each group's measure less that of all others, its standard error, and its p-value.

    A group without a figure is left out. The group's variance is at least what it would be if it
    were like all others, lest a group without a find looks certain.
    """
    found = {}
    names = labels.to_numpy(dtype=object)
    for label in sorted(set(names)):
        among = names == label
        group, group_variance = share_of(data, among, measure)
        others, others_variance = share_of(data, ~among, measure)
        if group.value is None or others.value is None:
            continue
        by_others = others.value * (1 - others.value) / max(_worth(data, among, measure), 1.0)
        error = float(np.sqrt(max(group_variance, by_others) + others_variance))
        gap = group.value - others.value
        p = float(2 * norm.sf(abs(gap) / error)) if error > 0 else 1.0
        found[str(label)] = (gap, error, p)
    return found
