"""The model card: what the model is for, what it learned from, how well it does, where it fails."""

from contracts.disclosure.rules import DisclosureRules
from reports.cases import ReportInputs
from reports.documents.facts import gate_sentence, learned_from, performance
from reports.documents.owner import blanks
from reports.page import ReportPage, Section

USES = (
    "It orders assessments for review: which ratings an auditor would most likely raise.",
    "It changes no rating and decides nothing about a person. People decide, after reading.",
    (
        "It is not for judging staff or teams, for decisions about a person on probation, or for "
        "saying that a case not listed is rightly rated."
    ),
)
LIMITS = (
    "It learns what auditors record, and auditors can be mistaken: see the page on auditors.",
    (
        "Audits are few and picked on purpose. Weights put that right only where the chance of "
        "being picked is on record or can be estimated."
    ),
    (
        "Some predictors on record were themselves made from age and sex. Protected "
        "characteristics are no features: only the page on who is listed and missed reads them."
    ),
)


def model_card(inputs: ReportInputs, rules: DisclosureRules, pages: list[ReportPage]) -> ReportPage:
    """The card; ``pages`` are those whose leads it repeats."""
    training = inputs.training
    how = (
        (
            f"Chosen candidate: {str(training.get('chosen', 'none')).replace('_', ' ')}. Protocol: "
            f"{training.get('protocol', 'not recorded')}, {training.get('folds', 'no')} folds."
        ),
        gate_sentence(inputs),
    )
    sections = [
        Section("Use", USES),
        Section("What it learned from", (), (learned_from(inputs, rules),)),
        Section("How well it does", how, (performance(inputs),)),
        Section("What else is known", tuple(f"{page.title}: {page.lead}" for page in pages)),
        Section("Limits", LIMITS),
        Section("Owner", (), (blanks("Owner", ("Organisation", "Contact", "Review date")),)),
    ]
    lead = "What the model is for, what it learned from, how well it does, and where it fails."
    return ReportPage("model-card", "Model card", lead, sections)
