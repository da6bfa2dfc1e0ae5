"""Stage evaluate. Fold predictions in; figures, the gate's verdict, curves and pictures out."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from contracts.disclosure.rules import DisclosureRules
from contracts.files.csv_writer import write_csv
from models.evaluation import report
from models.evaluation.gate.comparisons import side_by_side
from models.evaluation.gate.gate import GateRules
from models.evaluation.learning_curve import learning_curve
from models.evaluation.metrics import calibration, funnel
from models.evaluation.metrics.fairness import by_group
from models.evaluation.plots import plots
from models.evaluation.plots.importance import draw_importance
from models.evaluation.plots.learning_curve import draw_learning_curve
from models.evaluation.plots.ranking_curves import draw_precision_recall, draw_roc
from models.evaluation.predictions.read import read_inputs
from models.evaluation.setup import EvaluationSettings, set_up
from models.evaluation.summary import summary as scalars
from models.training.candidates.names import current_name
from pipelines.running.outputs import whole, write_json
from pipelines.running.params.champion import FILE, champion_of
from pipelines.running.params.file import settings
from pipelines.running.params.sections import (
    DisclosureParameters,
    EvaluateParameters,
    GateParameters,
)
from pipelines.running.stage import Figures, run


def main(
    *,
    model: Path,
    checked: Path,
    evaluation: Path,
    summary: Path,
    evaluate: EvaluateParameters,
    gate: GateParameters,
    disclosure: DisclosureParameters,
) -> Figures:
    """Judge every candidate on the same cases and decide whether the model may make the lists."""
    inputs = read_inputs(model, checked)
    estimation, source = settings(EvaluationSettings, evaluate), inputs.source
    setup = set_up(inputs.predictions, inputs.entrants, source=source, settings=estimation)
    left_out = set_up(inputs.left_out, inputs.entrants, source=source, settings=estimation)
    verdict = report.verdict(setup, _with_champion(settings(GateRules, gate), source.name))
    figures = report.metrics(setup)
    tables = report.tables(setup, verdict, inputs.unit_of)
    curve = learning_curve(setup, inputs.fewer, inputs.audits)
    groups = by_group(setup.main, setup.people, inputs.protected, setup.plan)
    with whole(evaluation) as folder:
        write_json(figures, folder / "metrics.json")
        write_json(report.metrics(left_out), folder / "metrics_left_out_units.json")
        write_json(report.gate(setup, verdict) | {"notes": source.notes}, folder / "gate.json")
        write_json(tables.bins.to_dict("records"), folder / "bins.json")
        write_json(groups, folder / "groups.json")
        for name, table in vars(tables).items():
            write_csv(table, folder / f"{name}.csv")
        write_csv(curve, folder / "learning_curve.csv")
        draw_learning_curve(curve, folder / "learning_curve.svg")
        shown = _for_readers(tables, settings(DisclosureRules, disclosure))
        _draw(shown, verdict.chosen, folder, capacity=evaluate.capacity_share)
        draw_importance(pd.read_csv(model / "importance.csv", keep_default_na=False), folder)
    write_json(scalars(figures, verdict.as_json()), summary)
    raced = side_by_side(verdict.chosen, verdict.comparisons, gate.interval)
    print("\n".join(filter(None, [raced, inputs.entrants.not_raced, verdict.sentence])))
    passed = "passed" if verdict.passed else "not passed"
    return {"candidates": len(inputs.entrants.kinds), "gate": passed, "lists by": verdict.used}


def _for_readers(
    tables: report.EvaluationTables, rules: DisclosureRules
) -> report.EvaluationTables:
    """What pictures may show: they leave the team inside a page, and a point can be measured."""
    bins = calibration.published(tables.bins, rules)
    return replace(tables, bins=bins, units=funnel.published(tables.units, rules))


def _draw(tables: report.EvaluationTables, chosen: str, folder: Path, *, capacity: float) -> None:
    plots.draw_finds(tables.finds, folder / "finds.svg", capacity=capacity)
    plots.draw_calibration(tables.bins, folder / "calibration.svg")
    plots.draw_units(tables.units, folder / "units.svg")
    draw_roc(tables.roc, folder / "roc.svg", chosen=chosen)
    draw_precision_recall(tables.precision_recall, folder / "precision_recall.svg", chosen=chosen)


def _with_champion(rules: GateRules, source: str) -> GateRules:
    """The same rules with the champion: the parameter's, else the promoted one, by today's name."""
    champion, where = rules.champion, "gate.champion"
    if champion is None:
        champion, where = champion_of(source), str(FILE)
    return replace(
        rules, champion=None if champion is None else current_name(champion, where=where)
    )


if __name__ == "__main__":
    run(main)
