"""Facts of the run that documents repeat, each computed once."""

from typing import Any

from contracts.disclosure.counts import shown_count
from contracts.disclosure.rules import DisclosureRules
from reports.cases import ReportInputs
from worklists.publishing.figure_table import FigureTable

COUNTS = {
    "assessments": "Assessments",
    "audited": "Audited assessments",
    "learned_from": "Audits learned from",
    "at_random": "Audits picked at random",
}
FIGURES = {
    "precision_at_capacity": "Of audited cases listed, found too low",
    "precision_at_capacity_corrected": "Of all cases listed, expected too low",
    "recall_at_capacity_corrected": "Of all ratings too low, listed",
    "roc_auc": "Area under the ROC curve",
}


def learned_from(inputs: ReportInputs, rules: DisclosureRules) -> FigureTable:
    """How many records the model learned from, rounded."""
    counts = inputs.training.get("counts", {})
    rows = tuple(
        (title, shown_count(int(counts[name]), rules))
        for name, title in COUNTS.items()
        if name in counts
    )
    return FigureTable("Records", ("What", "How many"), rows)


def performance(inputs: ReportInputs) -> FigureTable:
    """Figures of the chosen candidate with their ranges, as the evaluation gives them."""
    chosen = inputs.metrics.get("under", {}).get(str(inputs.training.get("chosen")), {})
    rows = tuple((title, _words(chosen[name])) for name, title in FIGURES.items() if name in chosen)
    return FigureTable("Out of fold, on past records", ("Figure", "Value (95 % range)"), rows)


def _words(figure: dict[str, Any]) -> str:
    if figure.get("value") is None:
        return str(figure.get("reason", "not given"))
    return f"{figure['value']:.2f} ({figure['low']:.2f} to {figure['high']:.2f})"


def gate_sentence(inputs: ReportInputs) -> str:
    """The gate's verdict without its counts, which are not rounded.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> gate_sentence(SimpleNamespace(gate={"used": "model", "chosen": "boosted"}))
    'The model (boosted) makes the lists: audits do not show that another order finds more.'
    """
    gate = inputs.gate
    if not gate:
        return "No gate was run."
    if gate.get("used") != "model":
        return f"A rule ({str(gate.get('used')).replace('_', ' ')}) makes the lists, not the model."
    name = str(gate.get("chosen")).replace("_", " ")
    shown = "audits do not show that another order finds more"
    return f"The model ({name}) makes the lists: {shown}."


def characteristics(inputs: ReportInputs) -> str:
    """Protected characteristics on record, in words; empty where there are none."""
    table = inputs.tables.get("protected")
    names = [] if table is None else sorted(str(name) for name in table.columns)
    return ", ".join(name.replace("_", " ") for name in names if name != "person_id")
