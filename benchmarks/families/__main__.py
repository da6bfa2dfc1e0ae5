"""Measures the product and plain readers on worlds of every family, and leaves each out once.

    python -m benchmarks.families [--worlds N] [--family NAME ...] [--audits N ...] [--seed N]

Results go to benchmarks/results/families.csv (a row for each world, number of audits and reader)
and, as tables, to families.md beside it.
"""

import argparse
import datetime as dt
import os
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from benchmarks.families.family import FAMILIES
from benchmarks.families.run import AUDITS, measure_world
from benchmarks.families.tables import page
from contracts.files.csv_writer import write_csv

RESULTS = Path("benchmarks/results")
FIRST_SEED = 301


def main() -> None:
    """Measure world after world; what is done so far is always on disk."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=2, help="of each family")
    parser.add_argument("--seed", type=int, default=FIRST_SEED)
    parser.add_argument("--family", nargs="+", choices=list(FAMILIES), default=list(FAMILIES))
    parser.add_argument("--audits", nargs="+", type=int, default=list(AUDITS))
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    options.results.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, object]] = []
    for seed in range(options.seed, options.seed + options.worlds):
        for family in options.family:
            began = time.perf_counter()
            with tempfile.TemporaryDirectory() as folder:
                rows += measure_world(Path(folder), family=family, seed=seed, audits=options.audits)
            print(f"{family} {seed}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
            table = pd.DataFrame(rows)
            write_csv(table.round(4), options.results / "families.csv")
            (options.results / "families.md").write_text(page(table, _head()), encoding="utf-8")


def _head() -> str:
    command = " ".join(["python -m benchmarks.families", *sys.argv[1:]])
    day = dt.datetime.now(tz=dt.UTC).date()
    return f"`{command}`, {day}, {os.cpu_count()} cores"


if __name__ == "__main__":
    main()
