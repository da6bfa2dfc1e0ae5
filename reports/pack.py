"""The whole pack: every page and file by its name, made from the same evidence and rules."""

from dataclasses import asdict, dataclass
from typing import Any

from contracts.disclosure.edition import DisclosureControl
from contracts.disclosure.rules import DisclosureRules
from reports.cases import ReportInputs
from reports.documents.impact_assessments import data_protection, equality
from reports.documents.model_card import model_card
from reports.documents.public_summary import public_summary
from reports.documents.transparency_record import transparency_record
from reports.estimation.drift import DriftRules
from reports.page import ReportPage, render
from reports.pages import (
    auditor_error,
    drift,
    fairness,
    look_back,
    office_time,
    prevalence,
    trends,
    variance_shares,
)
from reports.published import SharesTable
from reports.release import refuse_unsafe


@dataclass(frozen=True)
class Pack:
    """Pages, the first page first, the tables of the spreadsheet, and what drift asks for."""

    pages: list[ReportPage]
    tables: list[SharesTable]
    drift: dict[str, str]

    def page(self, file: str) -> ReportPage:
        """The page of this file name."""
        return next(page for page in self.pages if page.file == file)


def make_pack(
    inputs: ReportInputs, control: DisclosureControl, drift_rules: DriftRules, *, capacity: float
) -> Pack:
    """Everything that is published, under disclosure control.

    Raises
    ------
    InputError
        If anything in it breaks a rule of disclosure control, so that nothing is written.
    """
    rules = control.rules
    by_year = trends.shares(inputs, control)
    shares = prevalence.estimates(inputs)
    replayed = look_back.shown(inputs, rules, capacity=capacity)
    shifts = drift.find_drift(inputs, drift_rules)
    headline = prevalence.page(shares, inputs, rules)
    fair = fairness.page(inputs, rules)
    figures = [
        headline,
        auditor_error.page(shares, inputs, rules, capacity=capacity),
        fair,
        trends.page(by_year, inputs, rules),
        office_time.page(office_time.found(inputs, rules)),
        variance_shares.page(variance_shares.found(inputs)),
        look_back.page(replayed),
        drift.page(shifts, inputs.performance),
    ]
    documents = [
        public_summary(headline.lead),
        model_card(inputs, rules, figures),
        transparency_record(inputs, rules),
        data_protection(inputs),
        equality(inputs, fair),
    ]
    pages = [*figures, *documents]
    tables = [table for tables in by_year.values() for table in tables if len(table.rows)]
    tables += [] if replayed is None else [replayed]
    action = drift.due(shifts, inputs.performance)
    pack = Pack([index(pages), *pages], tables, {"due": action, "sentence": drift.WORDS[action]})
    refuse_unsafe(pack.pages, pack.tables, control)
    return pack


def index(pages: list[ReportPage]) -> ReportPage:
    """The first page: what each of the others says, in a sentence."""
    return ReportPage(
        "index",
        "Accountability report",
        "What is known of ratings, of audits and of the lists, for those who answer for them.",
        [],
        [(f"{page.file}.html", f"{page.title}: {page.lead}") for page in pages],
    )


def html_of(
    pages: list[ReportPage], inputs: ReportInputs, rules: DisclosureRules
) -> dict[str, str]:
    """Every page as HTML, by file name."""
    return {f"{page.file}.html": render(page, inputs.source, rules) for page in pages}


def figures_of(pages: list[ReportPage]) -> dict[str, Any]:
    """Sentences and tables of every page, as it shows them: a file can say no more than a page."""
    return {
        page.file: {
            "title": page.title,
            "lead": page.lead,
            "sections": [
                {
                    "heading": section.heading,
                    "sentences": list(section.sentences),
                    "tables": [asdict(table) for table in section.tables],
                }
                for section in page.sections
            ],
        }
        for page in pages
    }
