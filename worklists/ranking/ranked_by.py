"""What a list is ranked by: the model if it passed the gate, otherwise the best baseline."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from contracts.errors import InputError

NOT_SHOWN = "A fixed rule ranks this list: the model has not been shown to find more."
AFTER_A_STOP = (
    "A fixed rule ranks this list: what teams found no longer shows that the model does better "
    "than chance."
)


@dataclass(frozen=True)
class RankedScores:
    """What lists are ranked by, in words, and the scores with its ``priority``.

    ``sentence`` says to teams why a rule ranks; it is empty where the model does.
    """

    scores: pd.DataFrame
    is_model: bool
    ranked_by: str
    sentence: str


def ranked_scores(scores: pd.DataFrame, gate: Mapping[str, Any]) -> RankedScores:
    """The scores with ``priority`` as the gate's verdict wants it.

    A baseline's priority is ``priority_<name>``, else ``priority_fallback``, else ``priority``
    itself where the scores claim no chance: without audits it is the departure from practice.

    Raises
    ------
    InputError
        If the gate names a baseline that the scores do not carry.

    Examples
    --------
    >>> scores = pd.DataFrame({"priority": [1.0], "priority_base_rate": [2.0], "p_under": [0.1]})
    >>> failed = {"used": "base_rate", "sentence": "The model found no more than the base rate."}
    >>> ranked_scores(scores, failed).ranked_by
    'a rule (base rate), not the model'
    """
    used = str(gate["used"])
    if used == "model":
        return RankedScores(scores, is_model=True, ranked_by="the model", sentence="")
    column = _column_of(used, scores)
    return RankedScores(
        scores.assign(priority=scores[column]),
        is_model=False,
        ranked_by=f"a rule ({used.replace('_', ' ')}), not the model",
        sentence=_reason(gate),
    )


def _reason(gate: Mapping[str, Any]) -> str:
    """Why a rule ranks, as a team reads it; managers have the figures on a page of their own."""
    if gate.get("stopped"):
        return AFTER_A_STOP
    return NOT_SHOWN if gate.get("comparisons") else str(gate["sentence"])


def _column_of(used: str, scores: pd.DataFrame) -> str:
    for name in (f"priority_{used}", "priority_fallback"):
        if name in scores:
            return name
    if scores["p_under"].isna().all():
        return "priority"
    fault = f"the gate chose the baseline '{used}'; the scores carry no priority of it"
    raise InputError("gate.json", [fault], "run the score stage again")
