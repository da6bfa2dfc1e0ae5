"""A share of some cases estimated from audits, with an interval that holds for small groups."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Z = 1.959964
CANNOT_TELL = "cannot tell"
LEAST_EFFECTIVE = 10.0  # audits, after allowing for unequal weights


@dataclass(frozen=True)
class Share:
    """A share with its 95 % interval; None throughout where ``reason`` says why.

    Parameters
    ----------
    value, low, high : float or None
        0 to 1.
    audits : int
        Audits it rests on.
    reason : str
        Empty where there is a value.
    finds : int, optional
        Audits that found what is counted, where the share could give a small number of them away.
    """

    value: float | None
    low: float | None
    high: float | None
    audits: int
    reason: str = ""
    finds: int | None = None

    @property
    def width(self) -> float | None:
        """Of the interval; None without one."""
        return None if self.low is None or self.high is None else self.high - self.low


def ratio(
    part: Floats, whole: Floats, person: NDArray[np.intp], factor: Floats | None = None
) -> tuple[float, float]:
    """``sum(part) / sum(whole)`` and its variance, with all cases of one person together.

    Parameters
    ----------
    part, whole : array of shape (n,)
        Summed; a case without an audit may hold 0 in both.
    person : array of int, shape (n,)
        Codes from 0.
    factor : array of shape (n,), optional
        Multiplies each departure: the root of the chance not to be audited, so that a group
        audited in full has no uncertainty left.

    Examples
    --------
    >>> value, variance = ratio(np.array([1.0, 0, 1, 0]), np.ones(4), np.arange(4))
    >>> value, round(variance, 4)
    (0.5, 0.0833)
    """
    total = float(whole.sum())
    if total <= 0:
        return np.nan, np.nan
    value = float(part.sum()) / total
    departure = (part - value * whole) / total
    if factor is not None:
        departure = departure * factor
    by_person = np.bincount(person, departure)
    people = len(np.unique(person[whole != 0]))
    if people < 2:
        return value, np.nan
    return value, float(np.square(by_person).sum()) * people / (people - 1)


def wilson_share(value: float, variance: float, audits: int) -> Share:
    """Wilson's interval on as many equal audits as would have this variance.

    Examples
    --------
    >>> share = wilson_share(0.1, 0.09 / 200, 250)
    >>> round(share.low, 3), round(share.high, 3)
    (0.066, 0.149)
    """
    if not np.isfinite(value) or not np.isfinite(variance):
        return Share(None, None, None, audits, CANNOT_TELL)
    if not 0 <= value <= 1:
        return Share(None, None, None, audits, f"{CANNOT_TELL}: the estimate lies outside 0 to 1")
    spread = max(value * (1 - value), 1 / (4 * max(audits, 1) ** 2))
    effective = spread / variance if variance > 0 else float(max(audits, 1))
    centre = (value + Z**2 / (2 * effective)) / (1 + Z**2 / effective)
    half = Z / (1 + Z**2 / effective)
    half *= float(np.sqrt(value * (1 - value) / effective + Z**2 / (4 * effective**2)))
    return Share(value, max(0.0, centre - half), min(1.0, centre + half), audits)
