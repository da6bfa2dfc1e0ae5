"""Gives a seeded sample of lines a fault each, and counts how many the tests catch.

    python -m benchmarks.mutants [--lines N] [--seed N] [--only N ...] [--refusals]

With ``--refusals`` each fault is a `raise InputError` that is left out. Every line printed says how
many were caught so far; survivors are written to benchmarks/results/mutants.md or refusals.md.
"""

import argparse
import datetime as dt
import os
import random
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.mutants.operators import REFUSAL, Fault, faults_of
from benchmarks.mutants.sandbox import Sandbox
from benchmarks.mutants.trial import preload

PACKAGES = ("contracts", "features", "models", "worklists", "reports", "pipelines")
RESULTS = Path("benchmarks/results")
Sample = list[tuple[Path, Fault]]


def sample(project: Path, *, lines: int, seed: int, refusals: bool = False) -> Sample:
    """Lines drawn at random from all that could hold a fault, and one fault for each."""
    places = [
        (path.relative_to(project), fault)
        for package in PACKAGES
        for path in sorted((project / package).rglob("*.py"))
        for fault in faults_of(path.read_text(encoding="utf-8"))
        if fault.kind == REFUSAL or not refusals
    ]
    by_line: dict[tuple[Path, int], list[Fault]] = {}
    for path, fault in places:
        by_line.setdefault((path, fault.line), []).append(fault)
    rng = random.Random(seed)  # noqa: S311 - a sample, no secret
    drawn = rng.sample(list(by_line), min(lines, len(by_line)))
    return [(path, rng.choice(by_line[path, line])) for path, line in drawn]


def page(drawn: Sample, survivors: Sample, head: str) -> str:
    """The share caught, and where the others stand."""
    caught = len(drawn) - len(survivors)
    lines = [f"- `{path}`, line {fault.line}: {fault.kind}" for path, fault in survivors]
    return "\n".join(
        [
            "# Small faults, and whether a test catches them",
            "",
            head,
            "",
            f"{caught} of {len(drawn)} caught ({caught / max(len(drawn), 1):.1%}).",
            *(["", "Not caught:", "", *lines] if lines else []),
            "",
        ]
    )


def main() -> None:
    """Draw, run, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, nargs="+", help="places in the sample, from 1")
    parser.add_argument("--refusals", action="store_true", help="leave out refusals, nothing else")
    options = parser.parse_args()
    drawn = sample(Path(), lines=options.lines, seed=options.seed, refusals=options.refusals)
    drawn = [drawn[place - 1] for place in options.only] if options.only else drawn
    preload()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        survivors = tried(drawn, Sandbox.of(Path(), Path(folder, "copy")))
    command = " ".join(["python -m benchmarks.mutants", *sys.argv[1:]])
    head = f"`{command}`, {dt.datetime.now(tz=dt.UTC).date()}, {os.cpu_count()} cores."
    results = RESULTS / ("refusals.md" if options.refusals else "mutants.md")
    results.write_text(page(drawn, survivors, head), encoding="utf-8")
    print(page(drawn, survivors, head))


def tried(drawn: Sample, sandbox: Sandbox) -> Sample:
    """Those that no test catches; each one is printed when it was tried."""
    survivors: Sample = []
    for place, (path, fault) in enumerate(drawn, start=1):
        began = time.monotonic()
        caught = sandbox.catches(path, fault)
        survivors += [] if caught else [(path, fault)]
        word = "caught" if caught else "NOT CAUGHT"
        sums = f"{place - len(survivors)} of {place}, {time.monotonic() - began:.0f} s"
        print(f"{place:3d} {path}:{fault.line} {fault.kind}: {word} ({sums})", flush=True)
    return survivors


if __name__ == "__main__":
    main()
