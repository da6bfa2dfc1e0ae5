"""What made the model in service: `make promote` writes it down, and the gate reads it.

A registry is no part of a commit; this file is, so that the same commit gives the same verdict.
`evaluate` depends on `candidates` alone: another run of the same candidate asks no gate anew.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from contracts.errors import InputError

FILE = Path("champion.yaml")
CANDIDATES, RUNS = "candidates", "runs"
HEAD = (
    "# What made the model in service, by source; `make promote` writes it. The gate fits the\n"
    "# same candidate on the same folds, and the choice must not be seen to find less.\n"
)


def champion_of(source: str, file: Path = FILE) -> str | None:
    """The candidate whose recipe made the model in service; None where none was promoted.

    Parameters
    ----------
    source : str
        The source's name.
    file : Path
        Missing means that nothing was promoted.

    Raises
    ------
    InputError
        If the file does not hold what ``write_champion`` writes.
    """
    return _content(file)[CANDIDATES].get(source)


def write_champion(source: str, recipe: Mapping[str, Any], file: Path = FILE) -> None:
    """Put the recipe of a source in place of the one before; other sources' stay.

    Parameters
    ----------
    source : str
    recipe : mapping
        ``candidate``, and for people to read: ``parameters``, ``git_commit`` and ``run``.
    """
    content = _content(file)
    run = {name: value for name, value in recipe.items() if name != "candidate"}
    written = {
        CANDIDATES: content[CANDIDATES] | {source: recipe["candidate"]},
        RUNS: content[RUNS] | {source: run},
    }
    file.write_text(HEAD + yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")


def _content(file: Path) -> dict[str, dict[str, Any]]:
    if not file.exists():
        return {CANDIDATES: {}, RUNS: {}}
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        parts = {name: dict(content.get(name) or {}) for name in (CANDIDATES, RUNS)}
        sound = CANDIDATES in content and all(
            isinstance(c, str) for c in parts[CANDIDATES].values()
        )
    except (yaml.YAMLError, AttributeError, TypeError, ValueError):
        sound = False
    if not sound:
        fault = "it does not hold `candidates`, the name of one by source"
        step = "git checkout champion.yaml, or delete it and make promote again"
        raise InputError(str(file), [fault], step)
    return parts
