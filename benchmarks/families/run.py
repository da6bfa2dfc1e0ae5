"""One world, measured: every reader at every number of audits."""

import contextlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.families import references
from benchmarks.families.measure import Orders, figures
from benchmarks.families.product import run_product
from benchmarks.families.world import World, make_world
from models.training.data.reading import read_records
from models.training.data.records import Records
from models.training.harm_weights import harm_weights
from pipelines.running.params.file import read_parameters
from pipelines.running.params.sections import Parameters

AUDITS = (0, 250, 1000, 4250)
Row = dict[str, object]


def measure_world(folder: Path, *, family: str, seed: int, audits: Sequence[int]) -> list[Row]:
    """A row for each reader and number of audits: ``family``, ``seed``, ``audits``, figures."""
    parameters = read_parameters()
    with contextlib.redirect_stdout(io.StringIO()):
        world = make_world(folder, family=family, seed=seed, settings=parameters.featurise)
        table = references.read_table(read_records(**world.inputs))
        harm = harm_weights(table.records.scale, parameters.priority.harm_weights)
        return [
            {"family": family, "seed": seed, "audits": number, "reader": reader} | row
            for number in audits
            for reader, row in _readers(_Setting(world, table, harm, parameters), number)
        ]


@dataclass(frozen=True)
class _Setting:
    world: World
    table: references.Table
    harm: references.Floats
    parameters: Parameters


def _readers(setting: _Setting, number: int) -> Iterator[tuple[str, Row]]:
    world, live = setting.world, setting.world.truth[setting.world.truth["live"]]
    on_record = world.audit(number)
    product = run_product(world, live["assessment_id"], setting.parameters)
    for name, order in product.orders.items():
        made = figures(live, order, setting.harm)
        yield name, {"on record": on_record, "made by": product.made_by, **made}
    for name, found in product.rules.items():
        yield name, {"on record": on_record, **found}
    records = read_records(**world.inputs)
    for name, scores in _plain(setting.table, records, number).items():
        at = records.table["assessment_id"].searchsorted(live["assessment_id"])
        made = figures(live, Orders(scores[at], scores[at]), setting.harm)
        yield name, {"on record": on_record, **made}


def _plain(table: references.Table, records: Records, number: int) -> dict[str, references.Floats]:
    """Orders of plain readers; a rating that cannot be too low stands last."""
    top = records.assigned >= records.ceiling_rank
    plain = references.with_audits(table, records) if number else references.without_audits(table)
    return {name: np.where(top, -np.inf, scores) for name, scores in plain.items()}
