"""`make reproduce RUN=...`: makes a past run again beside it, and says whether it is identical."""

import argparse
import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path

from contracts.errors import InputError
from pipelines.past_run.checkout import checked_out
from pipelines.past_run.differences import differences
from pipelines.past_run.find import WHERE, commit_of
from pipelines.running.keys import KEYS, fingerprints
from pipelines.running.lock import recorded, recorded_params
from pipelines.running.repair_outputs import CACHE

INTERRUPTED = 130


def main() -> None:
    """Exit code 0 for an identical run, 2 for one that differs or cannot be made again."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.reproduce", description=main.__doc__)
    parser.add_argument("run", help="a git revision, or the id of a run in MLflow or its beginning")
    run = parser.parse_args().run
    try:
        commit = commit_of(run)
        print(f"Making the run of commit {commit[:12]} again, in a folder that is gone afterwards")
        found = reproduced(commit, Path.cwd())
    except InputError as refusal:
        print(refusal, file=sys.stderr)
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        print("\nStopped; nothing here was changed.", file=sys.stderr)
        raise SystemExit(INTERRUPTED) from None
    print(found[0])
    raise SystemExit(2 if found[1] else 0)


def reproduced(commit: str, project: Path) -> tuple[str, bool]:
    """What came out of the run of ``commit`` made again, in words; whether anything differs.

    Raises
    ------
    InputError
        If the run does not come to its end.
    """
    with checked_out(commit, project) as folder:
        record = folder.parent / "dvc.lock"
        shutil.copyfile(folder / "dvc.lock", record)
        before = recorded(record)
        if not before:
            raise InputError(WHERE, ["the dvc.lock of that commit names no output"], "name another")
        reasons = _other_causes(record, folder, project)
        _run(folder)
        after = recorded(folder / "dvc.lock")
        found = differences(before, after, project / CACHE, folder)
    if not found:
        return f"Identical: all {len(before)} outputs have the bytes on record.", False
    lines = [f"Differs: {len(found)} of {len(before)} outputs are not those on record."]
    return "\n".join([*lines, *(f"  - {word}" for word in [*found, *reasons])]), True


def _run(folder: Path) -> None:
    """Everything from nothing, with the code of the commit and the libraries of today."""
    environment = os.environ.copy()
    environment.pop("MLFLOW_TRACKING_URI", None)  # a run made again is not one more run
    ran = subprocess.run([sys.executable, "-m", "pipelines.run"], cwd=folder, env=environment)  # noqa: PLW1510
    if ran.returncode:
        step = "the lines above say why; records that git does not hold must lie where they lay"
        raise InputError(WHERE, [f"the run ended with exit code {ran.returncode}"], step)


def _other_causes(record: Path, folder: Path, project: Path) -> list[str]:
    """What may explain a difference and is no fault of the code: keys and libraries."""
    now = fingerprints()
    keys = recorded_params(KEYS, record)
    others = sorted(name for name, value in keys.items() if now.get(name) != value)
    causes = [f"made with other keys than those here: {', '.join(others)}"] if others else []
    then, here = (place / "requirements.lock" for place in (folder, project))
    if not then.is_file() or not filecmp.cmp(then, here, shallow=False):
        causes.append("requirements.lock was another one: git checkout the commit, and make run")
    return causes


if __name__ == "__main__":
    main()
