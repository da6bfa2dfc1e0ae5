"""Makes a world of a family: checked tables, features, and the truth kept apart."""

import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.families.audits import MOST, Audits, draw_audits
from benchmarks.families.blanks import some_tables, with_blanks
from benchmarks.families.family import FAMILIES, LEVELS, Family
from benchmarks.families.process import (
    Cases,
    RatingProcess,
    calibrated,
    draw,
    draw_process,
    exact_chances,
)
from benchmarks.families.severity import Columns, draw_scores
from contracts.levels import Scale
from contracts.source import Source
from contracts.table import load_tables
from pipelines import featurise
from pipelines.running.outputs import write_json, write_table
from pipelines.running.params.sections import FeaturiseParameters
from synthetic.rating.drawing import Ratings
from synthetic.record.record import CaseRecord, make_record
from synthetic.settings import HIGH
from synthetic.timeline import NEVER
from synthetic.world import tables_of

ASSESSMENTS = 12_000
ROUNDS = 2  # calibrate, draw, and again: earlier ratings are part of later records
SOURCE = Source(
    name="families",
    title="A synthetic probation service, rated in other ways",
    about="",
    scale=Scale(("low", "medium", "high", "very_high"), high_from="high"),
)
NO_AUDITS = pd.DataFrame({column.name: [] for column in load_tables()["audits"].columns})
LIVE_DAYS = 55 * 7
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class World:
    """A folder with ``02_checked`` and the features, and the truth in memory.

    ``truth`` has a row for each assessment: ``assessment_id``, ``person_id``, ``assigned`` and
    ``right`` (0 to 3), ``live`` (the latest of a person, of the last 55 weeks, never audited),
    ``recent`` (of these weeks), ``ends`` (when an audit would be complete), ``p_level_0`` to
    ``p_level_3``, the exact chance of each right level given the record and the rating, and
    from them ``p_under`` and ``p_high``.
    """

    folder: Path
    truth: pd.DataFrame
    audits: Audits

    @property
    def inputs(self) -> dict[str, Path]:
        """What the stages read: ``checked``, ``features`` and ``catalogue``."""
        made = self.folder
        return {
            "checked": made / "02_checked",
            "features": made / "features.parquet",
            "catalogue": made / "catalogue.json",
        }

    def audit(self, number: int) -> int:
        """Put about ``number`` audits on record, in place of those there; how many it became."""
        table = self.audits.table(
            self.truth["assessment_id"], self.truth["right"].to_numpy(), number
        )
        path = self.inputs["checked"] / "tables" / "audits.parquet"
        write_table(table, path)
        return len(table)


def make_world(folder: Path, *, family: str, seed: int, settings: FeaturiseParameters) -> World:
    """Make a world; the same family and seed give the same world."""
    kind = FAMILIES[family]
    rng = np.random.default_rng([seed, *family.encode()])
    record = make_record(np.random.default_rng([seed, 1]), assessments=ASSESSMENTS)
    n = len(record.timeline)
    zeros = np.zeros(n, dtype=np.int64)
    tables = _tables(record, zeros, kind, seed)
    _write(folder, tables, settings)
    columns = _columns(folder, tables["assessments"]["assessment_id"])
    scores = draw_scores(columns, shape=kind.shape, anchor=kind.anchor, rng=rng)
    blank = np.full(n, -1.0)
    late = (record.timeline.day > np.median(record.timeline.day)) if kind.change else zeros
    cases = Cases(scores, blank, blank, np.asarray(late, np.int64), _hidden(record, kind, rng))
    process, cases, right, rated = _drawn(record, draw_process(kind, rng), cases, rng)
    tables = _tables(record, rated, kind, seed)
    _write(folder, tables, settings)
    audits = draw_audits(tables["assessments"], scores.severity, picked=kind.picked, rng=rng)
    truth = _truth(tables["assessments"], right, rated, exact_chances(process, cases, rated))
    unaudited = audits.luck >= audits.chances(MOST)
    recent = _recent(tables["assessments"])
    live = recent & _latest(tables["assessments"]) & unaudited
    ends = np.minimum(audits.completed, tables["assessments"]["assessment_date"].max())
    return World(folder, truth.assign(live=live, recent=recent, ends=ends), audits)


