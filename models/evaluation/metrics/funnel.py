"""Teams side by side as a funnel: small teams vary more, and none is ranked."""

import numpy as np
import pandas as pd

from models.evaluation.estimation.bootstrap import DECIMALS
from models.evaluation.setup import EvaluationSetup

LEAST_AUDITS = 30  # a share of fewer is not given
LIMITS = {"95": 1.959964, "998": 3.090232}


def by_unit(marked: EvaluationSetup, unit_of: "pd.Series[str]") -> pd.DataFrame:
    """Share of audits that found the rating too low, per team, with limits of chance.

    Parameters
    ----------
    unit_of : series
        `unit_id` by `assessment_id`.

    Returns
    -------
    frame
        `unit_id, audited, raised, rate, low95, high95, low998, high998, beyond`, by `unit_id`.
        Limits hold where every team had the overall share; `beyond` is true outside the 99.8 %
        ones. `rate` is null with fewer than 30 audits. Audits count as they are: teams whose
        audits were picked differently differ for that reason too.
    """
    field = marked.heats["under"].field
    seen = field.audited
    cases = marked.cases["assessment_id"].iloc[field.rows[seen]]
    once = ~cases.duplicated().to_numpy()
    audits = pd.DataFrame(
        {
            "unit_id": cases[once].map(unit_of).astype("string"),
            "found": field.happened[seen][once],
        }
    )
    told = audits.groupby("unit_id", sort=True)["found"].agg(audited="size", raised="sum")
    told["raised"] = told["raised"].astype(int)
    overall = float(audits["found"].mean()) if len(audits) else np.nan
    enough = told["audited"] >= LEAST_AUDITS
    told["rate"] = (told["raised"] / told["audited"]).where(enough)
    spread = np.sqrt(overall * (1 - overall) / told["audited"])
    for name, z in LIMITS.items():
        told[f"low{name}"] = (overall - z * spread).clip(lower=0.0)
        told[f"high{name}"] = (overall + z * spread).clip(upper=1.0)
    told["beyond"] = (told["rate"] < told["low998"]) | (told["rate"] > told["high998"])
    return told.round(DECIMALS).reset_index()
