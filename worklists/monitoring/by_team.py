"""What each team decided, with the limits of chance: for a page that ranks nobody."""

from typing import Any

import pandas as pd

from models.evaluation.metrics.funnel import by_unit
from worklists.returns.frozen import current_decisions

URGENT = "urgent"  # how urgent cases are selected
LIMITS = ["audited", "rate", "low998", "high998", "beyond"]


def by_team(decisions: pd.DataFrame) -> list[dict[str, Any]]:
    """Counts of each team's answers, in order of its name.

    Parameters
    ----------
    decisions : DataFrame
        A snapshot of decisions; one that a later one supersedes does not count.

    Returns
    -------
    list of dict
        ``unit_id``, ``decided`` (agree or regrade), ``raised``, ``waiting`` (for information),
        ``urgent_answered`` (decided, of urgent cases), and as a funnel: ``rate`` (raised of
        decided; None below 30), ``low998``, ``high998`` (99.8 % limits) and ``beyond``.
    """
    current = current_decisions(decisions)
    decided = current[current["outcome"].isin(["agree", "regrade"])]
    raised = decided["review_outcome"] == "raised"
    unit_of = current.drop_duplicates("case_key").set_index("case_key")["unit_id"]
    funnel = by_unit(raised.astype(float).set_axis(decided["case_key"]), unit_of)
    limits = funnel.set_index("unit_id")[LIMITS].to_dict("index")
    return [
        {
            "unit_id": str(unit),
            "decided": int((decided["unit_id"] == unit).sum()),
            "raised": int(raised[decided["unit_id"] == unit].sum()),
            "waiting": int((rows["outcome"] == "more_info").sum()),
            "urgent_answered": int(
                ((decided["unit_id"] == unit) & (decided["selected_by"] == URGENT)).sum()
            ),
            **_limits(limits.get(str(unit))),
        }
        for unit, rows in current.groupby("unit_id", sort=True)
    ]


def _limits(of_team: dict[Any, Any] | None) -> dict[str, Any]:
    """The funnel's figures; blank for a team with fewer decisions than a share is given of."""
    if of_team is None or pd.isna(of_team["rate"]):
        return {"rate": None, "low998": None, "high998": None, "beyond": False}
    figures = {name: float(of_team[name]) for name in ("rate", "low998", "high998")}
    return figures | {"beyond": bool(of_team["beyond"])}
