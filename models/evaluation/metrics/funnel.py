"""Teams side by side as a funnel: small teams vary more, and none is ranked."""

import numpy as np
import pandas as pd

from contracts.disclosure.rules import DisclosureRules
from contracts.disclosure.shares import protected_shares
from models.evaluation.estimation.bootstrap import DECIMALS

LEAST_AUDITS = 30  # a share of fewer is not given
LIMITS = {"95": 1.959964, "998": 3.090232}


def by_unit(found: "pd.Series[float]", unit_of: "pd.Series[str]") -> pd.DataFrame:
    """Share of audits that found the rating too low, per team, with limits of chance.

    Parameters
    ----------
    found : series of float
        1 or 0 by `assessment_id`, each audited assessment once.
    unit_of : series of str
        `unit_id` by `assessment_id`.

    Returns
    -------
    frame
        `unit_id, audited, raised, rate, low95, high95, low998, high998, beyond`, by `unit_id`.
        Limits hold where every team had the overall share; `beyond` is true outside the 99.8 %
        ones. `rate` is null with fewer than 30 audits. Audits count as they are: teams whose
        audits were picked differently differ for that reason too.
    """
    unit = found.index.to_series().map(unit_of).astype("string").rename("unit_id")
    teams = found.groupby(unit, sort=True).agg(audited="size", raised="sum")
    teams["raised"] = teams["raised"].astype(int)
    overall = float(found.mean()) if len(found) else np.nan
    enough = teams["audited"] >= LEAST_AUDITS
    made = teams.assign(rate=(teams["raised"] / teams["audited"]).where(enough))
    return _with_limits(made, overall).round(DECIMALS).reset_index()


def published(units: pd.DataFrame, rules: DisclosureRules) -> pd.DataFrame:
    """The funnel as it may leave the teams: its points and limits come from rounded counts.

    Parameters
    ----------
    units : frame
        ``unit_id, audited, raised, beyond`` of ``by_unit``, or of decisions instead of audits.

    Returns
    -------
    frame
        As ``by_unit``; ``audited`` and ``raised`` are missing where withheld. A team whose share
        would give away a small count has none, and rounding puts none beyond the limits.
    """
    shares = protected_shares(units["raised"], units["audited"], rules)
    made = units.assign(audited=shares["of"], raised=shares["found"], rate=shares["rate"])
    compared = shares.dropna(subset=["rate"])
    of = int(compared["of"].sum())
    overall = float(compared["found"].sum()) / of if of else np.nan
    limits = _with_limits(made, overall)
    return limits.assign(beyond=limits["beyond"] & units["beyond"].astype(bool)).round(DECIMALS)


def _with_limits(teams: pd.DataFrame, overall: float) -> pd.DataFrame:
    spread = (overall * (1 - overall) / teams["audited"].astype(float)) ** 0.5
    for name, z in LIMITS.items():
        teams[f"low{name}"] = (overall - z * spread).clip(lower=0.0)
        teams[f"high{name}"] = (overall + z * spread).clip(upper=1.0)
    teams["beyond"] = (teams["rate"] < teams["low998"]) | (teams["rate"] > teams["high998"])
    return teams
