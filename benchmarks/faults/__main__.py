"""Breaks runs of a small project in every way it knows, and runs it again plainly.

    python -m benchmarks.faults kills [--count N] [--seed N]
    python -m benchmarks.faults writes | others | damaged | unlocked

Exit code 1 where a run ends with other bytes, with a traceback, hangs, or never comes right.
"""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.faults.damaged import damaged_files
from benchmarks.faults.kills import kill_at_write, kill_in_stage, moments, stage_seconds, writes
from benchmarks.faults.others import other_faults
from benchmarks.faults.project import Project, small_project
from benchmarks.faults.recovery import Count, Trial, count_trials


def kills(project: Project, folder: Path, count: int, seed: int) -> Iterator[Trial]:
    """A kill in each stage in turn; the name of each, and the project as it is left."""
    seconds = stage_seconds((project.folder / "first_run.txt").read_text(encoding="utf-8"))
    for stage, target, after in moments(count, seconds, seed):
        copy = project.copy(folder)
        copy.forget(stage)
        alive = kill_in_stage(copy, stage, target=target, after=after)
        yield Trial(f"{stage}, {target} killed after {after:.1f} s", copy, in_time=alive)


def at_writes(project: Project, folder: Path, count: int) -> Iterator[Trial]:
    """A kill at each of ``count`` writes to the MLflow store, evenly over all it makes."""
    copy = project.copy(folder)
    copy.forget("register")
    made = writes(copy)
    for number in sorted({1 + made * place // count for place in range(min(count, made))}):
        copy = project.copy(folder)
        copy.forget("register")
        in_time = kill_at_write(copy, number)
        yield Trial(f"register, killed at write {number} of {made}", copy, in_time=in_time)


def others(project: Project, folder: Path) -> Iterator[Trial]:
    """Every other fault."""
    for name, copy, ended in other_faults(project, folder):
        yield Trial(name, copy, ended=ended)


def count_damaged(project: Project, *, locked: bool) -> Count:
    """Stages that refuse a damaged file in words; any other end is wrong."""
    count = Count()
    for name, ended in damaged_files(project, locked=locked):
        kind = "refused" if ended.refused else "wrong"
        count.add(kind, in_time=True, left=False)
        print(f"{name}: {kind}", flush=True)
        if kind == "wrong":
            print(ended.output[-600:], flush=True)
    return count


def main() -> None:
    """Make the small project, break copies of it, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    names = ("kills", "writes", "others", "damaged", "unlocked")
    parser.add_argument("campaign", choices=names)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="faults-") as place:
        whole, copy = Path(place) / "whole", Path(place) / "copy"
        project = small_project(whole)
        if options.campaign in ("damaged", "unlocked"):
            count = count_damaged(project, locked=options.campaign == "damaged")
        else:
            trials = {
                "kills": lambda: kills(project, copy, options.count, options.seed),
                "writes": lambda: at_writes(project, copy, options.count),
                "others": lambda: others(project, copy),
            }
            count = count_trials(trials[options.campaign](), project)
    print(f"{options.campaign}: {count}")
    if count.wrong or count.stuck or count.left or count.outside:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
