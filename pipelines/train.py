"""Features and audits in; the race, the chosen model and its out-of-fold predictions out."""

from dataclasses import dataclass
from pathlib import Path

from models.training.data.splits import Protocol
from models.training.priority import Priority, harm_weights
from models.training.validation.cross_validate import CandidateSettings
from pipelines.running.outputs import whole, write_json, write_table
from pipelines.running.stage import Figures, run


@dataclass(frozen=True)
class Params:
    """The 'train' section of params.yaml."""

    candidates: list[str]  # simplest first
    folds: int
    repeats: int  # undated sources only
    first_cut: float  # share of labels before the first test window
    seed: int
    jobs: int
    decisions: str  # folder of frozen decisions that count as labels
    learning_curve: list[int]  # numbers of audits at which the race is run again
    priority: Priority


def main(*, checked: Path, features: Path, catalogue: Path, model: Path, params: Params) -> Figures:
    """Run the race of candidates and baselines and fit the choice on everything known."""
    from models.training.candidates.registry import known_candidates
    from models.training.data.reading import read_records
    from models.training.persistence import parts, skops_file
    from models.training.train import Plan, train

    names = known_candidates(params.candidates)
    records = read_records(checked, features, catalogue, decisions=Path(params.decisions))
    weights = harm_weights(records.scale, params.priority.harm_weights)
    entry = CandidateSettings(names, weights, params.seed, tuple(params.learning_curve))
    protocol = Protocol(params.folds, params.repeats, params.first_cut, params.seed)
    plan = Plan(entry, protocol, params.jobs)
    trained = train(records, plan)
    with whole(model) as folder:
        skops_file.dump(parts.to_parts(trained.model), folder / "model.skops")
        write_table(trained.predictions, folder / "fold_predictions.parquet")
        write_table(trained.by_unit, folder / "leave_one_unit_out.parquet")
        write_table(trained.retrospective, folder / "retrospective.parquet")
        write_table(trained.curve, folder / "learning_curve.parquet")
        write_json(trained.account, folder / "training.json")
    return {"chosen": str(trained.account["chosen"]), **trained.account["counts"]}


if __name__ == "__main__":
    run(main, Params)
