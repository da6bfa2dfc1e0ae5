"""Says what drift asks for, for a scheduler: exit code 3 where a retrain is due, 4 for a stop."""

import json
from pathlib import Path

from contracts.errors import InputError
from pipelines.running.stage import Figures, run

CODES = {"nothing": 0, "look": 0, "retrain": 3, "stop": 4}


def main(*, drift: Path = Path("data/09_report/drift.json")) -> Figures:
    """Print the strongest action that is due, and end with its exit code."""
    if not drift.is_file():
        raise InputError(str(drift), ["there is no such file"], "make report")
    found = json.loads(drift.read_text(encoding="utf-8"))
    print(found["sentence"])
    if code := CODES[found["due"]]:
        raise SystemExit(code)
    return {"due": found["due"]}


if __name__ == "__main__":
    run(main)
