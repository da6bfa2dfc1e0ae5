"""Who took part in the race, as training.json tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Entrants:
    """The candidates of a race and the one that was chosen.

    Parameters
    ----------
    kinds : mapping of str
        Per candidate, simplest first, ``model`` or ``baseline``.
    chosen : str
        The candidate that makes the lists if the gate passes.
    absent : tuple of str
        Baselines of the optional `benchmark` extra that could not race, since it is not installed.
    audits_on_record : int
        Whether or not any fold could use them.

    Examples
    --------
    >>> training = {"candidates": [{"name": "norm", "kind": "baseline"}], "chosen": "norm"}
    >>> Entrants.of(training).is_baseline
    True
    """

    kinds: Mapping[str, str]
    chosen: str
    absent: tuple[str, ...] = ()
    audits_on_record: int = 0

    @classmethod
    def of(cls, training: Mapping[str, Any]) -> "Entrants":
        """Read from the content of training.json."""
        kinds = {str(one["name"]): str(one["kind"]) for one in training["candidates"]}
        absent = tuple(map(str, training.get("absent", ())))
        on_record = int(training.get("counts", {}).get("audited", 0))
        return cls(kinds, str(training["chosen"]), absent, on_record)

    @property
    def is_baseline(self) -> bool:
        """True where no model was chosen: a baseline was, or common practice without any race."""
        return self.kinds.get(self.chosen) != "model"

    @property
    def baselines(self) -> tuple[str, ...]:
        """GateRules that could make the lists without a model."""
        return tuple(name for name, kind in self.kinds.items() if kind == "baseline")

    @property
    def not_raced(self) -> str:
        """Who is absent, and why, in words; nothing where all took part.

        Examples
        --------
        >>> Entrants({}, "prior_logistic", ("cleanlab_directed",)).not_raced
        "Not raced, since the optional extra 'benchmark' is not installed: cleanlab directed."
        """
        if not self.absent:
            return ""
        names = ", ".join(name.replace("_", " ") for name in self.absent)
        return f"Not raced, since the optional extra 'benchmark' is not installed: {names}."
