"""The sentences of one made-up case."""

import pandas as pd

from worklists.reasons.case_features import ReasonInputs
from worklists.reasons.reasons import sentences


def sentences_of(entries, contributions, values=None, *, dates=None, beside=None, **changes):
    """Sentences of one case, A1, signed on 5 October 2026."""
    names = [entry["name"] for entry in entries]
    values = values or [1.0] * len(names)
    inputs = ReasonInputs(
        contributions=pd.DataFrame([contributions], columns=names, index=["A1"]).assign(
            base=-2.0, **(beside or {})
        ),
        features=pd.DataFrame([values], columns=names).assign(
            assessment_id="A1", assessment_date=pd.Timestamp("2026-10-05")
        ),
        evidence=pd.DataFrame([dates or {}]).assign(assessment_id="A1"),
        catalogue=entries,
        assessments=10,
        **changes,
    )
    return sentences(inputs).iloc[0]
