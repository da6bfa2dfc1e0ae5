"""Audits of two years and two teams, enough for shares."""

import numpy as np
import pandas as pd


def audits(n=200):
    """Half in 2025, half in 2026; a quarter raised, a tenth lowered."""
    number = np.arange(n)
    return pd.DataFrame(
        {
            "audit_id": [f"U{one}" for one in number],
            "year": pd.array(np.where(number < n // 2, 2025, 2026), "Int64"),
            "unit_id": np.where(number % 2, "N01", "N02"),
            "region": np.where(number % 2, "R1", "R2"),
            "raised": (number % 4 == 0).astype(float),
            "lowered": (number % 10 == 1).astype(float),
            "failing_codes": [["F01", "F12"] if one % 5 == 0 else [] for one in number],
            "agencies_involved": [["police"] if one % 5 == 0 else [] for one in number],
            "assessment_sufficient": pd.array(number % 2 == 0, "boolean"),
            "qa_grading": np.where(number % 2, "good", "needs_more_work"),
            "from_signing": number.astype(float),
            "from_selection": number / 2,
        }
    )
