"""A made-up service for the pack: small, with known chances and a bias that can be switched on."""

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from contracts.levels import Scale
from contracts.source import Source
from reports.cases import ReportInputs, quarter_of

ROSH = Scale(("low", "medium", "high", "very_high"), high_from="high")
SOURCE = Source(name="made_up", title="Made-up service", about="", scale=ROSH)


def chances(random, n):
    """Chances of a rating too low, about one in eight on average."""
    return expit(random.normal(-2.4, 1.1, n))


def evidence(*, n=4000, audited=0.15, bias=0.0, seed=1, **tables):
    """ReportInputs with one rating a person, audited by a known chance."""
    random = np.random.default_rng(seed)
    chance = chances(random, n)
    minority = random.random(n) < 0.25
    true = expit(logit(chance) + bias * minority)
    picked = np.clip(audited * (0.5 + 4 * chance), 0, 1)
    seen = random.random(n) < picked
    under = (random.random(n) < true).astype(float)
    over = ((random.random(n) < 0.03) & (under == 0)).astype(float)
    days = pd.Timestamp("2025-01-01") + pd.to_timedelta(random.integers(0, 365, n), unit="D")
    ids = [f"A{number:05}" for number in range(n)]
    people = [f"P{number:05}" for number in range(n)]
    cut = np.quantile(chance, 0.95)
    audited_level = np.where(under == 1, "high", np.where(over == 1, "low", "medium"))
    cases = pd.DataFrame(
        {
            "assessment_id": ids,
            "person_id": people,
            "unit_id": random.choice([f"U{k:02}" for k in range(20)], n),
            "assessor_id": random.choice([f"W{k:03}" for k in range(120)], n),
            "assessment_date": days,
            "quarter": quarter_of(pd.Series(days)),
            "assigned": "medium",
            "audited": np.where(seen, audited_level, None),
            "weight": np.where(seen, 1 / np.maximum(picked, 1e-9), np.nan),
            "p_under": chance,
            "p_over": 0.03,
            "priority": chance,
            "rule_priority": random.random(n),
            "on_list": (chance >= cut).astype(float),
            "under": np.where(seen, under, np.nan),
            "over": np.where(seen, over, np.nan),
        }
    )
    cases["region"] = "R" + cases["unit_id"].str[-1].astype(int).mod(4).astype(str)
    protected = pd.DataFrame(
        {
            "person_id": people,
            "sex": random.choice(["male", "female"], n, p=[0.9, 0.1]),
            "ethnic_group": np.where(minority, "black", "white"),
            "birth_year": random.integers(1950, 2005, n),
            "disability": random.choice(["yes", "no"], n),
        }
    )
    assessments = cases[
        ["assessment_id", "person_id", "unit_id", "assessor_id", "assessment_date"]
    ].assign(assigned_rosh="medium")
    held = {"protected": protected, "assessments": assessments, **tables}
    return ReportInputs(SOURCE, cases, held, {"chosen": "made_up"}, pd.DataFrame(), {}, {}, {})
