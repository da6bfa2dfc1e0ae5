"""Writes docs/licences.md: what every locked package says of its licence, from what is installed.

`python .ci/licences.py docs/licences.md`; `make docs` runs it. Asks no service.
"""

import re
import sys
from collections import Counter
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

LOCK = Path("requirements.lock")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
CLASSIFIER = "License :: "
LOOK_AT = re.compile(r"GPL|AGPL|MPL|EUPL|not said", re.IGNORECASE)
LONGEST = 60
HEAD = """# Licences of what a run installs

Written by `make docs` from `requirements.lock` and the metadata of the installed packages; nothing
is looked up. Each package is pinned with the SHA-256 of its files. Countersign's own licence:
[LICENSE](../LICENSE).

"""


def page(lock: str) -> str:
    """The page for the text of a lock.

    Parameters
    ----------
    lock : str
        Lines such as ``numpy==2.4.0``; packages that are not installed are for other systems.
    """
    locked = sorted(PINNED.findall(lock))
    rows = [(name, version, licence(name)) for name, version in locked]
    rows = [row for row in rows if row[2]]
    counts = Counter(text for _, _, text in rows)
    look_at = sorted({f"{name} ({text})" for name, _, text in rows if LOOK_AT.search(text)})
    lines = [
        f"{len(rows)} packages; {len(locked) - len(rows)} more are for other systems.",
        f"To look at before passing copies on: {'; '.join(look_at) or 'none'}.",
        "",
        "| licence | packages |",
        "|---|---|",
        *(f"| {text} | {count} |" for text, count in sorted(counts.items())),
        "",
        "| package | version | licence |",
        "|---|---|---|",
        *(f"| {name} | {version} | {text} |" for name, version, text in rows),
        "",
    ]
    return HEAD + "\n".join(lines)


def licence(name: str) -> str:
    """What an installed package says of its licence; '' where it is not installed."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return ""
    return _stated(found) or "not said in its metadata"


def _stated(found: Distribution) -> str:
    """The licence expression; else the classifiers; else the first line of the free text."""
    expression = found.metadata.get("License-Expression")
    if expression:
        return str(expression)
    classifiers = found.metadata.get_all("Classifier") or []
    named = [text.split(" :: ")[-1] for text in classifiers if text.startswith(CLASSIFIER)]
    if named:
        return " / ".join(sorted(named))
    text = str(found.metadata.get("License") or "").strip().split("\n")[0]
    return text.replace("|", "/")[:LONGEST]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(LOCK.read_text(encoding="utf-8")), encoding="utf-8")
