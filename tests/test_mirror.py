"""Each module with code in it has its test in the same place under tests/."""

import ast
from pathlib import Path

from tests.import_graph import PACKAGES, ROOT

WITHOUT = {
    "pipelines/ui.py": "replaces its own process by MLflow's server; nothing comes back to look at",
}


def _has_code(path: Path) -> bool:
    """Whether a module defines a function or a class: constants and imports alone need no test."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return any(isinstance(one, ast.FunctionDef | ast.ClassDef) for one in body)


def _test_of(module: Path) -> Path:
    return ROOT / "tests" / module.parent / f"test_{module.stem.strip('_')}.py"


def _modules() -> list[Path]:
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return [path.relative_to(ROOT) for path in paths if _has_code(path)]


def test_every_module_with_code_has_its_test_in_the_same_place():
    missing = [
        f"{module}: write {_test_of(module).relative_to(ROOT)}"
        for module in _modules()
        if not _test_of(module).is_file() and module.as_posix() not in WITHOUT
    ]

    assert missing == []


def test_what_is_left_out_is_there_and_has_no_test_yet():
    stale = [
        name for name in WITHOUT if Path(name) not in _modules() or _test_of(Path(name)).is_file()
    ]

    assert stale == []
