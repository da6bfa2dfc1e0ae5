"""A draft Algorithmic Transparency Record, in the sections of the standard."""

from contracts.disclosure.rules import DisclosureRules
from reports.cases import ReportInputs
from reports.documents.facts import characteristics, gate_sentence, learned_from, performance
from reports.documents.owner import blanks
from reports.page import ReportPage, Section
from worklists.publishing.figure_table import FigureTable

OWNER = (
    "1.1 Organisation or department",
    "1.2 Team",
    "1.3 Senior responsible owner",
    "1.4 External supplier involvement",
    "1.4.1 External supplier",
    "1.4.2 Companies House number",
    "1.4.3 External supplier role",
    "1.4.4 Procurement procedure type",
    "1.4.5 Data access terms",
)
DESCRIPTION = (
    (
        "2.1 Detailed description: a model learns from audits which ratings an auditor would "
        "raise, and gives each oversight team a list as long as its time."
    ),
    "2.2 Scope: assessments in scope, not yet audited. It covers no decision about a person.",
    (
        "2.3 Benefit: reviewers read first where most ratings would be raised; a random part of "
        "every list measures whether that holds."
    ),
    "2.4 Previous process: reviewers pick cases by rules and experience.",
    (
        "2.5 Alternatives considered: rule lists, single predictors and plain models, all "
        "compared on the same cases; a rule makes the lists where the model is not better."
    ),
)
PROCESS = (
    "3.1 Integration: lists go to teams as pages and workbooks; answers come back as files.",
    (
        "3.2 Information provided: a place on the list, up to three reasons from the record, "
        "what is missing, what to look at, and a chance in words."
    ),
    (
        "3.3 Human decisions: a reviewer reads the whole assessment and confirms, raises or lowers "
        "the rating through the usual process. The tool changes no record."
    ),
    (
        "3.4 Required training: how to read the list, its limits, and that a case not listed has "
        "not been looked at."
    ),
)
RISKS = (
    ("Reviewers lean on the list", "Random cases look like any other; shares raised are compared"),
    ("A group is missed more often", "The page on who is listed and missed, every report"),
    ("The model goes stale", "Drift has thresholds; a stop rule hands lists to a rule"),
    ("Few people could be recognised", "Disclosure control on every page, attacked in tests"),
    ("Defensive raising of ratings", "Ratings too high are reported beside ratings too low"),
    ("Staff feel watched", "No figure of a member of staff is computed"),
)


BEFORE = (
    Section(
        "Tier 1",
        ("Name: Countersign. Which ratings of risk of serious harm deserve a second look.",),
        (blanks("To be filled in", ("Website", "Contact e-mail")),),
    ),
    Section("1 Owner and responsibility", (), (blanks("Owner", OWNER),)),
    Section("2 Description and rationale", DESCRIPTION),
    Section(
        "3 Decision-making process",
        PROCESS,
        (blanks("To be filled in", ("3.5 Appeals and review", "3.6 Frequency and scale")),),
    ),
)
AFTER = Section(
    "5 Risks, mitigations and impact assessments",
    ("Outlines of both impact assessments stand beside this page.",),
    (
        FigureTable("Risks and mitigations", ("Risk", "Mitigation"), RISKS),
        blanks("Assessments", ("Name", "Description", "Date completed", "Link")),
    ),
)
TITLE = "Algorithmic Transparency Record: draft"
LEAD = "A draft in the sections of the standard. Fields that only the owner knows are blank."


def transparency_record(inputs: ReportInputs, rules: DisclosureRules) -> ReportPage:
    """The draft; fields of the owner are blank."""
    sections = [*BEFORE, _specification(inputs, rules), AFTER]
    return ReportPage("transparency-record", TITLE, LEAD, sections)


def _specification(inputs: ReportInputs, rules: DisclosureRules) -> Section:
    read = characteristics(inputs) or "none on record"
    data = (
        (
            f"4.1 Development data: {inputs.source.title}. Characteristics read for fairness "
            f"alone: {read}."
        ),
        f"4.2 Model performance: {gate_sentence(inputs)}",
    )
    owners = ("4.3 Phase", "4.4 Maintenance", "4.5 Access and storage")
    tables = (
        learned_from(inputs, rules),
        performance(inputs),
        blanks("To be filled in", owners),
    )
    return Section("4 Tool and data specification", data, tables)
