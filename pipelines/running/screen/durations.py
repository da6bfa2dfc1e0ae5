"""How long each stage took last time in this checkout, so that the next time can be foretold."""

import json
from pathlib import Path

TOOK = Path(".dvc/tmp/took.json")  # of this checkout alone: DVC and git leave the folder out
WORTH_SAYING = 2.0  # seconds


def expected(stage: str, took: Path = TOOK) -> str:
    """About how long the stage takes, as a line for the screen; empty where that is short or new.

    Examples
    --------
    >>> expected("train", Path("no such file"))
    ''
    """
    seconds = _read(took).get(stage, 0.0)
    return f"{stage}: begun; took {seconds:.0f} s last time" if seconds > WORTH_SAYING else ""


def remember(stage: str, seconds: float, took: Path = TOOK) -> None:
    """Keep how long the stage took, where there is a checkout to keep it in."""
    if not took.parent.parent.is_dir():
        return
    took.parent.mkdir(exist_ok=True)
    unfinished = took.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(_read(took) | {stage: round(seconds, 1)}), encoding="utf-8")
    unfinished.replace(took)


def _read(took: Path) -> dict[str, float]:
    try:
        content = json.loads(took.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    pairs = content.items() if isinstance(content, dict) else ()
    return {str(stage): float(s) for stage, s in pairs if isinstance(s, int | float)}
