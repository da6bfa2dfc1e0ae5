"""Stage report. Audits, predictions and lists in; the accountability pack out."""

from pathlib import Path

from contracts.disclosure.rules import DisclosureRules
from pipelines.running.outputs import whole, write_json
from pipelines.running.params.file import settings
from pipelines.running.params.sections import DisclosureParameters, EvaluateParameters
from pipelines.running.stage import Figures, run
from reports.cases import InputPaths, read_report_inputs
from reports.pack import figures_of, html_of, make_pack
from reports.spreadsheet import write_spreadsheet


def main(
    *,
    checked: Path,
    model: Path,
    features: Path,
    performance: Path,
    report: Path,
    evaluate: EvaluateParameters,
    disclosure: DisclosureParameters,
) -> Figures:
    """Write the pack; the same records, model and parameters give the same bytes."""
    paths = InputPaths(checked, model, features, performance)
    inputs = read_report_inputs(paths, capacity=evaluate.capacity_share)
    pack = make_pack(inputs, settings(DisclosureRules, disclosure))
    with whole(report) as folder:
        for name, text in html_of(pack.pages, inputs).items():
            (folder / name).write_text(text, encoding="utf-8")
        write_json(figures_of(pack.pages), folder / "report.json")
        if pack.tables:
            write_spreadsheet(pack.tables, folder / "tables.xlsx", inputs.source)
    return {"pages": len(pack.pages), "ratings": len(inputs.cases)}


if __name__ == "__main__":
    run(main)
