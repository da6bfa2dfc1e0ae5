"""What audits drawn by `pipelines.audits` are worth beside audits picked as a service picks them.

    python -m benchmarks.families.next_audits [--worlds N] [--family NAME ...]

From 250 audits picked by the service's own rule on, 750 more are drawn from what is scored; the
service's own rule goes on to 1,500. Results go to benchmarks/results/next_audits.md.
"""

import argparse
import contextlib
import datetime as dt
import io
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.families.family import FAMILIES, LEVELS
from benchmarks.families.measure import share_found
from benchmarks.families.product import MODEL, run_product
from benchmarks.families.tables import markdown
from benchmarks.families.world import World, make_world
from pipelines.running.params.file import read_parameters
from pipelines.running.params.sections import Parameters
from synthetic.settings import LEVELS as NAMES
from worklists.auditing.draw import Draw, draw_audits
from worklists.auditing.inclusion import inclusion_probabilities, worth_knowing

START, MORE, USUAL, ALIKE = 250, 750, 1500, 1000
FIRST_SEED = 401
NAMED = dict(enumerate(NAMES))
RESULTS = Path("benchmarks/results/next_audits.md")
WHAT = (
    "Any under-rating found in the top 5 % of live cases that neither way audited, as a share of"
    " the exact ceiling's. `interval`: half width of the 95 % interval of the share too low in the"
    " pool, in points of 100, by the exact chances: of 1,000 drawn so, and of 1,000 at random, both"
    " corrected by the model's chances."
)
Floats = NDArray[np.float64]


def compared(world: World, parameters: Parameters) -> dict[str, float]:
    """Finds after 1,000 audits drawn so and after 1,500 picked as usual; widths of intervals."""
    truth = world.truth.set_index("assessment_id", drop=False).rename_axis(None)
    world.audit(USUAL)
    usual = _on_record(world)
    world.audit(START)
    began = _on_record(world)
    pool = truth[truth["recent"] & (truth["assigned"] < LEVELS - 1) & ~truth.index.isin(began)]
    wide = replace(parameters, scope=replace(parameters.scope, latest_only=False))
    chance = _chances(world, pool, wide)
    audited = truth.loc[began, "assigned"].map(NAMED)
    cases = pool[["assessment_id"]].assign(assigned=pool["assigned"].map(NAMED), p_under=chance)
    drawn = draw_audits(cases, audited, Draw(MORE, "simulated", "key", None))
    _add(world, drawn, truth)
    live = truth[truth["live"] & ~truth.index.isin({*usual, *drawn["assessment_id"]})]
    finds = _finds(world, live, parameters)
    world.audit(USUAL)
    worth = worth_knowing(chance, cases["assigned"], audited)
    error = (pool["p_under"] * (1 - pool["p_under"]) + (pool["p_under"] - chance) ** 2).to_numpy()
    return {
        "1,000 drawn so": finds,
        "1,500 as picked today": _finds(world, live, parameters),
        "interval, drawn so": _half_width(error, inclusion_probabilities(worth, ALIKE)),
        "interval, at random": _half_width(error, np.full(len(pool), min(1, ALIKE / len(pool)))),
    }


def _half_width(error: Floats, probability: Floats) -> float:
    """Of the estimated share, in points of 100, from each case's expected squared error."""
    variance = float(((1 / probability - 1) * error).sum())
    return float(100 * 1.96 * np.sqrt(variance) / len(error))


def _add(world: World, drawn: pd.DataFrame, truth: pd.DataFrame) -> None:
    """Put the drawn cases' audits on record, complete by the last day."""
    path = world.inputs["checked"] / "tables" / "audits.parquet"
    before = pd.read_parquet(path)
    levels = np.array(NAMES, dtype=object)
    ids = drawn["assessment_id"]
    made = pd.DataFrame(
        {
            "audit_id": "D" + ids,
            "assessment_id": ids,
            "audit_completed_date": truth["ends"].loc[ids].to_numpy(),
            "audited_rosh": levels[truth.loc[ids, "right"]],
            "selection_reason": drawn["selection_reason"],
            "selection_probability": drawn["selection_probability"],
            "reviewer_id": "X0001",
        }
    )
    pd.concat([before, made], ignore_index=True).to_parquet(path, index=False)


def _on_record(world: World) -> list[str]:
    path = world.inputs["checked"] / "tables" / "audits.parquet"
    return list(pd.read_parquet(path)["assessment_id"])


def _chances(world: World, cases: pd.DataFrame, parameters: Parameters) -> Floats:
    return run_product(world, cases["assessment_id"], parameters).orders[MODEL].any_order


def _finds(world: World, live: pd.DataFrame, parameters: Parameters) -> float:
    return share_found(_chances(world, live, parameters), live["p_under"].to_numpy())


def main() -> None:
    """Compare on world after world; what is done so far is always on disk."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=2, help="of each family")
    parser.add_argument("--family", nargs="+", choices=list(FAMILIES), default=list(FAMILIES))
    options = parser.parse_args()
    command = " ".join(["python -m benchmarks.families.next_audits", *sys.argv[1:]])
    head = f"`{command}`, {dt.datetime.now(tz=dt.UTC).date()}, {os.cpu_count()} cores."
    parameters, rows = read_parameters(), []
    for seed in range(FIRST_SEED, FIRST_SEED + options.worlds):
        for family in options.family:
            with tempfile.TemporaryDirectory() as made, contextlib.redirect_stdout(io.StringIO()):
                settings = parameters.featurise
                world = make_world(Path(made), family=family, seed=seed, settings=settings)
                rows.append({"family": family, "seed": seed, **compared(world, parameters)})
            text = ["# Audits drawn by what they tell", head, WHAT, markdown(pd.DataFrame(rows))]
            RESULTS.write_text("\n\n".join(text) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
