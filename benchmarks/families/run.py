"""One world, measured: every reader at every number of audits."""

import contextlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import yaml

from benchmarks.families import references
from benchmarks.families.measure import Orders, figures
from benchmarks.families.product import product_orders
from benchmarks.families.world import World, make_world
from models.training.data.reading import read_records
from models.training.priority import harm_weights

AUDITS = (0, 250, 1000, 4250)
Row = dict[str, object]


def measure_world(folder: Path, *, family: str, seed: int, audits: Sequence[int]) -> list[Row]:
    """A row for each reader and number of audits: ``family``, ``seed``, ``audits``, figures."""
    params = yaml.safe_load(Path("params.yaml").read_text(encoding="utf-8"))
    with contextlib.redirect_stdout(io.StringIO()):
        world = make_world(folder, family=family, seed=seed, params=params)
        table = references.read_table(read_records(**world.inputs))
        declared = params["priority"]["harm_weights"]
        harm = harm_weights(table.records.scale, declared)
        return [
            {"family": family, "seed": seed, "audits": number, "reader": reader} | row
            for number in audits
            for reader, row in _readers(world, table, number, harm)
        ]


def _readers(
    world: World, table: references.Table, number: int, harm: references.Floats
) -> Iterator[tuple[str, Row]]:
    live = world.truth[world.truth["live"]]
    on_record = world.audit(number)
    orders, made_by = product_orders(world, live["assessment_id"])
    for name, order in orders.items():
        row: Row = {"on record": on_record, "made by": made_by}
        yield name, row | figures(live, order, harm)
    records = read_records(**world.inputs)
    plain = references.with_audits(table, records) if number else references.without_audits(table)
    at = records.table.reset_index().set_index("assessment_id")["index"].loc[live["assessment_id"]]
    top = records.assigned >= records.ceiling_rank
    for name, scores in plain.items():
        order = np.where(top, -np.inf, scores)[at.to_numpy()]
        yield name, {"on record": on_record} | figures(live, Orders(order, order), harm)
