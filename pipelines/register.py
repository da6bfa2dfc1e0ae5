"""The chosen model into the MLflow registry, as champion only if the gate passed."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from models.evaluation.setup import EvaluationSettings
from pipelines.running.outputs import write_json
from pipelines.running.parameters import EvaluateParameters, RegisterParameters
from pipelines.running.params_file import settings
from pipelines.running.stage import Figures, run


def main(
    *,
    checked: Path,
    features: Path,
    catalogue: Path,
    model: Path,
    evaluation: Path,
    receipt: Path,
    register: RegisterParameters,
    evaluate: EvaluateParameters,
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
        run_files.write_folds(
            read_inputs(model, checked),
            settings(EvaluationSettings, evaluate),
            folders.made / "folds",
        )
        run_files.write_reasons(view, folders.made / "reasons")
        logged = tracking.log_run(
            name=f"{register.model_name}-{records.source.name}",
            folders=folders,
            estimator=as_estimator(fitted),
            example=model_input(records).head(3),
        )
    write_json({"model": logged.name, "champion": logged.champion}, receipt)
    return {
        "model": logged.name,
        "alias": "champion" if logged.champion else "none: gate not passed",
    }


if __name__ == "__main__":
    run(main)
