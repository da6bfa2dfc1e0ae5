"""Stage register: the run and its model into MLflow. It puts nothing into service."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from models.evaluation.setup import EvaluationSettings
from pipelines.running.outputs import write_json
from pipelines.running.params.file import settings
from pipelines.running.params.sections import EvaluateParameters, RegisterParameters
from pipelines.running.stage import Figures, run

if TYPE_CHECKING:
    import pandas as pd

    from models.training.data.records import Records
    from pipelines.running.service.model_version import OfferedModel

RETROSPECTIVE = "all records were audited: lists show chances out of fold, which differ"
UNCLAIMED = "no audit was learned from, so no chance is claimed"


def main(
    *,
    checked: Path,
    features: Path,
    catalogue: Path,
    model: Path,
    evaluation: Path,
    report: Path,
    receipt: Path,
    register: RegisterParameters,
    evaluate: EvaluateParameters,
) -> Figures:
    """Log the run with its candidates and model card, and register the model to promote."""
    from models.evaluation.predictions.read import read_inputs
    from models.training.data.reading import read_records
    from models.training.progress import Progress
    from pipelines.running import tracking
    from pipelines.running.run_contents import Folders, figures_of_folds
    from pipelines.running.store.refusals import usable_store

    records = read_records(checked, features, catalogue)
    inputs = read_inputs(model, checked)
    progress = Progress("part", 3)
    folds = figures_of_folds(inputs, settings(EvaluationSettings, evaluate))
    progress.done(1)
    offered = offered_model(records, model)
    progress.done(2)
    with usable_store(tracking.store()):
        logged = tracking.log_run(
            name=f"{register.model_name}-{records.source.name}",
            folders=Folders(checked, model, evaluation, report),
            folds=folds,
            offered=offered,
        )
    progress.done(3)
    write_json({"model": logged.name, "gate_passed": logged.gate_passed}, receipt)
    gate = "passed: make promote may put it into service" if logged.gate_passed else "not passed"
    return {"model": logged.name, "gate": gate}


def offered_model(records: "Records", model: Path) -> "OfferedModel":
    """What a service is offered: the fitted model, an example, and what its answers say of it."""
    import pandas as pd

    from models.training.data.encoding import model_input
    from models.training.persistence import parts, skops_file
    from models.training.persistence.scorer import Scorer
    from pipelines.running.service.model_version import OfferedModel

    account = json.loads((model / "training.json").read_text(encoding="utf-8"))
    fitted = parts.from_parts(skops_file.load(model / "model.skops"))
    retrospective = len(pd.read_parquet(model / "retrospective.parquet")) > 0
    learned = bool(account["folds"] and account["counts"]["learned_from"])
    scorer = Scorer.of(fitted, records.scale.levels)
    return OfferedModel(
        scorer=scorer,
        example=typical_row(model_input(records)[scorer.columns]).assign(person_id="nobody"),
        learned=learned,
        note=RETROSPECTIVE if retrospective else "" if learned else UNCLAIMED,
    )


def typical_row(rows: "pd.DataFrame") -> "pd.DataFrame":
    """One row that is nobody's: of each column the median, or the value that most rows have."""
    import pandas as pd
    from pandas.api.types import is_numeric_dtype

    values = {
        str(name): [column.median() if is_numeric_dtype(column) else column.mode().iloc[0]]
        for name, column in rows.items()
    }
    return pd.DataFrame(values)


if __name__ == "__main__":
    run(main)
