"""Audits picked by rules of a service: who is looked at, when it ends, what is recorded."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import brentq

from benchmarks.families.family import LEVELS
from synthetic.settings import LEVELS as NAMES

MOST = 4_250
LIKELIEST = 0.8  # chance of an audit, at most
DAYS = (40, 200)  # from signature to a completed audit
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Audits:
    """Every assessment's chance of audit for any number wanted; subsets nest.

    Parameters
    ----------
    weight : array of shape (n,)
        Relative chance; 0 where an audit could not be complete by the last day.
    luck : array of shape (n,)
        Uniform numbers: an assessment is audited where its chance lies above.
    completed : datetimes of shape (n,)
    recorded : bool
        Whether the chance of selection is on record.
    """

    weight: Floats
    luck: Floats
    completed: NDArray[np.datetime64]
    recorded: bool

    def chances(self, number: int) -> Floats:
        """Chance of each assessment, under which ``number`` audits are expected."""
        if not number:
            return np.zeros(len(self.weight))

        most = 0.95 * LIKELIEST * np.count_nonzero(self.weight)

        def excess(log_size: float) -> float:
            return float(
                np.minimum(np.exp(log_size) * self.weight, LIKELIEST).sum() - min(number, most)
            )

        size = np.exp(brentq(excess, -30, 30))
        return np.asarray(np.minimum(size * self.weight, LIKELIEST), dtype=np.float64)

    def table(self, ids: pd.Series, right: NDArray[np.int64], number: int) -> pd.DataFrame:
        """The audits table with about ``number`` rows."""
        chances = self.chances(number)
        rows = np.flatnonzero(self.luck < chances)
        names = np.array(NAMES, dtype=object)
        return pd.DataFrame(
            {
                "audit_id": [f"U{row:07d}" for row in rows],
                "assessment_id": ids.to_numpy()[rows],
                "audit_completed_date": self.completed[rows],
                "audited_rosh": names[right[rows]],
                "selection_reason": "random" if self.recorded else "targeted",
                "selection_probability": chances[rows].round(6) if self.recorded else np.nan,
                "reviewer_id": "X0001",
            }
        )


def draw_audits(
    table: pd.DataFrame, severity: Floats, *, picked: str, rng: np.random.Generator
) -> Audits:
    """Chances of audit by one of four rules, none of them the synthetic service's own."""
    n = len(table)
    signed = table["assessment_date"].to_numpy("datetime64[D]")
    completed = signed + rng.integers(*DAYS, n).astype("timedelta64[D]")
    weight = np.ones(n)
    rated = table["assigned_rosh"].map({name: i for i, name in enumerate(NAMES)}).to_numpy(float)
    if picked == "targeted":
        weight = np.exp(rng.uniform(0.2, 0.7) * severity + rng.uniform(-0.3, 0.6) * rated)
    elif picked == "units":
        units = table["unit_id"].unique()
        often = dict(zip(units, rng.gamma(0.7, 1.0, len(units)), strict=True))
        weight = table["unit_id"].map(often).to_numpy(float) + 0.02
    elif picked == "thematic":
        level = rng.permutation(LEVELS - 1)[0]
        weight = 0.15 + 0.85 * (rated == level)
        weight = weight * (1 + (signed.astype("datetime64[M]").astype(int) // 3 % 3 == 0))
    weight = np.where(completed <= signed.max(), weight, 0.0)
    return Audits(weight, rng.random(n), completed.astype("datetime64[us]"), picked == "random")
