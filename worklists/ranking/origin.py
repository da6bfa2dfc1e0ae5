"""Which run and which model made a list: names made from content, never from the clock."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from worklists.publishing.manifest import file_hash, folder_hash
from worklists.ranking.selection import ListRules

LENGTH = 16  # hexadecimal digits of a name


@dataclass(frozen=True)
class MadeBy:
    """``run_id`` is the same for the same inputs and rules; ``model_version`` None for a rule."""

    run_id: str
    model_version: str | None

    def of(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """The facts of one list, with the run and the model that made it."""
        return {**facts, **asdict(self)}


def made_by(inputs: Iterable[Path], rules: ListRules, model: Path | None) -> MadeBy:
    """Names of a run and of its model.

    Parameters
    ----------
    inputs : iterable of Path
        Files and folders that lists are made from; one that is not there counts as empty.
    rules : ListRules
        How lists are cut.
    model : Path or None
        The saved model; None where a baseline ranks.

    Examples
    --------
    >>> rules = ListRules(20, None, 5, 0.15, False, "weekly", 4, "key", 1)
    >>> made_by([], rules, None).model_version is None
    True
    """
    parts = [_hash_of(path) for path in inputs]
    told = json.dumps([parts, *(getattr(rules, field.name) for field in fields(ListRules))])
    run_id = hashlib.sha256(told.encode()).hexdigest()[:LENGTH]
    return MadeBy(run_id, None if model is None else file_hash(model)[:LENGTH])


def _hash_of(path: Path) -> str:
    return folder_hash(path) if path.is_dir() or not path.exists() else file_hash(path)
