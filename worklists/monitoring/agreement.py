"""How often teams and independent auditors give one assessment the same level."""

from typing import Any

import pandas as pd

from worklists.monitoring.yields import share_raised
from worklists.returns.frozen import labels_from_decisions


def agreement_with_audits(decisions: pd.DataFrame, audits: pd.DataFrame | None) -> dict[str, Any]:
    """How often a decision and an independent audit of the same assessment give one level.

    Parameters
    ----------
    decisions : DataFrame
        A snapshot of decisions.
    audits : DataFrame or None
        ``assessment_id`` and ``audited_rosh``; the first audit of an assessment counts. Without
        that column (an outcome is no audit) nothing can be compared.

    Returns
    -------
    dict
        ``both`` (assessments with a decision and an audit), ``same``, and the share ``value``
        with Wilson's 95 % interval ``low`` and ``high``; None where ``both`` is 0.
    """
    if audits is None or "audited_rosh" not in audits:
        return {"both": 0, "same": 0, **share_raised(0, 0)}
    labels = labels_from_decisions(decisions)[["assessment_id", "audited_rosh"]]
    first = audits[["assessment_id", "audited_rosh"]].drop_duplicates("assessment_id")
    pairs = labels.merge(first, on="assessment_id", suffixes=("_decided", "_audited"))
    same = int((pairs["audited_rosh_decided"] == pairs["audited_rosh_audited"]).sum())
    return {"both": len(pairs), "same": same, **share_raised(same, len(pairs))}
