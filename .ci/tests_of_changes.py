"""Prints the tests of what changed since HEAD: changed tests, mirrored ones, and importing ones."""

import ast
import subprocess
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
    """Paths for pytest: at most those whose names or imports lead to ``files``."""
    code = [file for file in files if file.suffix == ".py" and file.parts[0] in PACKAGES]
    modules = {".".join(file.with_suffix("").parts) for file in code}
    mirrored = {Path("tests") / file.parent / f"test_{file.name}" for file in code}
    chosen = {file for file in files if file.parts[0] == "tests" and file.name[:5] == "test_"}
    importing = {test for test in Path("tests").rglob("test_*.py") if _imports(test) & modules}
    found = {path for path in mirrored | chosen | importing | set(code) if path.is_file()}
    return sorted({path.as_posix() for path in found} | set(ALWAYS))


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
