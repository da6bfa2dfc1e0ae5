"""docs/features.md: every feature in words, written from the declarations.

``python -m features.reference docs/features.md`` writes it anew; a test says when it is stale.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from features.declaration import Feature, Theme
from features.refusals import REFUSED_COLUMNS, REFUSED_REGISTERS, REFUSED_TABLES
from features.registry import THEMES, sources_of

_DIRECTIONS = {1: "raises", -1: "lowers", 0: "context"}
_OPENING = """# Features

Written by `python -m features.reference docs/features.md` from the declarations in
`features/themes`. {count} features, each computed from facts known at one moment.

**The moment.** With `as_of: signature` it is the start of the day of signing: the record holds no
time of signing, so what was recorded later that day cannot be shown to have been known. A
`known_at` without a time of day counts on its day. With `as_of: run_date` it is the end of the
run date, the same for all. The date of the event must have been reached as well. Months of
workload and staffing: the latest of three complete months that end before the reporting lag.
Earlier assessments count if signed on an earlier day.

**Blank and zero.** A table that is absent leaves its features blank: not known. A table that is
present but holds nothing on a person gives 0 where none means zero. A list that is blank means
that nothing was ticked, if the same part of the form holds any answer at all.

**Expected effect** is that on the chance that the rating is too low. Models may find otherwise.

## What is refused, and why

| column | because it |
|---|---|
"""


def page(themes: Sequence[Theme] = THEMES) -> str:
    """The whole page as Markdown.

    Examples
    --------
    >>> page().splitlines()[0]
    '# Features'
    """
    count = sum(len(theme.features) for theme in themes)
    refused = REFUSED_COLUMNS | {f"{name}.*": why for name, why in REFUSED_TABLES.items()}
    rows = [f"| `{column}` | {reason} |" for column, reason in sorted(refused.items())]
    codes = ", ".join(f"`{code}`" for code in REFUSED_REGISTERS)
    rows += [
        f"| register codes {codes} | follow the harm, or stand for a protected characteristic |"
    ]
    rows += ["| register copies of a rating on or after signing | restate the rating |", ""]
    sections = [_section(theme, themes) for theme in themes]
    return _OPENING.format(count=count) + "\n".join([*rows, *sections])


def _section(theme: Theme, themes: Sequence[Theme]) -> str:
    shown = "" if any(f.shown_as_reason for f in theme.features) else "\nNever shown as a reason.\n"
    heads = ["feature", "unit", "effect", "from", "blank means", "a manager reads"]
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += [_row(feature, themes) for feature in theme.features]
    return f"## {theme.name}\n\n{theme.question}\n{shown}\n" + "\n".join(lines) + "\n"


def _row(feature: Feature, themes: Sequence[Theme]) -> str:
    sources = ", ".join(f"`{column}`" for column in sources_of(feature, themes))
    effect = _DIRECTIONS[feature.direction]
    cells = [f"`{feature.name}`", feature.unit, effect, sources, feature.missing_means]
    return "| " + " | ".join([*cells, feature.sentence or "not shown"]) + " |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
