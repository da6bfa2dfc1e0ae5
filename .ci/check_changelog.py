"""A change of behaviour has a line in CHANGELOG.md, or a commit says why it is none.

Looks at everything between a base and HEAD: the merge base with the branch `main`; on `main`
itself the last 20 commits; or what the variable BASE names. Code counts as changed where its
syntax differs, docstrings left out: comments, formatting, pages and tests never count. A commit
that changes code and no behaviour says so in a line of its message: `No-behaviour-change: why`.
"""

import ast
import os
import subprocess
import sys

PACKAGES = ("contracts", "synthetic", "features", "models", "worklists", "reports", "pipelines")
ALSO = ("params.yaml", "dvc.yaml")
TRAILER = "No-behaviour-change:"
RECENT = 20


def git(*arguments: str) -> str:
    """What git prints; '' where it fails."""
    ran = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    return ran.stdout.strip() if ran.returncode == 0 else ""


def base() -> str:
    """The commit before the first one that is looked at; '' in a history that does not reach it."""
    if os.environ.get("BASE"):
        return git("rev-parse", os.environ["BASE"])
    fork = git("merge-base", "HEAD", "origin/main") or git("merge-base", "HEAD", "main")
    if fork and fork != git("rev-parse", "HEAD"):
        return fork
    recent = git("rev-list", "--first-parent", f"--max-count={RECENT + 1}", "HEAD").split()
    return recent[-1] if len(recent) > 1 else ""


def changed_code(since: str) -> list[str]:
    """Files whose behaviour may differ between ``since`` and HEAD; moved files are compared."""
    rows = git("diff", "--name-status", "-M", since, "HEAD", "--", *PACKAGES, *ALSO).splitlines()
    files = [row.split("\t")[1:] for row in rows]
    return [names[-1] for names in files if _differs(since, names[0], names[-1])]


def _differs(since: str, before: str, after: str) -> bool:
    old, new = git("show", f"{since}:{before}"), git("show", f"HEAD:{after}")
    if not after.endswith(".py"):
        return old != new
    return _syntax(old) != _syntax(new)


def _syntax(code: str) -> str:
    tree = ast.parse(code)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [one for one in body if not _is_text(one)]  # type: ignore[attr-defined]
    return ast.dump(tree)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def main() -> int:
    """Print what is missing; 1 where something is."""
    since = base()
    if not since:
        print("changelog: no earlier commit to compare with")
        return 0
    code = changed_code(since)
    lines = git("diff", "--unified=0", since, "HEAD", "--", "CHANGELOG.md").splitlines()
    added = [line for line in lines if line.startswith("+") and not line.startswith("+++")]
    if not code or added or TRAILER in git("log", "--format=%B", f"{since}..HEAD"):
        return 0
    print(f"CHANGELOG.md: {len(code)} files of code changed since {since[:8]} and no line says how")
    print(f"  {', '.join(code[:5])}{' ...' if len(code) > 5 else ''}")
    print(f"  next: add a line under Unreleased, or '{TRAILER} why' to the commit's message")
    return 1


if __name__ == "__main__":
    sys.exit(main())
