"""Individual error or system: where what auditors change lies, as shares and nothing else."""

import numpy as np
import pandas as pd

from reports.cases import ReportInputs
from reports.estimation.variance_shares import VarianceShare, variance_shares
from reports.page import ReportPage, Section
from reports.pages.trends import audits_of
from worklists.publishing.figure_table import FigureTable

TITLE = "Individual or system"
WORDS = {"unit": "Units", "team": "Teams", "assessor": "Assessors", "case": "Cases and chance"}
NOTE = (
    "Of the differences in whether an audit changes a rating: how much goes with who wrote it, "
    "with their team, with the unit the team belongs to, and how much is left to cases and chance. "
    "No figure of a person is computed at any step, and none can be asked for."
)


def found(inputs: ReportInputs) -> dict[str, VarianceShare] | None:
    """The shares; None where people, teams or audits are too few or not recorded."""
    audits = audits_of(inputs)
    assessments = inputs.tables["assessments"]
    if audits.empty or "assessor_id" not in assessments:
        return None
    rows = audits.merge(assessments[["assessment_id", "assessor_id"]], on="assessment_id")
    rows = rows.dropna(subset=["raised", "lowered", "assessor_id", "unit_id"])
    rows = rows[rows.get("selection_reason", pd.Series("", index=rows.index)) != "sfo"]
    if rows.empty:
        return None
    months = inputs.tables.get("unit_months", pd.DataFrame(columns=["unit_id", "pdu_id"]))
    if "pdu_id" not in months:
        return None
    units = months.dropna(subset=["pdu_id"]).drop_duplicates("unit_id", keep="last")
    unit = rows["unit_id"].map(units.set_index("unit_id")["pdu_id"]).astype(object).fillna("none")
    within = rows["unit_id"].astype(str) + " " + rows["assessor_id"].astype(str)
    changed = ((rows["raised"] == 1) | (rows["lowered"] == 1)).astype(float).to_numpy()
    codes = (pd.factorize(one)[0] for one in (unit, rows["unit_id"], within))
    return variance_shares(np.asarray(changed, dtype=np.float64), *codes)


def page(shares: dict[str, VarianceShare] | None) -> ReportPage:
    """Four shares with their ranges."""
    if shares is None:
        lead = "Nobody can tell: too few audits of too few teams and assessors."
        return ReportPage("variance-shares", TITLE, lead, [])
    rows = tuple((WORDS[name], _percent(one)) for name, one in shares.items())
    table = FigureTable("Where the differences lie", ("Level", "Share (95 % range)"), rows)
    lead = (
        f"Who wrote an assessment accounts for {_percent(shares['assessor'])} of the differences "
        f"in whether an audit changes it; teams and units for "
        f"{100 * (shares['team'].value + shares['unit'].value):.1f} %."
    )
    return ReportPage("variance-shares", TITLE, lead, [Section("Shares", (NOTE,), (table,))])


def _percent(one: VarianceShare) -> str:
    return f"{100 * one.value:.1f} % ({100 * one.low:.1f} to {100 * one.high:.1f})"
