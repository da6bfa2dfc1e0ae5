"""The share of ratings that an auditor would change, of all ratings: predictions and audits.

Prediction-powered inference (Angelopoulos and others, 2023, with the tuning of PPI++): the mean
of out-of-fold predictions over every rating, plus the weighted mean of what audits found beyond
them. Right whatever the predictions are worth; the better they are, the narrower the interval.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reports.estimation.share import (
    CANNOT_TELL,
    LEAST_EFFECTIVE,
    Floats,
    Share,
    ratio,
    wilson_share,
)


@dataclass(frozen=True)
class Ratings:
    """Ratings of a caseload, some of them audited, as arrays of shape (n,).

    Parameters
    ----------
    found : array of float
        1 where the audit found what is counted, 0 where not, NaN without a usable audit.
    chance : array of float
        Predicted without the rating's own audit, 0 to 1.
    weight : array of float
        One over the chance of being audited; NaN without a usable audit.
    stratum, person : arrays of int
        Period within which audits are made to speak for all ratings; whose rating it is.
    """

    found: Floats
    chance: Floats
    weight: Floats
    stratum: NDArray[np.intp]
    person: NDArray[np.intp]

    @property
    def audited(self) -> NDArray[np.bool_]:
        """Ratings with an audit that counts."""
        return ~np.isnan(self.found) & ~np.isnan(self.weight)

    def where(self, kept: NDArray[np.bool_]) -> "Ratings":
        """Some of the ratings."""
        return Ratings(*(getattr(self, name)[kept] for name in self.__dataclass_fields__))


@dataclass(frozen=True)
class Prevalence:
    """The share with predictions and from audits alone, of ``ratings`` ratings."""

    ratings: int
    powered: Share
    audits_alone: Share


def supported(ratings: Ratings) -> NDArray[np.bool_]:
    """Ratings of periods whose audits can speak for them: worth at least 10 equal ones."""
    weight = np.where(ratings.audited, np.nan_to_num(ratings.weight), 0.0)
    total = np.bincount(ratings.stratum, weight)
    square = np.bincount(ratings.stratum, weight**2)
    effective = np.divide(total**2, square, out=np.zeros_like(total), where=square > 0)
    return np.asarray((effective >= LEAST_EFFECTIVE)[ratings.stratum])


def calibrated(ratings: Ratings) -> Floats:
    """Weights that add up to the number of ratings in every stratum; 0 without an audit."""
    weight = np.where(ratings.audited, np.nan_to_num(ratings.weight), 0.0)
    total = np.bincount(ratings.stratum, weight)
    size = np.bincount(ratings.stratum).astype(np.float64)
    scale = np.divide(size, total, out=np.zeros_like(total), where=total > 0)
    return np.asarray(weight * scale[ratings.stratum])


def tuning(ratings: Ratings, weight: Floats) -> float:
    """How much predictions are trusted, 0 to 1: the slope of what was found on the chance.

    Examples
    --------
    >>> chance = np.array([0.1, 0.3, 0.1, 0.3])
    >>> ratings = Ratings(np.array([0.0, 1, 0, 0]), chance, np.ones(4), *[np.arange(4)] * 2)
    >>> tuning(ratings, np.ones(4))
    1.0
    """
    rows = ratings.audited
    if rows.sum() < 2:
        return 0.0
    mass, found, chance = weight[rows], ratings.found[rows], ratings.chance[rows]
    centred = chance - np.average(chance, weights=mass)
    spread = float((mass * centred**2).sum())
    return float(np.clip((mass * centred * found).sum() / spread, 0, 1)) if spread > 0 else 0.0


def prevalence(ratings: Ratings, weight: Floats, trust: float) -> Prevalence:
    """The share found among some ratings, with predictions and from audits alone.

    Parameters
    ----------
    ratings : Ratings
        Those the share is of.
    weight : array of shape (n,)
        From ``calibrated``, of the whole caseload.
    trust : float
        From ``tuning``, of the whole caseload.
    """
    effective = weight.sum() ** 2 / max(float(np.square(weight).sum()), 1e-12)
    audits = int(ratings.audited.sum())
    if effective < LEAST_EFFECTIVE:
        none = Share(None, None, None, audits, f"{CANNOT_TELL}: too few audits")
        return Prevalence(len(weight), none, none)
    return Prevalence(
        len(weight), _estimate(ratings, weight, trust), _estimate(ratings, weight, 0.0)
    )


def _estimate(ratings: Ratings, weight: Floats, trust: float) -> Share:
    rows = ratings.audited
    beyond = np.where(rows, np.nan_to_num(ratings.found) - trust * ratings.chance, 0.0)
    passed_over = np.sqrt(1 - 1 / np.maximum(np.nan_to_num(ratings.weight, nan=1.0), 1.0))
    mean, variance = ratio(weight * beyond, weight, ratings.person, passed_over)
    value = mean + trust * float(ratings.chance.mean())
    finds = int(np.nansum(ratings.found[rows]))
    return replace(wilson_share(value, variance, int(rows.sum())), finds=finds)


def by_group(
    ratings: Ratings, groups: "pd.Series[str]", weight: Floats, trust: float
) -> dict[str, Prevalence]:
    """``prevalence`` of every group, in order of name."""
    labels = groups.to_numpy(dtype=object)
    found = {}
    for label in sorted(set(labels)):
        rows = labels == label
        found[str(label)] = prevalence(ratings.where(rows), weight[rows], trust)
    return found
