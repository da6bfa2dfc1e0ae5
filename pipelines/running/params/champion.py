"""What made the model in service: `make promote` writes it down, and the gate reads it.

A registry is no part of a commit; this file is, so that the same commit gives the same verdict.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from contracts.errors import InputError

FILE = Path("champion.yaml")
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
    recipe = _recipes(file).get(source)
    return None if recipe is None else str(recipe["candidate"])


def write_champion(source: str, recipe: Mapping[str, Any], file: Path = FILE) -> None:
    """Put the recipe of a source in place of the one before; other sources' stay.

    Parameters
    ----------
    source : str
    recipe : mapping
        ``candidate``, and for people to read: ``parameters``, ``git_commit`` and ``run``.
    """
    recipes = _recipes(file) | {source: dict(recipe)}
    file.write_text(HEAD + yaml.safe_dump(recipes, allow_unicode=True), encoding="utf-8")


def _recipes(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        recipes = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        faults = [name for name, recipe in recipes.items() if "candidate" not in recipe]
    except (yaml.YAMLError, AttributeError, TypeError):
        faults = ["the file"]
    if faults:
        message = f"{len(faults)} entries name no candidate"
        raise InputError(str(file), [message], "git checkout champion.yaml, or make promote again")
    return dict(recipes)
