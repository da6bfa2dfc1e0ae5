"""Who took part in the race, as training.json tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Standing:
    """The candidates of a race and the one that was chosen.

    Parameters
    ----------
    kinds : mapping of str
        Per candidate, simplest first, ``model`` or ``baseline``.
    chosen : str
        The candidate that makes the lists if the gate passes.

    Examples
    --------
    >>> told = {"candidates": [{"name": "norm", "kind": "baseline"}], "chosen": "norm"}
    >>> Standing.of(told).is_baseline
    True
    """

    kinds: Mapping[str, str]
    chosen: str

    @classmethod
    def of(cls, training: Mapping[str, Any]) -> "Standing":
        """Read from the content of training.json."""
        kinds = {str(one["name"]): str(one["kind"]) for one in training["candidates"]}
        return cls(kinds, str(training["chosen"]))

    @property
    def is_baseline(self) -> bool:
        """True where no model was chosen: a baseline was, or common practice without any race."""
        return self.kinds.get(self.chosen) != "model"

    @property
    def baselines(self) -> tuple[str, ...]:
        """Rules that could make the lists without a model."""
        return tuple(name for name, kind in self.kinds.items() if kind == "baseline")
