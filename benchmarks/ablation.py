"""What each table of the case record adds to the finds, beside the synthetic service's ceiling.

    python -m benchmarks.ablation [ASSESSMENTS]

Makes the synthetic service (60,000 assessments, or as many as named), checks it once, and for
`assessments` alone, for each further table with them, and for all together computes the features,
fits one plain candidate to all audits on record and ranks the live cases: not yet audited, recent,
each person's latest. Finds are counted by the exact chance that each rating is too low, which
only the generator knows: a find in expectation, without the luck of one draw. Results go to
benchmarks/results/ablation.md.
"""

import datetime as dt
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.training.candidates.stacked_classifier import fit_candidates
from models.training.data.reading import read_records
from models.training.data.records import Records
from models.training.score import Scope, in_scope
from pipelines import check, demo, featurise
from pipelines.running.params.file import read_parameters
from pipelines.running.params.sections import (
    CheckParameters,
    DemoParameters,
    FeaturiseParameters,
    SourceParameters,
)

RESULTS = Path("benchmarks/results/ablation.md")
PROFILE = Path("contracts/sources/demo.yaml")
ALWAYS = ("assessments", "audits")
TABLES = (
    "registrations", "offences", "enquiries", "contacts", "practitioner_months", "unit_months",
)  # fmt: skip
CANDIDATE = "stacked"
CAPACITY = 0.05
DRAWS = 200
SCOPE = Scope(max_age_weeks=55, latest_only=True, other_as_of=False)
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Ranked:
    """Live cases as one choice of tables ranks them: what it ``says``, and what is ``true``."""

    name: str
    says: Floats
    true: Floats

    def figures(self, rows: NDArray[np.intp]) -> tuple[float, float]:
        """Average precision and recall at capacity of ``rows``, ties at their worst."""
        true = self.true[rows]
        ordered = true[np.lexsort((true, -self.says[rows]))]
        finds = np.cumsum(ordered)
        precision = finds / np.arange(1, len(ordered) + 1)
        listed = max(1, round(CAPACITY * len(ordered)))
        return float((precision * ordered).sum() / finds[-1]), float(finds[listed - 1] / finds[-1])


def main(assessments: int = 60_000) -> None:
    """Write the table for a service of that size."""
    demo_parameters = read_parameters().demo
    settings = replace(demo_parameters, assessments=assessments, audits=assessments // 10)
    with tempfile.TemporaryDirectory() as temp:
        folder = Path(temp)
        demo.main(folder=folder / "demo", truth=folder / "truth", demo=settings)
        rules = CheckParameters("latest", "pseudonyms")
        source = SourceParameters(str(PROFILE), str(folder / "demo"))
        check.main(checked=folder / "checked", source=source, check=rules)
        ranked = list(_ranked(folder))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(_page(ranked, settings), encoding="utf-8")


def _ranked(folder: Path) -> Iterator[Ranked]:
    """Each choice of tables, the flat record first and all tables last, then the ceiling."""
    truth = pd.read_parquet(folder / "truth" / "truth.parquet").set_index("assessment_id")
    choices = {"assessments only": (), **{f"with {name}": (name,) for name in TABLES}}
    choices["all tables"] = TABLES
    for name, tables in choices.items():
        records = _records(folder, tables)
        live = records.take(in_scope(records, SCOPE))
        model = fit_candidates(records, [CANDIDATE], seed=7)[CANDIDATE]
        chances = model.chances(live)
        above = np.arange(chances.shape[1])[None, :] > live.assigned[:, None]
        true = truth.loc[live.table["assessment_id"], "p_under"].to_numpy(np.float64)
        print(name, flush=True)
        yield Ranked(name, (chances * above).sum(axis=1), true)
    yield Ranked("ceiling: the exact chance", true, true)


def _records(folder: Path, tables: tuple[str, ...]) -> Records:
    """The features that these tables give, with the audits' labels."""
    thin = folder / "thin"
    shutil.rmtree(thin, ignore_errors=True)
    (thin / "tables").mkdir(parents=True)
    shutil.copy(folder / "checked" / "source.json", thin)
    for name in (*ALWAYS, *tables):
        shutil.copy(folder / "checked" / "tables" / f"{name}.parquet", thin / "tables")
    features, catalogue = thin / "features.parquet", thin / "catalogue.json"
    featurise.main(
        checked=thin,
        features=features,
        catalogue=catalogue,
        evidence=thin / "evidence.parquet",
        featurise=FeaturiseParameters("signature", 1),
    )
    return read_records(thin, features, catalogue)


def _page(ranked: list[Ranked], settings: DemoParameters) -> str:
    flat, ceiling = ranked[0], ranked[-1]
    today = f"{dt.datetime.now(dt.UTC):%d %B %Y}"
    about = (
        f"`python -m benchmarks.ablation {settings.assessments}`, {today}, "
        f"{os.cpu_count()} cores. Scenario `{settings.scenario}`, seed {settings.seed}: "
        f"{settings.assessments:,} assessments, {settings.audits:,} audits; {len(flat.true):,} "
        f"live cases of which {flat.true.sum():,.0f} are expected to be rated too low. Candidate "
        f"`{CANDIDATE}`. Recall is of the {CAPACITY:.0%} of live cases listed first. Brackets: "
        f"95 % of {DRAWS} resamples of the live cases, the same for every row."
    )
    heads = ("records", "average precision", "recall at 5 %", "from flat to ceiling, by recall")
    together = (
        "A table alone is joined to `assessments`; what tables add together is more or less than "
        "the sum of what each adds."
    )
    rows = [_line(one, flat, ceiling) for one in ranked]
    table = [f"| {' | '.join(heads)} |", "|---|---|---|---|", *rows]
    return "\n".join(["# What each table adds", "", about, "", *table, "", together, ""])


def _line(one: Ranked, flat: Ranked, ceiling: Ranked) -> str:
    every = np.arange(len(one.true))
    draws = np.random.default_rng(11).integers(0, len(every), (DRAWS, len(every)))
    figures = [_row(one, flat, ceiling, rows) for rows in (every, *draws)]
    low, high = np.percentile(figures[1:], [2.5, 97.5], axis=0)
    cells = [f"{v:.3f} ({a:.3f} to {b:.3f})" for v, a, b in zip(figures[0], low, high, strict=True)]
    return f"| {one.name} | {' | '.join(cells)} |"


def _row(
    one: Ranked, flat: Ranked, ceiling: Ranked, rows: NDArray[np.intp]
) -> tuple[float, float, float]:
    precision, recall = one.figures(rows)
    bottom, top = flat.figures(rows)[1], ceiling.figures(rows)[1]
    return precision, recall, (recall - bottom) / (top - bottom)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
