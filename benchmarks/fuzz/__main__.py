"""Damages small records by seed and checks them; exit code 1 where anything is misread.

python -m benchmarks.fuzz [--files N] [--seed N] [--listed]
"""

import argparse
import logging
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.fuzz.changes import Change, apply, every_change, random_change
from benchmarks.fuzz.plain_checks import load_great_expectations, plain_checks
from benchmarks.fuzz.trial import Outcome, limit_memory, trial

SHOWN = 3  # of each place
FAULTS = ("traceback", "hang", "silent")


def changes(files: int, seed: int) -> Iterator[tuple[int, Change]]:
    """So many changes, each with the seed it is applied by."""
    for number in range(seed, seed + files):
        yield number, random_change(random.Random(number))  # noqa: S311 - a sample, no secret


def run_one(number: int, change: Change) -> Outcome:
    """One change in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        cells = apply(change, Path(folder), random.Random(number))  # noqa: S311
        with plain_checks(number):
            return trial(Path(folder), cells)


def main() -> None:
    """Run, count, and print the first of each kind of fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--listed", action="store_true", help="the list made by hand instead")
    options = parser.parse_args()
    limit_memory()
    load_great_expectations()
    logging.disable(logging.CRITICAL)
    inputs = enumerate(every_change()) if options.listed else changes(options.files, options.seed)
    counts: Counter[str] = Counter()
    places: Counter[str] = Counter()
    began = time.perf_counter()
    for number, change in inputs:
        outcome = run_one(number, change)
        counts[outcome.kind] += 1
        place = f"{outcome.kind}: {outcome.detail.split(':')[0]}"
        if outcome.kind in FAULTS:
            places[place] += 1
            if places[place] <= SHOWN:
                print(f"{number} {change}: {outcome.kind}: {outcome.detail}", flush=True)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    took = time.perf_counter() - began
    print(f"{sum(counts.values()):,} files in {took:.0f} s, at most {most} MB:", dict(counts))
    if places:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
