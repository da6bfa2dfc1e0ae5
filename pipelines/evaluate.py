"""Stage evaluate. Fold predictions in; figures, the gate's verdict, curves and pictures out."""

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from contracts.source import Source
from models.evaluation import report
from models.evaluation.gate import Rules
from models.evaluation.marked import Settings, mark
from models.evaluation.plots import draw_calibration, draw_finds
from models.evaluation.standing import Standing
from pipelines.outputs import whole, write_json
from pipelines.stage import Figures, run


@dataclass(frozen=True)
class Params:
    """The 'evaluate' and 'gate' sections of params.yaml."""

    evaluate: Settings
    gate: Rules


def main(*, model: Path, checked: Path, evaluation: Path, params: Params) -> Figures:
    """Mark every candidate on the same cases and decide whether the model may make the lists."""
    standing = Standing.of(json.loads((model / "training.json").read_text(encoding="utf-8")))
    predictions = pd.read_parquet(model / "fold_predictions.parquet")
    source = Source.load(checked / "source.json")
    marked = mark(predictions, standing, source=source, settings=params.evaluate)
    verdict = report.verdict(marked, params.gate)
    tables = report.tables(marked, verdict)
    with whole(evaluation) as folder:
        write_json(report.metrics(marked), folder / "metrics.json")
        write_json(verdict.as_json(), folder / "gate.json")
        write_json(tables.bins.to_dict("records"), folder / "bins.json")
        for name, table in vars(tables).items():
            table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
        draw_finds(tables.finds, folder / "finds.svg", capacity=params.evaluate.capacity_share)
        draw_calibration(tables.bins, folder / "calibration.svg")
    print(verdict.sentence)
    return {
        "candidates": len(standing.kinds),
        "gate": "passed" if verdict.passed else "not passed",
    }


if __name__ == "__main__":
    run(main, Params)
