"""Outlines of a data protection and an equality impact assessment, filled in where known."""

from reports.cases import ReportInputs
from reports.documents.facts import characteristics
from reports.documents.owner import blanks
from reports.page import ReportPage, Section
from worklists.publishing.figure_table import FigureTable

FLOWS = (
    ("Read", "Assessments, audits, contacts, enquiries, workload of teams, as checked"),
    ("Kept apart", "Protected characteristics: read by the fairness figures alone"),
    ("Not read", "Names, addresses, free text, details of victims"),
    ("Made", "A chance and a place on a list; reasons from the record"),
    ("Sent out", "Lists to teams; identities are joined outside, on delivery"),
    ("Network", "No stage opens a network connection"),
)


def data_protection(inputs: ReportInputs) -> ReportPage:
    """The outline of a data protection impact assessment."""
    tables = ", ".join(sorted(name.replace("_", " ") for name in inputs.source.tables)) or "as read"
    sections = [
        Section("What is processed", (f"Tables of this source: {tables}.",), (_flows(),)),
        Section(
            "Whether it decides",
            (
                (
                    "The output allocates attention. A person reads the record and decides; what "
                    "came out, and how often reviewers depart from the list, is recorded."
                ),
            ),
        ),
        Section("To be decided by the owner", (), (blanks("Data protection", PROTECTION),)),
    ]
    lead = "An outline to start from. It is no assessment until its owner has completed it."
    title = "Data protection impact assessment: outline"
    return ReportPage("data-protection", title, lead, sections)


def equality(inputs: ReportInputs, fairness: ReportPage) -> ReportPage:
    """The outline of an equality impact assessment, with what the fairness page found."""
    names = characteristics(inputs) or "none"
    differences = fairness.sections[0].sentences if fairness.sections else ()
    sections = [
        Section("Characteristics on record", (f"On record: {names}. None is a feature.",)),
        Section("What the figures say", (fairness.lead, *differences)),
        Section("To be decided by the owner", (), (blanks("Due regard", REGARD),)),
    ]
    lead = "An outline to start from. It is no assessment until its owner has completed it."
    return ReportPage("equality", "Equality impact assessment: outline", lead, sections)


def _flows() -> FigureTable:
    return FigureTable("What goes where", ("Step", "What"), FLOWS)


PROTECTION = (
    "Controller",
    "Lawful basis, and whether Part 3 of the Data Protection Act 2018 applies",
    "Necessity and proportionality",
    "How people are informed",
    "How long records and lists are kept",
    "Consultation",
    "Residual risk, accepted by",
    "Date of review",
)
REGARD = (
    "Decision on each difference above, with reasons",
    "Groups without enough evidence: what will be done",
    "Consultation",
    "Owner and date",
)
