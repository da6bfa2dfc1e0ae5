"""Stage report. Audits, predictions and lists in; the accountability pack out."""

from pathlib import Path

from contracts.disclosure.rules import DisclosureRules
from pipelines.running.outputs import whole, write_json
from pipelines.running.params.file import settings
from pipelines.running.params.sections import DisclosureParameters, EvaluateParameters
from pipelines.running.stage import Figures, run
from reports.cases import read_evidence
from reports.pack import figures_of, html_of, make_pack


def main(
    *,
    checked: Path,
    model: Path,
    report: Path,
    evaluate: EvaluateParameters,
    disclosure: DisclosureParameters,
) -> Figures:
    """Write the pack; the same records, model and parameters give the same bytes."""
    evidence = read_evidence(model, checked, capacity=evaluate.capacity_share)
    pages = make_pack(evidence, settings(DisclosureRules, disclosure))
    with whole(report) as folder:
        for name, text in html_of(pages, evidence).items():
            (folder / name).write_text(text, encoding="utf-8")
        write_json(figures_of(pages), folder / "report.json")
    return {"pages": len(pages), "ratings": len(evidence.cases)}


if __name__ == "__main__":
    run(main)
