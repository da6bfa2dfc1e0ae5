"""Breaks runs of a small project in every way it knows, and runs it again plainly.

    python -m benchmarks.faults kills [--count N] [--seed N]
    python -m benchmarks.faults writes

Exit code 1 where a run ends with other bytes, hangs, or never comes right again.
"""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.faults.kills import kill_at_write, kill_in_stage, moments, stage_seconds, writes
from benchmarks.faults.project import Project, small_project
from benchmarks.faults.recovery import Count, leftovers, recover

Trial = tuple[str, Project, bool]


def kills(project: Project, folder: Path, count: int, seed: int) -> Iterator[Trial]:
    """A kill in each stage in turn; the name of each, and the project as it is left."""
    seconds = stage_seconds((project.folder / "first_run.txt").read_text(encoding="utf-8"))
    for stage, target, after in moments(count, seconds, seed):
        copy = project.copy(folder)
        copy.forget(stage)
        alive = kill_in_stage(copy, stage, target=target, after=after)
        yield f"{stage}, {target} killed after {after:.1f} s", copy, alive


def at_writes(project: Project, folder: Path) -> Iterator[Trial]:
    """A kill at each write to the MLflow store; the first copy only counts them."""
    copy = project.copy(folder)
    copy.forget("register")
    for number in range(1, writes(copy) + 1):
        copy = project.copy(folder)
        copy.forget("register")
        yield f"register, killed at write {number}", copy, kill_at_write(copy, number)


def count_trials(trials: Iterator[Trial], expected: dict[str, str]) -> Count:
    """Run each project again and count what becomes of it."""
    count = Count()
    for number, (name, project, alive) in enumerate(trials, start=1):
        kind, why = recover(project, expected)
        left = leftovers(project)
        count.add(kind, alive=alive, left=bool(left))
        print(f"{number} {name}: {kind if alive else f'not in time, {kind}'}", flush=True)
        for note in filter(None, [*left, why]):
            print(f"    {note}", flush=True)
    return count


def main() -> None:
    """Make the small project, break copies of it, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("campaign", choices=("kills", "writes"))
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="faults-") as place:
        whole, copy = Path(place) / "whole", Path(place) / "copy"
        project = small_project(whole)
        trials = {
            "kills": lambda: kills(project, copy, options.count, options.seed),
            "writes": lambda: at_writes(project, copy),
        }
        count = count_trials(trials[options.campaign](), project.products())
    print(count)
    if count.wrong or count.stuck or count.left:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
