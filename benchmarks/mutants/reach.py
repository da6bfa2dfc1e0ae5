"""Which test files import a module, however many imports lie between."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from benchmarks.mutants.operators import functions_of


def importing_tests(folder: Path, module: Path, *, below: Path) -> list[str]:
    """Test files below a folder whose imports lead to a module, as paths from ``folder``.

    A ``conftest.py`` above a test file counts as imported by it.
    """
    tests = sorted((folder / below).rglob("test_*.py"))
    files = [test.relative_to(folder) for test in tests]
    return [file.as_posix() for file in files if module in _reached(folder, file)]


def enclosing_function(source: str, line: int) -> int | None:
    r"""First line, decorators included, of the innermost function around a line; else None.

    Examples
    --------
    >>> enclosing_function("a = 1\n@cache\ndef f():\n    return 2", 4)
    2
    """
    around = [
        start
        for start, function in functions_of(source)
        if start <= line <= (function.end_lineno or 0)
    ]
    return max(around, default=None)


@cache
def _reached(folder: Path, file: Path) -> frozenset[Path]:
    found: set[Path] = set()
    ahead = [file, *(parent / "conftest.py" for parent in file.parents)]
    while ahead:
        here = ahead.pop()
        if here not in found and (folder / here).is_file():
            found.add(here)
            ahead += _imported(folder, here)
    return frozenset(found)


@cache
def _imported(folder: Path, file: Path) -> tuple[Path, ...]:
    tree = ast.parse((folder / file).read_text(encoding="utf-8"))
    modules = [name for node in ast.walk(tree) for name in _names(node)]
    return tuple(
        path
        for name in modules
        for path in (
            Path(f"{name.replace('.', '/')}.py"),
            Path(name.replace(".", "/"), "__init__.py"),
        )
    )


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
