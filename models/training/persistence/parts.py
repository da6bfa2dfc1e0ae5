"""A fitted rating model as plain containers of scikit-learn parts and arrays, and back."""

from typing import Any

import numpy as np

from models.training.candidates.calibration import Line
from models.training.candidates.design_matrix import Evidence
from models.training.candidates.rating_model import RatingModel
from models.training.candidates.stacking import Head
from models.training.label_noise.basis import Basis
from models.training.label_noise.model import Norm


def to_parts(model: RatingModel) -> dict[str, Any]:
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


def from_parts(parts: dict[str, Any]) -> RatingModel:
    """The model whose parts these are."""
    norm = Norm(Basis(**parts["basis"]), **parts["norm"])
    evidence = Evidence(
        columns=parts["columns"],
        norm=norm,
        centre=parts["centre"],
        spread=parts["spread"],
        sign=parts["sign"],
        prior_scale=parts["prior_scale"],
        shift=parts["shift"],
    )
    return RatingModel(
        candidate=parts["candidate"],
        evidence=evidence,
        under=_head(parts["under"]),
        over=None if parts["over"] is None else _head(parts["over"]),
        shares=parts["shares"],
        first_top=parts["first_top"],
    )


def _head_parts(head: Head) -> dict[str, Any]:
    line = np.r_[head.line.intercept, head.line.slopes]
    return {"bases": list(head.bases), "line": line}


def _head(parts: dict[str, Any]) -> Head:
    line = parts["line"]
    return Head(tuple(parts["bases"]), Line(float(line[0]), line[1:]))
