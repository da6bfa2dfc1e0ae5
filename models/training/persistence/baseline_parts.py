"""Fitted baselines as plain containers of scikit-learn parts and arrays, and back."""

from typing import Any

from models.training.baselines.baselines import Baselines
from models.training.baselines.single_score import SingleScore
from models.training.persistence.parts import design_from_parts, design_to_parts


def to_parts(baselines: Baselines) -> dict[str, Any]:
    """The parts of fitted baselines: what ``skops_file.dump`` writes."""
    scores = baselines.single_scores.items()
    return {
        "base_rate": baselines.base_rate,
        "without_directions": design_to_parts(baselines.without_directions),
        "plain_ridge": baselines.plain_ridge,
        "single_scores": {name: None if each is None else {**vars(each)} for name, each in scores},
    }


def from_parts(parts: dict[str, Any]) -> Baselines:
    """The baselines whose parts these are."""
    scores = parts["single_scores"].items()
    return Baselines(
        base_rate=parts["base_rate"],
        without_directions=design_from_parts(parts["without_directions"]),
        plain_ridge=parts["plain_ridge"],
        single_scores={n: None if each is None else SingleScore(**each) for n, each in scores},
    )
