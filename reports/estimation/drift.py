"""Whether the last quarter is unlike those before it, by more than chance and by enough to act.

An alarm needs both: a shift beyond its threshold, and a p-value that stands after Holm's
correction over all measures.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import chi2_contingency, norm

from reports.estimation.share import Floats

BINS = 5
LEAST = 100  # cases in the last quarter, and 30 audits for what rests on audits
LEAST_AUDITS = 30
INPUT = "Input: "


@dataclass(frozen=True)
class DriftRules:
    """The 'drift' section of params.yaml."""

    input_shift: float
    mix_shift: float
    rate_shift: float
    calibration_shift: float
    false_alarms: float


@dataclass(frozen=True)
class AuditResults:
    """Audits of all quarters, as arrays of shape (n_audits,).

    Parameters
    ----------
    found, chance, weight : array of float
        1 where the audit raised the rating, else 0; the predicted chance; one over the chance of
        being picked.
    last : array of bool
        Audits of the last quarter.
    """

    found: Floats
    chance: Floats
    weight: Floats
    last: NDArray[np.bool_]


@dataclass(frozen=True)
class Shift:
    """One measure: how far it moved, beyond what, and how easily chance does that.

    ``action`` says what to do where ``alarm`` is true.
    """

    measure: str
    value: float
    threshold: float
    p: float
    action: str
    alarm: bool = False


def mix_shift(before: "pd.Series[str]", after: "pd.Series[str]") -> tuple[float, float]:
    """Share that would have to be of another kind, and the p-value of a chi-square test.

    Examples
    --------
    >>> before, after = pd.Series(["a"] * 90 + ["b"] * 10), pd.Series(["a"] * 60 + ["b"] * 40)
    >>> round(mix_shift(before, after)[0], 2)
    0.3
    """
    table = _counts(before, after)
    shares = table / table.sum(axis=0)
    return float(np.abs(shares[:, 0] - shares[:, 1]).sum() / 2), _p_of(table)


def stability_index(before: "pd.Series[float]", after: "pd.Series[float]") -> tuple[float, float]:
    """Population stability index over fifths of ``before``, and the p-value of a chi-square test.

    Examples
    --------
    >>> same = pd.Series(range(1000))
    >>> round(stability_index(same, same)[0], 3)
    0.0
    """
    edges = np.unique(np.nanquantile(before, np.linspace(0, 1, BINS + 1)[1:-1]))
    first, last = (
        pd.Series(np.where(one.isna(), -1, np.searchsorted(edges, one))) for one in (before, after)
    )
    table = _counts(first, last)
    shares = (table + 0.5) / (table + 0.5).sum(axis=0)
    index = ((shares[:, 1] - shares[:, 0]) * np.log(shares[:, 1] / shares[:, 0])).sum()
    return float(index), _p_of(table)


def mean_shift(before: tuple[Floats, Floats], after: tuple[Floats, Floats]) -> tuple[float, float]:
    """Difference of two weighted means, each as (values, weights), and its p-value."""
    (first, first_error), (last, last_error) = (_mean(*one) for one in (before, after))
    error = np.hypot(first_error, last_error)
    p = float(2 * norm.sf(abs(last - first) / error)) if error > 0 else 1.0
    return last - first, p


def _mean(values: Floats, weight: Floats) -> tuple[float, float]:
    mean = float(np.average(values, weights=weight))
    variance = np.square(weight * (values - mean)).sum() / weight.sum() ** 2
    return mean, float(np.sqrt(variance * len(values) / max(len(values) - 1, 1)))


def with_alarms(shifts: list[Shift], false_alarms: float) -> list[Shift]:
    """The same with ``alarm`` set, so that chance sets any of them no more often than stated."""
    from dataclasses import replace

    from statsmodels.stats.multitest import multipletests

    if not shifts:
        return []
    out = multipletests([one.p for one in shifts], alpha=false_alarms, method="holm")[0]
    return [
        replace(one, alarm=bool(rejected) and abs(one.value) > one.threshold)
        for one, rejected in zip(shifts, out, strict=True)
    ]


def _counts(before: "pd.Series[Any]", after: "pd.Series[Any]") -> np.ndarray:
    kinds = sorted(set(before.astype(str)) | set(after.astype(str)))
    columns = [
        one.astype(str).value_counts().reindex(kinds, fill_value=0) for one in (before, after)
    ]
    return np.column_stack([column.to_numpy(float) for column in columns])


def _p_of(table: np.ndarray) -> float:
    filled = table[table.sum(axis=1) > 0]
    return 1.0 if len(filled) < 2 else float(chi2_contingency(filled).pvalue)


def shifts_of(
    inputs: Mapping[str, "pd.Series[float]"],
    kinds: Mapping[str, "pd.Series[str]"],
    last: "pd.Series[bool]",
    rules: DriftRules,
) -> list[Shift]:
    """Inputs and mixes of the last quarter against those before, of cases in one order."""
    found = []
    if last.sum() < LEAST or (~last).sum() < LEAST:
        return []
    for name, values in inputs.items():
        value, p = stability_index(values[~last], values[last])
        found.append(Shift(f"{INPUT}{name}", value, rules.input_shift, p, LOOK_INPUT))
    for name, kind in kinds.items():
        of_last = last.reindex(kind.index).astype(bool)
        if of_last.sum() >= LEAST_AUDITS and (~of_last).sum() >= LEAST_AUDITS:
            value, p = mix_shift(kind[~of_last], kind[of_last])
            found.append(Shift(f"Mix: {name}", value, rules.mix_shift, p, LOOK_MIX))
    return found


def shifts_of_audits(audits: AuditResults, rules: DriftRules) -> list[Shift]:
    """What audits find, and whether chances hold; empty with fewer than 30 audits on a side."""
    last = audits.last
    if min(last.sum(), (~last).sum()) < LEAST_AUDITS:
        return []
    gap = audits.chance - audits.found
    before, after = ((audits.found[side], audits.weight[side]) for side in (~last, last))
    rate = mean_shift(before, after)
    off = mean_shift((np.zeros(2), np.ones(2)), (gap[last], audits.weight[last]))
    return [
        Shift(RATE, rate[0], rules.rate_shift, rate[1], RETRAIN),
        Shift(CALIBRATION, off[0], rules.calibration_shift, off[1], RECALIBRATE),
    ]


RATE = "Share of audits that raise the rating"
CALIBRATION = "Mean chance less what audits found"
LOOK_INPUT = (
    "Ask whether records or recording changed; retrain once audits of this quarter are done."
)
LOOK_MIX = "Ask whether ratings or the picking of audits changed; read shares of audits with care."
RETRAIN = "Retrain: what audits find has changed since the model learned from them."
RECALIBRATE = "Retrain: chances no longer say how often audits raise the rating."
