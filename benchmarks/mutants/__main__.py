"""Gives a seeded sample of lines a fault each, and counts how many the tests catch.

    python -m benchmarks.mutants [--lines N] [--refusals N] [--seed N] [--only N ...]

With ``--refusals`` so many `raise InputError` are left out as well. Each fault is tried on its
module's own test first, and those left over on the tests of its package; every line printed says
how many were caught so far. Survivors are written to benchmarks/results/mutants.md.
"""

import argparse
import datetime as dt
import os
import random
import sys
import tempfile
from pathlib import Path

from benchmarks.mutants.operators import REFUSAL, Fault, faults_of
from benchmarks.mutants.sandbox import Sandbox
from benchmarks.mutants.trial import preload

PACKAGES = ("contracts", "features", "models", "worklists", "reports", "pipelines")
RESULTS = Path("benchmarks/results/mutants.md")
Sample = list[tuple[Path, Fault]]


def sample(project: Path, *, number: int, seed: int, refusals: bool = False) -> Sample:
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
    drawn = rng.sample(list(by_line), min(number, len(by_line)))
    return [(path, rng.choice(by_line[path, line])) for path, line in drawn]


def section(title: str, drawn: Sample, survivors: Sample) -> list[str]:
    """The share caught, and where the others stand."""
    caught = len(drawn) - len(survivors)
    lines = [f"- `{path}`, line {fault.line}: {fault.kind}" for path, fault in survivors]
    sums = f"{caught} of {len(drawn)} caught ({caught / max(len(drawn), 1):.1%})."
    return [f"## {title}", "", sums, "", *(["Not caught:", "", *lines, ""] if lines else [])]


def tried(drawn: Sample, sandbox: Sandbox) -> Sample:
    """Those that no test catches; each is printed when it was tried."""
    left, survivors = [], []
    for place, one in enumerate(drawn, start=1):
        caught = sandbox.module_catches(*one)
        left += [] if caught else [one]
        _print(place, one, caught=caught, sums=f"{place - len(left)} of {place}")
    for place, one in enumerate(left, start=1):
        caught = sandbox.package_catches(*one)
        survivors += [] if caught else [one]
        so_far = len(drawn) - len(left) + place
        _print(place, one, caught=caught, sums=f"{so_far - len(survivors)} of {so_far}")
    return survivors


def _print(place: int, one: tuple[Path, Fault], *, caught: bool, sums: str) -> None:
    path, fault = one
    word = "caught" if caught else "NOT CAUGHT"
    print(f"{place:3d} {path}:{fault.line} {fault.kind}: {word} ({sums})", flush=True)


def main() -> None:
    """Draw, run, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=150)
    parser.add_argument("--refusals", type=int, default=0, help="how many are left out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, nargs="+", help="places in the sample, from 1")
    options = parser.parse_args()
    lines = sample(Path(), number=options.lines, seed=options.seed)
    lines = [lines[place - 1] for place in options.only] if options.only else lines
    refusals = sample(Path(), number=options.refusals, seed=options.seed, refusals=True)
    preload()
    command = " ".join(["python -m benchmarks.mutants", *sys.argv[1:]])
    head = f"`{command}`, {dt.datetime.now(tz=dt.UTC).date()}, {os.cpu_count()} cores."
    text = ["# Small faults, and whether a test catches them", "", head, ""]
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        sandbox = Sandbox.of(Path(), Path(folder, "copy"))
        for title, drawn in (("Lines", lines), ("Refusals left out", refusals)):
            text += section(title, drawn, tried(drawn, sandbox)) if drawn else []
    RESULTS.write_text("\n".join(text), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
