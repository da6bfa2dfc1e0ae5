"""Stage report. Audits, predictions and lists in; the accountability pack out."""

from pathlib import Path

from contracts.disclosure.edition import FILE, DisclosureControl, edition_content, read_edition
from contracts.disclosure.rules import DisclosureRules
from pipelines.running.outputs import whole, write_json
from pipelines.running.params.file import settings
from pipelines.running.params.sections import (
    DisclosureParameters,
    DriftParameters,
    EditionParameters,
    EvaluateParameters,
)
from pipelines.running.stage import Figures, run
from reports.cases import InputPaths, read_report_inputs
from reports.documents.markdown import as_markdown
from reports.estimation.drift import DriftRules
from reports.pack import figures_of, html_of, make_pack
from reports.published import edition_of
from reports.spreadsheet import write_spreadsheet

MARKDOWN = ("model-card", "transparency-record")


def main(
    *,
    checked: Path,
    model: Path,
    features: Path,
    performance: Path,
    evaluation: Path,
    report: Path,
    edition: EditionParameters,
    evaluate: EvaluateParameters,
    disclosure: DisclosureParameters,
    drift: DriftParameters,
) -> Figures:
    """Write the pack; the same records, model and parameters give the same bytes."""
    paths = InputPaths(checked, model, features, performance, evaluation)
    inputs = read_report_inputs(paths, capacity=evaluate.capacity_share)
    control = DisclosureControl(
        settings(DisclosureRules, disclosure), read_edition(Path(edition.previous))
    )
    drift_rules, capacity = settings(DriftRules, drift), evaluate.capacity_share
    pack = make_pack(inputs, control, drift_rules, capacity=capacity)
    with whole(report) as folder:
        for name, text in html_of(pack.pages, inputs, control.rules).items():
            (folder / name).write_text(text, encoding="utf-8")
        write_json(figures_of(pack.pages), folder / "report.json")
        for name in MARKDOWN:
            (folder / f"{name}.md").write_text(as_markdown(pack.page(name)), encoding="utf-8")
        write_json(pack.drift, folder / "drift.json")
        write_json(edition_content(edition_of(pack.tables)), folder / FILE)
        if pack.tables:
            about = inputs.source, control.rules
            write_spreadsheet(pack.tables, folder / "tables.xlsx", *about)
    return {"pages": len(pack.pages), "ratings": len(inputs.cases)}


if __name__ == "__main__":
    run(main)
