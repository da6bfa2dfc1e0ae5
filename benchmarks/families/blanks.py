"""What is not on record: cells left blank, and whole tables that a service cannot hand over."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

ALWAYS = ("assessments", "protected")
CELLS = (
    "reoffending_2yr_pct", "violence_2yr_pct", "serious_violence_2yr_pct", "serious_recidivism_pct",
    "sexual_contact_band", "declared_previous_high", "protective_orders_count",
    "screening_dont_know_count", "interview_mode", "sara_status", "needs_severe_count",
    "child_contact_potential", "full_analysis_status", "assessor_months_in_role",
)  # fmt: skip


def with_blanks(table: pd.DataFrame, kind: str, rng: np.random.Generator) -> pd.DataFrame:
    """Assessments in which cells of half the optional columns are blank.

    ``random``: a quarter of the cells. ``telling``: half of those above the middle value, a tenth
    of the others.
    """
    blanked = table.copy()
    for name in rng.permutation(CELLS)[: len(CELLS) // 2] if kind else ():
        share = np.full(len(table), 0.25)
        if kind == "telling":
            codes = table[name].astype("category").cat.codes
            share = np.where(codes > codes.median(), 0.5, 0.1)
        blanked[name] = table[name].mask(rng.random(len(table)) < share)
    return blanked


def some_tables(
    tables: Mapping[str, pd.DataFrame], number: int, rng: np.random.Generator
) -> dict[str, pd.DataFrame]:
    """Assessments and ``number`` tables more, drawn at random from those with facts."""
    others = [name for name in tables if name not in ALWAYS]
    kept = {*ALWAYS, *rng.permutation(others)[:number]}
    return {name: table for name, table in tables.items() if name in kept}
