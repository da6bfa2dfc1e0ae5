"""Time in the office and quality: the inspectors' question, by team and month, never by person."""

import pandas as pd

from contracts.disclosure.rules import DisclosureRules
from reports.cases import ReportInputs
from reports.estimation.office_time import Association, associate
from reports.estimation.remote_contacts import remote_shares
from reports.page import ReportPage, Section
from worklists.publishing.figure_table import FigureTable

TITLE = "Time in the office and quality of assessments"
OF_TEAM = ["spo_span", "spo_vacancy_rate", "sickness_days_per_fte", "leaver_rate", "trainee_share"]
OF_PEOPLE = {"caseload": "caseload", "wmt_pct": "workload", "months_in_role": "experience"}
OF_CASE = ["violence_2yr_pct", "serious_recidivism_pct", "needs_severe_count"]
NOTE = (
    "This says what goes together, not what brings what about. Teams with more office days may "
    "differ in ways that no record shows. The E-value says how strongly such a thing would have to "
    "go with both, as a risk ratio, to explain the nearer end of the range away."
)


def found(inputs: ReportInputs, rules: DisclosureRules) -> dict[str, Association]:
    """The association of each exposure; empty where the source has none of the tables."""
    audits = inputs.tables.get("audits", pd.DataFrame())
    months = inputs.tables.get("unit_months", pd.DataFrame())
    if "assessment_sufficient" not in audits or "office_days_per_week_mean" not in months:
        return {}
    rows = _rows(inputs, audits, months)
    rows = rows[rows["assessors"] >= rules.assessors_needed]
    columns = [*OF_TEAM, *OF_PEOPLE, "po_vacancy", *OF_CASE, *_levels(rows)]
    adjusted = rows[[name for name in columns if name in rows]]
    exposures = {
        "One more office day a week": rows["office_days_per_week_mean"],
        "Ten points more of contacts by phone or video": rows.get("remote_tenths"),
    }
    quality = rows["assessment_sufficient"].astype("Float64").astype(float)
    associations = {
        name: associate(quality, exposure.astype(float), adjusted, rows["unit_id"])
        for name, exposure in exposures.items()
        if exposure is not None
    }
    return {name: one for name, one in associations.items() if one is not None}


def _rows(inputs: ReportInputs, audits: pd.DataFrame, months: pd.DataFrame) -> pd.DataFrame:
    assessments = inputs.tables["assessments"]
    wanted = ["assessment_id", "unit_id", "assessment_date", "assigned_rosh", *OF_CASE]
    rows = audits.drop_duplicates("assessment_id").merge(
        assessments[[name for name in wanted if name in assessments]], on="assessment_id"
    )
    rows["month"] = rows["assessment_date"].dt.to_period("M").dt.to_timestamp()
    teams = months.assign(month=months["month"].dt.to_period("M").dt.to_timestamp())
    if {"po_fte_target", "po_fte_in_post"} <= set(teams):
        teams["po_vacancy"] = 1 - teams["po_fte_in_post"] / teams["po_fte_target"]
    rows = rows.merge(teams, on=["unit_id", "month"], how="left")
    rows = rows.merge(_people(inputs), on=["unit_id", "month"], how="left")
    contacts = inputs.tables.get("contacts")
    if contacts is not None and len(contacts):
        remote = remote_shares(contacts, assessments)
        rows = rows.merge(remote, on=["unit_id", "month"], how="left")
        rows["remote_tenths"] = 10 * rows["remote_share"]
    for level in sorted(set(rows["assigned_rosh"]))[1:]:
        rows[f"level_{level}"] = (rows["assigned_rosh"] == level).astype(float)
    return rows


def _people(inputs: ReportInputs) -> pd.DataFrame:
    """Means of each team and month over its staff, and how many they are."""
    months = inputs.tables.get("practitioner_months", pd.DataFrame())
    keys = ["unit_id", "month"]
    if months.empty:
        return pd.DataFrame(columns=[*keys, "assessors"])
    dated = months.assign(month=months["month"].dt.to_period("M").dt.to_timestamp())
    held = [name for name in OF_PEOPLE if name in dated]
    grouped = dated.groupby(keys, sort=True)
    return (
        grouped[held]
        .mean()
        .join(grouped["assessor_id"].nunique().rename("assessors"))
        .reset_index()
    )


def _levels(rows: pd.DataFrame) -> list[str]:
    return [str(name) for name in rows if str(name).startswith("level_")]


def page(associations: dict[str, Association]) -> ReportPage:
    """What goes together, with what would explain it away."""
    if not associations:
        lead = "Nobody can tell: too few teams, or no record of office time or quality."
        return ReportPage("office-time", TITLE, lead, [])
    rows = tuple(
        (
            name,
            f"{one.odds_ratio:.2f} ({one.low:.2f} to {one.high:.2f})",
            f"{one.e_value:.2f}",
            words(one),
        )
        for name, one in associations.items()
    )
    columns = ("Against", "Odds of a sufficient assessment (95 % range)", "E-value", "In words")
    table = FigureTable("Adjusted for workload, vacancies, experience and cases", columns, rows)
    first = next(iter(associations))
    lead = f"{first}: {words(associations[first])}."
    return ReportPage(
        "office-time", TITLE, lead, [Section("What goes together", (NOTE,), (table,))]
    )


def words(one: Association) -> str:
    """What may be claimed.

    Examples
    --------
    >>> words(Association(1.1, 0.9, 1.3, 0.3, 1.0, 5000, 45))
    'no association that chance would not bring'
    """
    if one.low <= 1 <= one.high:
        return "no association that chance would not bring"
    return f"goes with {'better' if one.low > 1 else 'worse'} audited quality"
