"""Stage evaluate. Fold predictions in; figures, the gate's verdict, curves and pictures out."""

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from contracts.source import Source
from models.evaluation import report
from models.evaluation.gate import Rules
from models.evaluation.plots import draw_finds
from models.evaluation.standing import Standing
from pipelines.outputs import whole, write_json
from pipelines.stage import Figures, run


@dataclass(frozen=True)
class Params:
    """The 'evaluate' and 'gate' sections of params.yaml."""

    evaluate: report.Settings
    gate: Rules


def main(*, model: Path, checked: Path, evaluation: Path, params: Params) -> Figures:
    """Mark every candidate on the same cases and decide whether the model may make the lists."""
    standing = Standing.of(json.loads((model / "training.json").read_text(encoding="utf-8")))
    predictions = pd.read_parquet(model / "fold_predictions.parquet")
    source = Source.load(checked / "source.json")
    marked = report.mark(predictions, standing, source=source, settings=params.evaluate)
    verdict = report.verdict(marked, params.gate)
    with whole(evaluation) as folder:
        write_json(report.metrics(marked), folder / "metrics.json")
        write_json(verdict.as_json(), folder / "gate.json")
        write_json(report.calibration_bins(marked).to_dict("records"), folder / "bins.json")
        finds = report.finds(marked)
        finds.to_csv(folder / "finds_at_capacity.csv", index=False, lineterminator="\n")
        draw_finds(finds, folder / "finds_at_capacity.svg", capacity=params.evaluate.capacity_share)
    print(verdict.sentence)
    return {
        "candidates": len(marked.race.predictions),
        "gate": "passed" if verdict.passed else "not passed",
    }


if __name__ == "__main__":
    run(main, Params)
