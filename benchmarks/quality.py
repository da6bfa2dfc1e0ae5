"""Measures ranking quality on public records and on synthetic worlds; writes what it found.

    python -m benchmarks.quality [--seeds N] [--worlds FOLDER]

Worlds are kept in FOLDER where one is named, and made anew in the temporary folder otherwise.
Results go to benchmarks/results/quality.md. Public records are read from ../shared/datasets and
left out, with a sentence, where they are absent.
"""

import argparse
import datetime as dt
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import yaml

from benchmarks import quality_public, quality_worlds
from benchmarks.quality_processes import PROCESSES, SHAPES, remade
from benchmarks.quality_worlds import World

RESULTS = Path("benchmarks/results/quality.md")
FIRST_SEED = 101
WANTED = {0: (0.78, 0.72), 250: (0.87, 0.82), 1000: (0.93, 0.90), 4250: (0.96, 0.93)}


def public(params: dict) -> list[str]:
    """The part on public records."""
    if not quality_public.DATASETS.exists():
        return [f"Public records: not measured, {quality_public.DATASETS} is absent."]
    with tempfile.TemporaryDirectory() as folder:
        table, chosen = quality_public.ktas(Path(folder) / "ktas", params)
        scales = [
            quality_public.compas(name, Path(folder) / name, params)
            for name in ("compas", "compas_violence")
        ]
    return [
        "## KTAS: nurse's level 2-5, panel more urgent; 5 x 5 repeated stratified folds",
        (
            f"Chosen by the protocol: {chosen}. `ap` and `p_at_5` are means over repeats, `pooled`"
            " those of the mean chance; the interval is of the paired difference in pooled average"
            " precision from scikit-learn's default booster on the same folds. Ties at their worst."
        ),
        _plain(table),
        "## COMPAS: rated Low or Medium; first 60 % by screening date train, the rest test",
        "`mature` leaves out months whose share that reoffended is cut short by the follow-up.",
        _plain(pd.concat(scales)),
    ]


def worlds(params: dict, *, seeds: int, kept: Path) -> list[str]:
    """The part on synthetic worlds: the demo's forms, then ratings that come about otherwise."""
    demo, others = [], []
    for seed in range(FIRST_SEED, FIRST_SEED + seeds):
        for form in quality_worlds.FORMS:
            folder = kept / f"{form}{seed}"
            world = quality_worlds.make_world(folder, form=form, seed=seed, params=params)
            demo += _measured(world, form, seed, params)
            if form == quality_worlds.FORMS[0] and seed < FIRST_SEED + len(SHAPES):
                others += _rated_otherwise(world, seed, params)
    return [
        "## Synthetic worlds: expected finds in the top 5 % of live cases, share of the ceiling's",
        (
            f"{seeds} worlds of each form; means and 95 % intervals over worlds. (a) any"
            " under-rating by p_under, (b) among mediums by p_high; without audits both by"
            " priority. `mean_ratio`: mean chance over the true rate; `brier_above`: Brier score"
            " above the exact probabilities' own, in %. `audits alone`: ridge logistic regression"
            " on every column, without officers' norm."
        ),
        "Goals:",
        _plain(pd.DataFrame([{"audits": k, "a": a, "b": b} for k, (a, b) in WANTED.items()])),
        *_tables(pd.DataFrame(demo)),
        "## The same records, rated in other ways than the demo's",
        (
            "Levels drawn anew from chances with weights at random (benchmarks/quality_processes.py"
            " says how); every way in each of three shapes (sums, products of two, steps), at most"
            " one world of each. No goal is set."
        ),
        *_tables(pd.DataFrame(others)),
    ]


def _rated_otherwise(world: World, seed: int, params: dict) -> list[dict]:
    rows = []
    for place, process in enumerate(PROCESSES):
        shape = SHAPES[(seed + place) % len(SHAPES)]
        other = remade(world, process=process, shape=shape, seed=seed)
        rows += _measured(other, process, seed, params)
    return rows


def _measured(world: World, kind: str, seed: int, params: dict) -> list[dict]:
    told = quality_worlds.measure(world, seed=seed, params=params)
    print(f"{kind} {seed}: measured", file=sys.stderr, flush=True)
    return [{"world": kind, "seed": seed} | row for row in told]


def _tables(table: pd.DataFrame) -> list[str]:
    picked = table.dropna(subset="picked").groupby(["audits", "picked"]).size()
    return [
        "All:",
        _plain(_summed(table, ["audits", "candidate"])),
        "Worlds in which the protocol picked each:",
        _plain(picked.rename("worlds").reset_index()),
        "Each kind:",
        _plain(_summed(table, ["world", "audits", "candidate"])),
    ]


def _summed(table: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Means, and for the shares an interval over worlds."""
    groups = table.groupby(by, sort=True)
    made = groups[["a", "b", "mean_ratio", "brier_above", "cpu_s", "peak_gb"]].mean()
    for name in ("a", "b"):
        half = 1.96 * groups[name].std() / np.sqrt(groups[name].count())
        spread = zip(made[name] - half, made[name] + half, strict=True)
        made.insert(2, f"{name}_95", [f"[{low:.3f}, {high:.3f}]" for low, high in spread])
    return made.reset_index()


def _plain(table: pd.DataFrame) -> str:
    """A Markdown table."""
    shown = table.map(lambda v: f"{v:.3f}" if isinstance(v, float) else str(v))
    lines = ["| " + " | ".join(map(str, table.columns)) + " |", "|" + "---|" * len(table.columns)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in shown.to_numpy()])


def main() -> None:
    """Measure, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--worlds", type=Path)
    asked = parser.parse_args()
    params = yaml.safe_load(Path("params.yaml").read_text(encoding="utf-8"))
    head = [
        "# Ranking quality, measured",
        (
            f"`python -m benchmarks.quality --seeds {asked.seeds}`, {dt.date.today().isoformat()},"  # noqa: DTZ011 - the day it was run
            f" {os.cpu_count()} cores."
        ),
    ]
    with tempfile.TemporaryDirectory() as folder:
        kept = asked.worlds or Path(folder)
        told = public(params) + worlds(params, seeds=asked.seeds, kept=kept)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text("\n\n".join(head + told) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
