"""The chosen model into the MLflow registry, as champion only if the gate passed."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.outputs import write_json
from pipelines.stage import Figures, run


@dataclass(frozen=True)
class Params:
    """The 'register' section of params.yaml."""

    model_name: str  # the source's name is added, so that sources never share a champion


def main(
    *,
    checked: Path,
    features: Path,
    catalogue: Path,
    model: Path,
    evaluation: Path,
    receipt: Path,
    params: Params,
) -> Figures:
    """Log the run with a child a candidate, and register the model that any service can call."""
    from models.training import parts, saving
    from models.training.matrix import model_input
    from models.training.reading import read_records
    from models.training.served import as_estimator
    from pipelines import tracking

    records = read_records(checked, features, catalogue)
    fitted = parts.from_parts(saving.load(model / "model.skops"))
    told = tracking.log_run(
        name=f"{params.model_name}-{records.source.name}",
        folders=tracking.Folders(checked=checked, model=model, evaluation=evaluation),
        estimator=as_estimator(fitted),
        example=model_input(records).head(3),
    )
    write_json({"model": told.name, "champion": told.champion}, receipt)
    return {"model": told.name, "alias": "champion" if told.champion else "none: gate not passed"}


if __name__ == "__main__":
    run(main, Params)
