"""The annual report on trends: what audits changed and found, year by year."""

import tempfile
from pathlib import Path
from typing import Any

import pandas as pd

from contracts.disclosure.edition import DisclosureControl
from contracts.disclosure.rules import DisclosureRules
from models.evaluation.plots.plots import BLUE, PLUM, picture
from reports.cases import ReportInputs, region_of
from reports.page import Drawing, ReportPage, Section
from reports.published import SharesTable
from reports.trends.changes import changes
from reports.trends.enquiries import enquiries, gaps
from reports.trends.failings import failings
from reports.trends.quality import quality
from reports.trends.waiting import days_to_audit
from worklists.publishing.figure_table import FigureTable, data_address
from worklists.publishing.teams_findings import yields

RAW = (
    "Shares are of the audits done, as they were picked. They are no shares of all ratings: those "
    "stand on the page on prevalence."
)


def audits_of(inputs: ReportInputs) -> pd.DataFrame:
    """First audits with their year, region, direction and waiting times."""
    audits = inputs.tables.get("audits", pd.DataFrame())
    if audits.empty or not inputs.source.has_dates:
        return pd.DataFrame(columns=["audit_id", "year", "region", "unit_id", "raised", "lowered"])
    wanted = ["assessment_id", "assigned_rosh", "unit_id", "assessment_date"]
    rows = audits.merge(inputs.tables["assessments"][wanted], on="assessment_id", how="left")
    done = rows["audit_completed_date"]
    rows["year"] = done.dt.year.astype("Int64")
    rows["region"] = rows["unit_id"].map(region_of(inputs.tables))
    rows["from_signing"] = (done - rows["assessment_date"]).dt.days
    rows["from_selection"] = _days(done, rows.get("audit_selected_date"))
    rows = _directions(rows, inputs)
    if "reviewer_certainty" in rows:
        certainty = rows["reviewer_certainty"]
        rows["finely_balanced"] = (certainty == "finely_balanced").where(certainty.notna())
    if "second_reviewer_rosh" in rows:
        rows["second_opinion"] = rows["second_reviewer_rosh"].notna()
    return rows


def _days(done: "pd.Series[Any]", since: "pd.Series[Any] | None") -> "pd.Series[Any]":
    if since is None:
        return pd.Series(float("nan"), index=done.index)
    return (done - since).dt.days


def _directions(rows: pd.DataFrame, inputs: ReportInputs) -> pd.DataFrame:
    if "audited_rosh" not in rows:
        return rows.assign(raised=None, lowered=None)
    scale, levels = inputs.source.scale, (rows["assigned_rosh"], rows["audited_rosh"])
    return rows.assign(raised=scale.is_under(*levels), lowered=scale.is_over(*levels))


def shares(inputs: ReportInputs, control: DisclosureControl) -> dict[str, list[SharesTable]]:
    """Every table of the page by its heading."""
    audits = audits_of(inputs)
    found = {
        "Ratings that audits changed": changes(audits, control),
        "Failings": failings(audits, control),
        "Quality and oversight": quality(audits, control),
        "Enquiries": [
            *enquiries(inputs.tables.get("enquiries", pd.DataFrame()), control),
            *gaps(inputs.features, control),
        ],
    }
    return {heading: tables for heading, tables in found.items() if _filled(tables)}


def _filled(tables: list[SharesTable]) -> bool:
    return any(len(table.rows) for table in tables)


def page(
    found: dict[str, list[SharesTable]], inputs: ReportInputs, rules: DisclosureRules
) -> ReportPage:
    """The page, with a picture of raised beside lowered."""
    sections = [
        Section(
            heading,
            (RAW,) if heading == "Ratings that audits changed" else (),
            tuple(table.figure_table() for table in tables),
            _picture(tables) if heading == "Ratings that audits changed" else None,
        )
        for heading, tables in found.items()
    ]
    waiting = days_to_audit(audits_of(inputs), rules) if found else None
    if waiting is not None and waiting.rows:
        sections.append(Section("Time to audit", (), (waiting,)))
    if inputs.performance:
        sections.append(_outcomes(inputs.performance, rules))
    return ReportPage("trends", "Trends by year", lead(found), sections)


def lead(found: dict[str, list[SharesTable]]) -> str:
    """The first and the last year whose share may be given."""
    tables = {table.name: table for tables in found.values() for table in tables}
    if "raised_year" not in tables:
        return "Too few dated audits to say how they change from year to year."
    rates = tables["raised_year"].rows.dropna(subset=["rate"])
    if len(rates) < 2:
        return "Too few dated audits to say how they change from year to year."
    first, last = rates.iloc[0], rates.iloc[-1]
    return (
        f"Audits raised {100 * first['rate']:.0f} % of the ratings they looked at in "
        f"{int(first['year'])} and {100 * last['rate']:.0f} % in {int(last['year'])}."
    )


def _outcomes(performance: dict[str, Any], rules: DisclosureRules) -> Section:
    tables: list[FigureTable] = yields(performance, rules)
    return Section("Outcomes of lists and urgent cases", (performance["sentence"],), tuple(tables))


def _picture(tables: list[SharesTable]) -> Drawing | None:
    years = {t.name: t.rows.dropna(subset=["rate"]) for t in tables if t.keys == ("year",)}
    lines = {name: rows for name, rows in years.items() if len(rows) > 1}
    if not lines:
        return None
    from matplotlib.ticker import PercentFormatter

    headline, percent = "Ratings raised and lowered by audits, by year", PercentFormatter(1, 0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picture.svg"
        with picture(path, headline, "Share of audits; bars: 95 % range") as axes:
            for (name, rows), colour in zip(lines.items(), (BLUE, PLUM), strict=False):
                year = rows["year"].astype(int)
                axes.plot(year, rows["rate"], color=colour, marker="o")
                axes.vlines(year, rows["low95"], rows["high95"], color=colour)
                word = name.removesuffix("_year")
                axes.annotate(
                    word, (year.iloc[-1] + 0.04, rows["rate"].iloc[-1]), va="center", color=colour
                )
            axes.set(ylim=(0, None), xticks=sorted(pd.concat(lines.values())["year"].unique()))
            axes.yaxis.set_major_formatter(percent)
        return Drawing(headline, data_address(path.read_bytes()))
