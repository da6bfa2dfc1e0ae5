"""A fitted rating model as plain containers of scikit-learn parts and arrays, and back."""

from typing import Any

import numpy as np

from models.training.candidates.calibration import LogisticCalibrator
from models.training.candidates.design_matrix import DesignMatrix
from models.training.candidates.stacked_classifier import StackedClassifier
from models.training.candidates.stacking import StackedHead
from models.training.label_noise.basis import Basis
from models.training.label_noise.model import RatingModel


def to_parts(model: StackedClassifier) -> dict[str, Any]:
    """What ``saving.dump`` writes: nothing of ours but names and numbers."""
    evidence = model.evidence
    return {
        "candidate": model.candidate,
        "first_top": model.first_top,
        "shares": model.shares,
        "columns": evidence.columns,
        "norm": {
            name: getattr(evidence.norm, name) for name in ("severity", "missed", "cuts", "habits")
        },
        "basis": {**vars(evidence.norm.basis)},
        "centre": evidence.centre,
        "spread": evidence.spread,
        "sign": evidence.sign,
        "prior_scale": evidence.prior_scale,
        "shift": evidence.shift,
        "under": _head_parts(model.under),
        "over": None if model.over is None else _head_parts(model.over),
    }


def from_parts(parts: dict[str, Any]) -> StackedClassifier:
    """The model whose parts these are."""
    norm = RatingModel(Basis(**parts["basis"]), **parts["norm"])
    evidence = DesignMatrix(
        columns=parts["columns"],
        norm=norm,
        centre=parts["centre"],
        spread=parts["spread"],
        sign=parts["sign"],
        prior_scale=parts["prior_scale"],
        shift=parts["shift"],
    )
    return StackedClassifier(
        candidate=parts["candidate"],
        evidence=evidence,
        under=_head(parts["under"]),
        over=None if parts["over"] is None else _head(parts["over"]),
        shares=parts["shares"],
        first_top=parts["first_top"],
    )


def _head_parts(head: StackedHead) -> dict[str, Any]:
    line = np.r_[head.line.intercept, head.line.slopes]
    return {"bases": list(head.bases), "line": line}


def _head(parts: dict[str, Any]) -> StackedHead:
    line = parts["line"]
    return StackedHead(tuple(parts["bases"]), LogisticCalibrator(float(line[0]), line[1:]))