def _tables(record: CaseRecord, rated: Ints, kind: Family, seed: int) -> dict[str, pd.DataFrame]:
    """The service's tables under these ratings; all that owes nothing to a rating is the same."""
    n = len(rated)
    never = np.full(n, NEVER)
    ratings = Ratings(
        rated, rated, np.zeros((n, LEVELS)), np.zeros(n, dtype=np.float64), never, record.signals
    )
    tables = tables_of(record, ratings, np.random.default_rng([seed, 2]))
    draws = np.random.default_rng([seed, 3])
    assessments = with_blanks(tables["assessments"], kind.blanks, draws)
    return some_tables(tables | {"assessments": assessments}, kind.tables, draws)


def _write(folder: Path, tables: dict[str, pd.DataFrame], settings: FeaturiseParameters) -> None:
    """Write the folder that the check stage would, and the features."""
    checked = folder / "02_checked"
    shutil.rmtree(checked, ignore_errors=True)
    days = tables["assessments"]["assessment_date"]
    source = replace(SOURCE, run_date=days.max().date(), tables=tuple(tables))
    write_json(source.content(), checked / "source.json")
    for name, table in (tables | {"audits": NO_AUDITS}).items():
        write_table(table, checked / "tables" / f"{name}.parquet")
    places = {"features": folder / "features.parquet", "catalogue": folder / "catalogue.json"}
    featurise.main(
        checked=checked, **places, evidence=folder / "evidence.parquet", featurise=settings
    )


def _columns(folder: Path, ids: pd.Series) -> Columns:
    """The features as computed, in the generator's order of assessments."""
    table = pd.read_parquet(folder / "features.parquet").set_index("assessment_id").loc[ids]
    return Columns.of(table, json.loads((folder / "catalogue.json").read_text(encoding="utf-8")))


def _hidden(record: CaseRecord, kind: Family, rng: np.random.Generator) -> Floats:
    """Notes on the case, or the leniency of its officer and unit; shape (n,)."""
    timeline = record.timeline
    if kind.notes:
        return rng.normal(size=len(timeline))
    officers = rng.normal(0, kind.officers, int(timeline.assessor.max()) + 1)
    units = rng.normal(0, kind.units, int(timeline.unit.max()) + 1)
    return officers[timeline.assessor] + units[timeline.unit]


def _drawn(
    record: CaseRecord, process: RatingProcess, cases: Cases, rng: np.random.Generator
) -> tuple[RatingProcess, Cases, Ints, Ints]:
    """Levels of all, each person's one after the other, since earlier ones are on record."""
    luck = rng.random(len(record.timeline))
    for _ in range(ROUNDS):
        process = calibrated(process, cases)
        cases, right, rated = _walk(record, process, cases, luck)
    return process, cases, right, rated


def _walk(
    record: CaseRecord, process: RatingProcess, cases: Cases, luck: Floats
) -> tuple[Cases, Ints, Ints]:
    order = record.timeline.order
    right, rated = np.zeros(len(order), np.int64), np.zeros(len(order), np.int64)
    highest, last = np.full(len(order), -1.0), np.full(len(order), -1.0)
    for nth in range(int(order.max()) + 1):
        rows = np.flatnonzero(order == nth)
        if nth:
            last[rows] = rated[rows - 1]
            highest[rows] = np.maximum(highest[rows - 1], rated[rows - 1])
        here = replace(cases, highest=highest, last=last).take(rows)
        right[rows], rated[rows] = draw(process, here, luck[rows])
    return replace(cases, highest=highest, last=last), right, rated


def _truth(table: pd.DataFrame, right: Ints, rated: Ints, chances: Floats) -> pd.DataFrame:
    levels = {f"p_level_{level}": chances[:, level] for level in range(LEVELS)}
    made = table[["assessment_id", "person_id"]].assign(assigned=rated, right=right, **levels)
    return made.assign(
        p_under=np.where(np.arange(LEVELS) > rated[:, None], chances, 0.0).sum(axis=1),
        p_high=np.where(rated < HIGH, chances[:, HIGH:].sum(axis=1), 0.0),
    )


def _latest(table: pd.DataFrame) -> NDArray[np.bool_]:
    """The latest of each person's."""
    latest = ~table.sort_values("assessment_date", kind="stable")["person_id"].duplicated("last")
    return np.asarray(latest.reindex(table.index), dtype=np.bool_)


def _recent(table: pd.DataFrame) -> NDArray[np.bool_]:
    """Of the last 55 weeks."""
    day = table["assessment_date"]
    return np.asarray(day.max() - day <= pd.Timedelta(days=LIVE_DAYS), dtype=np.bool_)
