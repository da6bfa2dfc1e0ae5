"""The process behind every rating: the level a case deserves, and the level it is given.

The record decides how likely each right level is; the right level and the gaps in the record
decide what is assigned. Both are drawn from shares that are known functions of the record as
known at signature, so Bayes' rule gives the exact chance of each right level afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit

from synthetic.columns import Floats
from synthetic.rating.forms import Form, Signals, caution
from synthetic.settings import LEVELS, Scenario

SHARPNESS = 1.2  # log odds of a higher level for one standard deviation of severity
GAPS = 1.0  # log odds of rating too low for one standard deviation of misses
CARE = 0.5  # log odds of rating too high for one standard deviation of caution
ENOUGH = 20_000  # assessments that settle the weights; more only take longer
_K = len(LEVELS)
_BELOW = np.tril(np.ones((_K, _K)), -1)  # right level in rows, assigned in columns: too low
_ABOVE = np.triu(np.ones((_K, _K)), 1)


@dataclass(frozen=True)
class Scores:
    """Severity, misses and caution of each assessment, standardised."""

    severity: Floats
    misses: Floats
    caution: Floats


@dataclass(frozen=True)
class RatingProcess:
    """How a record decides the right level and the assigned one, calibrated to a scenario.

    Parameters
    ----------
    form : Form
        Severity, misses and caution as functions of the signals.
    centre, spread : array of shape (3,)
        Mean and standard deviation of the three scores before standardising.
    level_intercepts : array of shape (levels - 1,)
        Log odds of a level or a higher one, at average severity, with the sign reversed.
    confusion : array of shape (levels, levels)
        Weight of each assigned level (columns) for each right one (rows), at average scores.
    """

    form: Form
    centre: Floats
    spread: Floats
    level_intercepts: Floats
    confusion: Floats

    def scores(self, signals: Signals) -> Scores:
        """The three scores of each assessment."""
        raw = raw_scores(self.form, signals)
        return Scores(*((raw - self.centre[:, None]) / self.spread[:, None]))

    def right_shares(self, scores: Scores) -> Floats:
        """Chance of each right level given the record alone; shape (n, levels)."""
        above = expit(SHARPNESS * scores.severity[:, None] - self.level_intercepts)
        n = len(scores.severity)
        ladder = np.concatenate([np.ones((n, 1)), above, np.zeros((n, 1))], axis=1)
        return -np.diff(ladder, axis=1)

    def rating_shares(self, scores: Scores, lean: Floats | float = 0.0) -> Floats:
        """Chance of each assigned level given each right one; shape (n, right, assigned).

        ``lean`` is added to the log odds of rating too low.
        """
        low = np.exp(np.clip(GAPS * scores.misses + lean, -6, 6))
        high = np.exp(np.clip(CARE * scores.caution, -6, 6))
        tilt = 1 + (low - 1)[:, None, None] * _BELOW + (high - 1)[:, None, None] * _ABOVE
        pull = tilt * self.confusion
        shares: Floats = pull / pull.sum(axis=2, keepdims=True)
        return shares


def raw_scores(form: Form, signals: Signals) -> Floats:
    """Severity, misses and caution before standardising; shape (3, n)."""
    return np.stack([form.severity(signals), form.misses(signals), caution(signals)])


def calibrated(form: Form, signals: Mapping[str, Floats], scenario: Scenario) -> RatingProcess:
    """The process under which levels, and ratings given levels, have the scenario's shares."""
    raw = raw_scores(form, signals)
    blank = RatingProcess(
        form=form,
        centre=raw.mean(axis=1),
        spread=np.maximum(raw.std(axis=1), 1e-9),
        level_intercepts=np.zeros(_K - 1),
        confusion=np.eye(_K),
    )
    scores = blank.scores(signals)
    at_least = scenario.joint.sum(axis=0)[::-1].cumsum()[::-1][1:]
    level_intercepts = np.array([_level_intercept(scores.severity, share) for share in at_least])
    return _with_confusion(replace(blank, level_intercepts=level_intercepts), scores, scenario)


def _level_intercept(severity: Floats, share: float) -> float:
    """The intercept at which ``share`` of cases are expected above the level."""

    def excess(intercept: float) -> float:
        return float(expit(SHARPNESS * severity - intercept).mean()) - share

    return float(brentq(excess, -30.0, 30.0, xtol=1e-13))


def _with_confusion(process: RatingProcess, scores: Scores, scenario: Scenario) -> RatingProcess:
    """Weights under which assigned levels have the scenario's shares for each right level."""
    every = slice(None, None, 1 + len(scores.severity) // ENOUGH)
    scores = Scores(scores.severity[every], scores.misses[every], scores.caution[every])
    wanted = (scenario.joint / scenario.joint.sum(axis=0)).T
    right = process.right_shares(scores)
    process = replace(process, confusion=wanted)
    for _ in range(15):
        shares = np.einsum("nr,nra->ra", right, process.rating_shares(scores))
        shares = shares / right.sum(axis=0)[:, None]
        ratio = np.divide(wanted, shares, out=np.ones_like(wanted), where=shares > 0)
        process = replace(process, confusion=process.confusion * ratio)
    return process
