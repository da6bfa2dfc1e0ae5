"""Prints the tests of what changed since HEAD: changed tests, mirrored ones, and importing ones."""

import ast
import subprocess
from functools import cache
from pathlib import Path

PACKAGES = ("contracts", "synthetic", "features", "models", "worklists", "reports", "pipelines")
ALWAYS = ("tests/test_dvc.py", "tests/test_documents.py", "tests/test_parameters.py")


def changed() -> list[Path]:
    """Files that differ from HEAD, and new ones."""
    commands = (
        ["git", "diff", "--name-only", "--diff-filter=d", "HEAD"],
        ["git", "ls-files", "--others", "--exclude-standard"],
    )
    names = [
        name
        for command in commands
        for name in subprocess.run(command, capture_output=True, text=True, check=True)
        .stdout.strip()
        .split("\n")
    ]
    return [Path(name) for name in names if name]


def tests_of(files: list[Path]) -> list[str]:
    """Paths for pytest: tests whose place, name or imports lead to ``files``; examples in them."""
    code = {file for file in files if file.suffix == ".py"}
    modules = {".".join(file.with_suffix("").parts).removesuffix(".__init__") for file in code}
    importing = {test for test in Path("tests").rglob("test_*.py") if _imports(test) & modules}
    mirrored = {test for file in files for test in _mirrored(file)}
    with_examples = {file for file in code if file.parts[0] in (*PACKAGES, "tests")}
    found = {path for path in mirrored | importing | with_examples if path.is_file()}
    named = {path.as_posix() for path in found if path.parts[0] != "tests" or _is_test(path)}
    return sorted(named | set(ALWAYS))


def _is_test(file: Path) -> bool:
    return file.name.startswith("test_")


def _mirrored(file: Path) -> set[Path]:
    """The test of a module; of a table, a template and the like, all tests of its folder."""
    place = Path("tests", file.parent.as_posix().lstrip("."))
    if file.suffix == ".py":
        return {place / f"test_{file.stem.strip('_')}.py"}
    while not place.is_dir():
        place = place.parent
    return set() if place == Path("tests") else set(place.glob("test_*.py"))


@cache
def _imports(test: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(test.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


if __name__ == "__main__":
    print("\n".join(tests_of(changed())))
