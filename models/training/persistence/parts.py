"""A fitted model as plain containers of scikit-learn parts and arrays, and back.

Nothing of ours is in them but names and numbers: what ``skops_file.dump`` writes.
"""

from typing import Any

import numpy as np

from models.training.candidates.calibration import LogisticCalibrator
from models.training.candidates.design_matrix import DesignMatrix
from models.training.candidates.stacked_classifier import StackedClassifier
from models.training.candidates.stacking import StackedHead
from models.training.candidates.step_size import StepSizes
from models.training.label_noise.higher_level_odds import UpwardModel
from models.training.label_noise.model import RatingModel
from models.training.label_noise.steps_and_interactions import Basis

NORM = ("severity", "shortfall", "level_intercepts", "confusion_logits", "anchoring")
DESIGN = ("columns", "centre", "spread", "sign", "prior_scale", "shift")


def to_parts(model: StackedClassifier) -> dict[str, Any]:
    """The parts of a model."""
    return {
        "candidate": model.candidate,
        "ceiling_rank": model.ceiling_rank,
        "steps": {**vars(model.steps)},
        "design": design_to_parts(model.design),
        "under": _head_parts(model.under),
        "over": None if model.over is None else _head_parts(model.over),
    }


def from_parts(parts: dict[str, Any]) -> StackedClassifier:
    """The model whose parts these are."""
    return StackedClassifier(
        candidate=parts["candidate"],
        design=design_from_parts(parts["design"]),
        under=_head(parts["under"]),
        over=None if parts["over"] is None else _head(parts["over"]),
        steps=StepSizes(**parts["steps"]),
        ceiling_rank=parts["ceiling_rank"],
    )


def design_to_parts(design: DesignMatrix) -> dict[str, Any]:
    """The parts of a design."""
    return {
        "norm": {name: getattr(design.norm, name) for name in NORM},
        "basis": {**vars(design.norm.basis)},
        "upward": {**vars(design.upward)},
        **{name: getattr(design, name) for name in DESIGN},
    }


def design_from_parts(parts: dict[str, Any]) -> DesignMatrix:
    """The design whose parts these are."""
    norm = RatingModel(Basis(**parts["basis"]), **parts["norm"])
    upward = UpwardModel(**parts["upward"])
    return DesignMatrix(norm=norm, upward=upward, **{name: parts[name] for name in DESIGN})


def _head_parts(head: StackedHead) -> dict[str, Any]:
    calibrator = np.r_[head.calibrator.intercept, head.calibrator.slopes]
    return {"learners": list(head.learners), "calibrator": calibrator}


def _head(parts: dict[str, Any]) -> StackedHead:
    intercept, *slopes = parts["calibrator"]
    calibrator = LogisticCalibrator(float(intercept), np.array(slopes))
    return StackedHead(tuple(parts["learners"]), calibrator)
