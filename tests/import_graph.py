"""What a program imports, read from the code without running it; imports inside functions count."""

import ast
from functools import cache
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[1]
PACKAGES = ("contracts", "synthetic", "features", "models", "worklists", "reports", "pipelines")


@cache
def graph() -> grimp.ImportGraph:
    """Every module of the code packages and what it imports."""
    return grimp.build_graph(*PACKAGES, exclude_type_checking_imports=True, cache_dir=None)


def path_of(module: str) -> str:
    """The file of a module or package, from the project's folder."""
    stem = module.replace(".", "/")
    return f"{stem}.py" if (ROOT / f"{stem}.py").is_file() else f"{stem}/__init__.py"


def imported_files(module: str) -> set[str]:
    """Files that run when ``module`` does: itself, its imports, and packages that hold code."""
    modules = {module} | graph().find_upstream_modules(module)
    packages = {name.rsplit(".", n)[0] for name in modules for n in range(1, name.count(".") + 1)}
    files = {path_of(name) for name in modules | packages}
    return {file for file in files if not file.endswith("__init__.py") or _has_code(file)}


def _has_code(file: str) -> bool:
    statements = ast.parse((ROOT / file).read_text(encoding="utf-8")).body
    return any(not isinstance(one, ast.Expr) for one in statements)
