"""What a person may choose about the synthetic service, and what its scenarios hold fixed."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from contracts.errors import InputError

LEVELS = ("low", "medium", "high", "very_high")
HIGH = 2  # position of the first of the upper levels
MEDIUM = 1
START = int(np.datetime64("2023-07-01").astype("datetime64[D]").astype(int))
END = int(np.datetime64("2026-06-30").astype("datetime64[D]").astype(int))


@dataclass(frozen=True)
class Scenario:
    """How common each level is, how often audits change it, and how good practice is.

    ``assigned`` holds the share of each level among ratings as signed. Each row of ``right``
    belongs to an assigned level and holds the shares of the levels an auditor would record.
    """

    assigned: tuple[float, ...]
    right: tuple[tuple[float, ...], ...]
    assessment_sufficient: float
    oversight_sufficient: float

    @property
    def joint(self) -> NDArray[np.float64]:
        """Shares of all ratings by assigned level (rows) and right level (columns); sum 1."""
        shares: NDArray[np.float64] = np.array(self.assigned)[:, None] * np.array(self.right)
        return shares


SCENARIOS = {
    "realistic": Scenario(
        assigned=(0.22, 0.57, 0.20, 0.01),
        right=(
            (0.920, 0.075, 0.005, 0.0),
            (0.025, 0.845, 0.126, 0.004),
            (0.0, 0.04, 0.94, 0.02),
            (0.0, 0.0, 0.15, 0.85),
        ),
        assessment_sufficient=0.45,
        oversight_sufficient=0.28,
    ),
    "seed_stress": Scenario(
        assigned=(0.22, 0.57, 0.20, 0.01),
        right=(
            (0.85, 0.14, 0.01, 0.0),
            (0.02, 0.68, 0.28, 0.02),
            (0.0, 0.04, 0.90, 0.06),
            (0.0, 0.0, 0.15, 0.85),
        ),
        assessment_sufficient=0.33,
        oversight_sufficient=0.28,
    ),
}


@dataclass(frozen=True)
class DemoSettings:
    """The 'demo' section of params.yaml.

    Parameters
    ----------
    seed : int
        Same seed, same bytes.
    assessments : int
        Assessments signed over three years, at least 500. About 2.2 a person.
    audits : int
        Audits expected to be complete by the last day; the number drawn varies by a few per cent.
    scenario : {'realistic', 'seed_stress'}
        How often ratings are too low; docs/synthetic-service.md gives every figure.
    form : {'additive', 'interacting', 'threshold'}
        How the record decides the right level and the chance of missing it.
    bias : float
        Added to the log odds of rating a minority ethnic person too low; 0 switches it off.
    """

    seed: int
    assessments: int
    audits: int
    scenario: Literal["realistic", "seed_stress"]
    form: Literal["additive", "interacting", "threshold"]
    bias: float

    def __post_init__(self) -> None:
        """Refuse a world too small to be calibrated."""
        faults = []
        if self.assessments < 500:
            faults.append(f"assessments is {self.assessments}; allowed: 500 or more")
        if not 0 <= self.audits <= self.assessments // 3:
            faults.append(f"audits is {self.audits}; allowed: 0 to a third of the assessments")
        if not -5 <= self.bias <= 5:
            faults.append(f"bias is {self.bias}; allowed: -5 to 5, in log odds")
        if faults:
            raise InputError("section 'demo'", faults, "correct params.yaml")
