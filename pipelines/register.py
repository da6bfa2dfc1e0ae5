"""The chosen model into the MLflow registry, as champion only if the gate passed."""

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from models.evaluation.setup import Settings
from pipelines.running.outputs import write_json
from pipelines.running.stage import Figures, run


@dataclass(frozen=True)
class Params:
    """The 'register' section of params.yaml."""

    model_name: str  # the source's name is added, so that sources never share a champion
    evaluate: Settings  # so that figures of folds are made as all others are


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
    """Log the run as a tree of candidates and folds, and register the model for any service."""
    from models.evaluation.predictions.read import read_inputs
    from models.training.data.encoding import model_input
    from models.training.data.reading import read_records
    from models.training.explanation.importance import global_view
    from models.training.persistence import parts, skops_file
    from models.training.persistence.estimator import as_estimator
    from pipelines.running import run_files, tracking
    from pipelines.running.run_contents import Folders

    records = read_records(checked, features, catalogue)
    fitted = parts.from_parts(skops_file.load(model / "model.skops"))
    view = global_view(fitted, records, json.loads(catalogue.read_text(encoding="utf-8")))
    with TemporaryDirectory() as made:
        folders = Folders(checked, model, evaluation, made=Path(made))
        run_files.write_folds(read_inputs(model, checked), params.evaluate, folders.made / "folds")
        run_files.write_reasons(view, folders.made / "reasons")
        told = tracking.log_run(
            name=f"{params.model_name}-{records.source.name}",
            folders=folders,
            estimator=as_estimator(fitted),
            example=model_input(records).head(3),
        )
    write_json({"model": told.name, "champion": told.champion}, receipt)
    return {"model": told.name, "alias": "champion" if told.champion else "none: gate not passed"}


if __name__ == "__main__":
    run(main, Params)
