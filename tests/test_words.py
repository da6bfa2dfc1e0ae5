"""Names in code are the field's nouns, and folders are subjects: what was put right stays so."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from tests.import_graph import PACKAGES, ROOT

CODE = (*PACKAGES, "benchmarks")
MOST_MODULES = 14
# Keys of YAML and JSON files keep their names, and so do the fields that hold them.
KEYS = {
    "contracts/table.py": {"known"},
    "contracts/sources/profile/schema.py": {"happened"},
    "models/training/data/audit_weights.py": {"known"},
}
SECTION = "## Names that do not come back"


@cache
def _unwanted() -> frozenset[str]:
    page = (ROOT / "docs/wording.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \|", page.partition(SECTION)[2], re.MULTILINE)[1:]
    return frozenset(word.strip() for row in rows for word in row.split(","))


def _names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every name that a module gives to something, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, node.lineno
        elif isinstance(node, ast.alias) and node.asname:
            yield node.asname, 0
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name, node.lineno


def _modules(folder: str) -> list:
    return sorted((ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("folder", CODE)
def test_nothing_is_called_by_a_name_that_was_given_up(folder):
    found = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in _modules(folder)
        for name, line in _names(ast.parse(path.read_text(encoding="utf-8")))
        if name.lstrip("_") in _unwanted() - KEYS.get(path.relative_to(ROOT).as_posix(), set())
    ]

    assert found == [], "docs/wording.md says what to call it"


def _folders() -> dict[str, list[str]]:
    """The modules of every folder of code, without packages and their first lines."""
    folders: dict[str, list[str]] = {}
    for path in (module for package in PACKAGES for module in _modules(package)):
        if path.name != "__init__.py":
            folder = path.parent.relative_to(ROOT).as_posix()
            folders.setdefault(folder, []).append(path.stem)
    return folders


STAGES_AND_COMMANDS = {"pipelines"}  # one file a stage or command, named as it is typed
A_FILE_EACH = {"features/themes", "synthetic"}  # one file a theme, one file a table


@pytest.mark.parametrize("folder", sorted(set(_folders()) - STAGES_AND_COMMANDS - A_FILE_EACH))
def test_no_folder_is_a_heap(folder):
    modules = _folders()[folder]

    assert len(modules) <= MOST_MODULES, f"{folder}: make a folder of a subject in it: {modules}"


@pytest.mark.parametrize("folder", sorted(_folders()))
def test_no_folder_hides_another_behind_a_prefix(folder):
    first_words = Counter(name.split("_")[0] for name in _folders()[folder])

    families = [word for word, count in first_words.items() if count >= 3]

    assert families == [], f"{folder}: modules that begin alike belong in a folder of that name"
