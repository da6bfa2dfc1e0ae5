"""Reads what the evaluation needs from the folders of earlier stages."""

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from contracts.checked_folder import CheckedFolder
from contracts.errors import InputError
from contracts.source import Source
from models.evaluation.predictions.entrants import Entrants


@dataclass(frozen=True)
class EvaluationInputs:
    """What a race left behind, and the records around it.

    Parameters
    ----------
    predictions : frame
        ``fold_predictions.parquet``.
    left_out : frame
        The same columns, each team predicted by a model that never saw it; may have no rows.
    fewer : frame
        The same columns, with the number of `audits` learned from and the candidate `chosen` on
        them, as if only so many had been done; may have no rows.
    entrants : Entrants
        Who took part.
    source : Source
        Whose records these are.
    unit_of : series
        `unit_id` by `assessment_id`.
    audits : frame
        `person_id` and `known_on` (the day of the first audit) of every audited assessment.
    protected : frame
        `person_id` and protected characteristics; without them, no column but `person_id`.
    """

    predictions: pd.DataFrame
    left_out: pd.DataFrame
    fewer: pd.DataFrame
    entrants: Entrants
    source: Source
    unit_of: "pd.Series[str]"
    audits: pd.DataFrame
    protected: pd.DataFrame


def read_inputs(model: Path, checked: Path) -> EvaluationInputs:
    """Read the folders of the train and check stages.

    Raises
    ------
    InputError
        If a file of those stages is missing.
    """
    folder = CheckedFolder(checked)
    needed = [
        model / "fold_predictions.parquet",
        model / "learning_curve.parquet",
        model / "training.json",
        folder.table_file("assessments"),
    ]
    missing = [f"{path} is missing" for path in needed if not path.is_file()]
    if missing:
        raise InputError("evaluate", missing, "run the check and train stages first")
    predictions = pd.read_parquet(model / "fold_predictions.parquet")
    left_out = model / "leave_one_unit_out.parquet"
    people = ["assessment_id", "person_id", "unit_id"]
    assessments = folder.table("assessments", columns=people)
    return EvaluationInputs(
        predictions=predictions,
        left_out=pd.read_parquet(left_out) if left_out.is_file() else predictions.iloc[:0],
        fewer=pd.read_parquet(model / "learning_curve.parquet"),
        entrants=Entrants.of(json.loads((model / "training.json").read_text(encoding="utf-8"))),
        source=Source.load(folder.source_file),
        unit_of=assessments.set_index("assessment_id")["unit_id"],
        audits=_first_audits(folder, assessments),
        protected=folder.table("protected"),
    )


def _first_audits(folder: CheckedFolder, assessments: pd.DataFrame) -> pd.DataFrame:
    """`person_id` of every audited assessment, and the day on which its label became known."""
    audits = folder.table("audits", columns=["assessment_id", "audit_completed_date"])
    first = audits.groupby("assessment_id", sort=True)["audit_completed_date"].min()
    people = assessments.set_index("assessment_id")["person_id"].reindex(first.index)
    return pd.DataFrame({"person_id": people, "known_on": first}).reset_index(drop=True)
