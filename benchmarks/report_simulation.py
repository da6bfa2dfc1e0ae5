"""Figures of the accountability report held against services whose truth is to hand.

``python -m benchmarks.report_simulation`` prints one line a check: how often intervals cover the
truth, how wide they are, and how often something is found where it was planted and where it was
not. Nothing here was used to choose a setting.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.special import expit, logit
from sklearn.linear_model import LogisticRegression

from reports.estimation.drift import (
    AuditResults,
    DriftRules,
    Shift,
    shifts_of,
    shifts_of_audits,
    with_alarms,
)
from reports.estimation.office_time import associate
from reports.estimation.prevalence import Ratings, calibrated, prevalence, tuning
from reports.estimation.unexplained import shift
from reports.estimation.variance_shares import variance_shares

Family = Callable[[np.ndarray], np.ndarray]
FAMILIES: dict[str, Family] = {
    "additive": lambda x: -2.6 + x @ np.array([0.9, 0.6, 0.4, 0.0, 0.0]),
    "interacting": lambda x: -2.4 + 1.2 * x[:, 0] * x[:, 1] + 0.5 * x[:, 2],
    "threshold": lambda x: -3.0 + 2.5 * (x[:, 0] > 1) + 1.0 * (x[:, 1] > 0.5),
    "sharp": lambda x: -4.0 + x @ np.array([2.5, 1.5, 0.5, 0.0, 0.0]),
}
RULES = DriftRules(0.2, 0.1, 0.05, 0.05, 0.05)


def caseload(
    random: np.random.Generator, family: Family, n: int = 4000
) -> tuple[Ratings, np.ndarray, float]:
    """Ratings with a light model's chances, learned from the audits of other ratings.

    Beside them the exact chances, and the share that an audit of every rating would find.
    """
    x = random.normal(0, 1, (n, 5))
    exact = expit(family(x))
    truth = (random.random(n) < exact).astype(float)
    picked = np.clip(0.06 + 0.12 * (x[:, 0] > 0.5), 0, 1)
    seen = random.random(n) < picked
    chance = np.empty(n)
    half = random.integers(0, 2, n)
    for side in (0, 1):
        train = seen & (half != side)
        model = LogisticRegression(C=0.5).fit(x[train], truth[train])
        chance[half == side] = model.predict_proba(x[half == side])[:, 1]
    found, weight = np.where(seen, truth, np.nan), np.where(seen, 1 / picked, np.nan)
    ratings = Ratings(found, chance, weight, np.zeros(n, dtype=np.intp), np.arange(n))
    return ratings, exact, float(truth.mean())


def check_prevalence(repetitions: int) -> None:
    """Coverage of 95 % intervals, and their width beside audits alone.

    No estimator that is right whatever the predictions are worth is narrower than one that has the
    exact chances: its width stands beside.
    """
    for name, family in FAMILIES.items():
        random = np.random.default_rng(20261125)
        covered, widths = 0, []
        for _ in range(repetitions):
            ratings, exact, truth = caseload(random, family)
            weight = calibrated(ratings)
            found = prevalence(ratings, weight, tuning(ratings, weight))
            best = prevalence(replace(ratings, chance=exact), weight, 1.0).powered
            low, high = found.powered.low, found.powered.high
            covered += low is not None and high is not None and low <= truth <= high
            alone = found.audits_alone.width or np.nan
            widths.append([(one.width or np.nan) / alone for one in (found.powered, best)])
        ratio, least = np.nanmean(widths, axis=0)
        shares = f"{ratio:.2f} as wide, with exact chances {least:.2f}"
        print(f"prevalence, {name}: covers {covered / repetitions:.1%}, {shares}")


def check_bias(repetitions: int) -> None:
    """A planted shift of 0.8 log odds, and none."""
    for planted in (0.8, 0.0):
        random = np.random.default_rng(1)
        covered = alarms = 0
        for _ in range(repetitions):
            chance, group = expit(random.normal(-2.4, 1.1, 2500)), random.random(2500) < 0.25
            y = (random.random(2500) < expit(logit(chance) + planted * group)).astype(float)
            found = shift(y, chance, np.ones(2500), group, np.arange(2500))
            if found is not None:
                covered += found.low <= planted <= found.high
                alarms += found.p < 0.05
        print(
            f"bias {planted}: covers {covered / repetitions:.1%}, seen {alarms / repetitions:.1%}"
        )


def check_office(repetitions: int) -> None:
    """A planted 0.25 log odds for each office day, and none; teams differ beside it."""
    for planted in (0.25, 0.0):
        random = np.random.default_rng(2)
        covered = claims = 0
        for _ in range(repetitions):
            days, team = random.uniform(1, 4, 45), random.integers(0, 45, 2000)
            load, of_team = random.normal(0, 1, 2000), random.normal(0, 0.15, 45)
            odds = -0.3 + planted * (days[team] - 2.5) - 0.3 * load + of_team[team]
            y = pd.Series((random.random(2000) < expit(odds)).astype(float))
            teams = pd.Series(team).astype(str)
            found = associate(y, pd.Series(days[team]), pd.DataFrame({"load": load}), teams)
            if found is not None:
                covered += found.low <= np.exp(planted) <= found.high
                claims += not found.low <= 1 <= found.high
        shares = f"covers {covered / repetitions:.1%}, claims {claims / repetitions:.1%}"
        print(f"office time {planted}: {shares}")


def check_variance(repetitions: int) -> None:
    """Planted shares of units, teams and assessors."""
    planted, random = np.array([0.05, 0.10, 0.20, 0.65]), np.random.default_rng(3)
    codes = [np.repeat(np.arange(k), 4000 // k) for k in (20, 100, 1000)]
    values, covered = [], np.zeros(4)
    for _ in range(repetitions):
        y = random.normal(0, np.sqrt(planted[3]), 4000)
        for code, share in zip(codes, planted[:3], strict=True):
            y += random.normal(0, np.sqrt(share), code.max() + 1)[code]
        found = list((variance_shares(y, *codes) or {}).values())
        values.append([one.value for one in found])
        covered += [one.low <= p <= one.high for one, p in zip(found, planted, strict=True)]
    means = np.mean(values, axis=0).round(3).tolist()
    shares = (covered / repetitions).round(3).tolist()
    print(f"variance shares {planted.tolist()}: mean {means}, covered {shares}")


def check_drift(repetitions: int) -> None:
    """A shift of an input, of a mix, and of what audits find, and none; all measures together."""
    for moved in (1.0, 0.0):
        alarms: dict[str, int] = {}
        for seed in range(repetitions):
            names = {
                one.measure for one in _shifts(np.random.default_rng(seed), moved) if one.alarm
            }
            for name in [*names, *(["any"] if names else [])]:
                alarms[name] = alarms.get(name, 0) + 1
        found = ", ".join(f"{name} {count}" for name, count in sorted(alarms.items()))
        print(f"drift {moved}: alarms in {repetitions} services: {found or 'none'}")


def _shifts(random: np.random.Generator, moved: float, n: int = 3000) -> list[Shift]:
    """One deviation of an input, a quarter of a mix, fifteen points more that audits raise."""
    last = np.arange(n) >= 0.8 * n
    values = pd.Series(random.normal(0, 1, n) + moved * last)
    mix = pd.Series(np.where(random.random(n) < 0.3 + moved * last / 4, "a", "b"))
    chance, weight = expit(random.normal(-2.2, 1, n)), random.choice([1.0, 4.0], n)
    found = (random.random(n) < chance + 0.15 * moved * last * (1 - chance)).astype(float)
    audits = AuditResults(found, chance, weight, last)
    shifts = shifts_of({"x": values}, {"m": mix}, pd.Series(last), RULES)
    return with_alarms([*shifts, *shifts_of_audits(audits, RULES)], RULES.false_alarms)


def main(repetitions: int) -> None:
    """Every check, the prevalence with ``repetitions`` of each family."""
    began = time.process_time()
    check_prevalence(repetitions)
    check_bias(repetitions // 3)
    check_office(repetitions // 3)
    check_variance(max(repetitions // 2, 1))
    check_drift(max(repetitions // 10, 1))
    print(f"{time.process_time() - began:.0f} s of one core")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
