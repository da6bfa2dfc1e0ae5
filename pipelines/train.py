"""Features and audits in; the race, the chosen model and its out-of-fold predictions out."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from contracts.files.csv_writer import write_csv
from contracts.files.signature import sign
from pipelines.running.exclusive import end_with_parent
from pipelines.running.outputs import whole, write_json, write_table
from pipelines.running.params.file import settings
from pipelines.running.params.sections import PriorityParameters, TrainParameters
from pipelines.running.stage import Figures, run

if TYPE_CHECKING:
    from models.training.train import Trained


def main(
    *,
    checked: Path,
    features: Path,
    catalogue: Path,
    model: Path,
    train: TrainParameters,
    priority: PriorityParameters,
) -> Figures:
    """Run the race of candidates and baselines and fit the choice on everything known."""
    from joblib import parallel_config

    from models.training.candidates.registry import known_candidates
    from models.training.data.reading import read_records
    from models.training.data.splits import Protocol
    from models.training.explanation.importance import global_view
    from models.training.harm_weights import harm_weights
    from models.training.train import Plan
    from models.training.train import train as trained_on
    from models.training.validation.cross_validate import CandidateSettings

    names = known_candidates(train.candidates)
    records = read_records(checked, features, catalogue, decisions=Path(train.decisions))
    if not train.dependent_audits:
        records = records.without_dependent_audits()
    weights = harm_weights(records.scale, priority.harm_weights)
    candidates = CandidateSettings(names, weights, train.seed, train.learning_curve)
    protocol = settings(Protocol, train)
    with parallel_config("loky", initializer=end_with_parent):
        trained = trained_on(records, Plan(candidates, protocol, train.jobs))
    with whole(model) as folder:
        meanings = json.loads(catalogue.read_text(encoding="utf-8"))
        _write(trained, folder)
        write_csv(global_view(trained.model, records, meanings), folder / "importance.csv")
        sign(folder)
    return {"chosen": str(trained.account["chosen"]), **trained.account["counts"]}


def _write(trained: "Trained", folder: Path) -> None:
    from models.training.persistence import baseline_parts, parts, skops_file

    skops_file.dump(parts.to_parts(trained.model), folder / "model.skops")
    skops_file.dump(baseline_parts.to_parts(trained.baselines), folder / "baselines.skops")
    write_table(trained.predictions, folder / "fold_predictions.parquet")
    write_table(trained.by_unit, folder / "leave_one_unit_out.parquet")
    write_table(trained.retrospective, folder / "retrospective.parquet")
    write_table(trained.curve, folder / "learning_curve.parquet")
    write_json(trained.account, folder / "training.json")


if __name__ == "__main__":
    run(main)
