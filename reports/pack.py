"""The whole pack: every page and file by its name, made from the same evidence and rules."""

from dataclasses import asdict, dataclass
from typing import Any

from contracts.disclosure.rules import DisclosureRules
from reports.cases import ReportInputs
from reports.page import ReportPage, render
from reports.pages import prevalence, trends
from reports.published import SharesTable


@dataclass(frozen=True)
class Pack:
    """Pages, the first page first, and the tables of the spreadsheet."""

    pages: list[ReportPage]
    tables: list[SharesTable]


def make_pack(inputs: ReportInputs, rules: DisclosureRules) -> Pack:
    """Everything that is published, under disclosure control."""
    by_year = trends.shares(inputs, rules)
    pages = [
        prevalence.page(prevalence.estimates(inputs), inputs, rules),
        trends.page(by_year, inputs, rules),
    ]
    tables = [table for tables in by_year.values() for table in tables if len(table.rows)]
    return Pack([index(pages), *pages], tables)


def index(pages: list[ReportPage]) -> ReportPage:
    """The first page: what each of the others says, in a sentence."""
    return ReportPage(
        "index",
        "Accountability report",
        "What is known of ratings, of audits and of the lists, for those who answer for them.",
        [],
        [(f"{page.file}.html", f"{page.title}: {page.lead}") for page in pages],
    )


def html_of(pages: list[ReportPage], inputs: ReportInputs) -> dict[str, str]:
    """Every page as HTML, by file name."""
    return {f"{page.file}.html": render(page, inputs.source) for page in pages}


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
