"""Ranking quality on synthetic worlds, whose exact probabilities are known."""

import resource
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from numpy.typing import NDArray

from models.training.candidates.design_matrix import N_PRIOR, presumed_log_odds, standardised
from models.training.candidates.stacked_classifier import Prepared, fit_prepared
from models.training.data.audit_weights import with_chances
from models.training.data.reading import read_records
from models.training.data.records import Records
from models.training.data.splits import Protocol, make_folds, thinned
from models.training.priority import harm_weights
from models.training.score import Scope, in_scope
from models.training.validation.cross_validate import (
    CandidateSettings,
    candidates_alone,
    choose,
    published,
)

FORMS = ("additive", "interacting", "threshold")
AUDITS = (0, 250, 1000, 4250)
CHOSEN = "chosen by the protocol"
LISTED = 0.05
RIDGES = (0.0001, 0.001, 0.01, 0.1, 1.0)  # of the reference: inverse strengths
SCOPE = Scope(max_age_weeks=55, latest_only=True, other_as_of=False)
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class World:
    """A made world: its records, the live cases among them, and their exact probabilities."""

    records: Records
    live: NDArray[np.bool_]
    p_under: Floats
    p_high: Floats


def make_world(folder: Path, *, form: str, seed: int, params: dict) -> World:
    """Make a world, or read it where ``folder`` holds it already."""
    from pipelines import check, demo, featurise
    from pipelines.running.parameters import (
        CheckParameters,
        DemoParameters,
        FeaturiseParameters,
        SourceParameters,
    )

    checked, made = folder / "02_checked", folder / "03"
    places = {"features": made / "features.parquet", "catalogue": made / "catalogue.json"}
    if not places["catalogue"].exists():
        settings = DemoParameters(**(params["demo"] | {"seed": seed, "form": form}))
        demo.main(folder=folder / "raw", truth=folder / "truth", demo=settings)
        rules = CheckParameters(**params["check"])
        source = SourceParameters("contracts/sources/demo.yaml", str(folder / "raw"))
        check.main(checked=checked, source=source, check=rules)
        asked = FeaturiseParameters(**params["featurise"])
        evidence = made / "evidence.parquet"
        featurise.main(checked=checked, **places, evidence=evidence, featurise=asked)
    records = read_records(checked, places["features"], places["catalogue"])
    truth = pd.read_parquet(folder / "truth" / "truth.parquet").set_index("assessment_id")
    exact = truth.loc[records.table["assessment_id"]]
    live = in_scope(records, SCOPE)
    return World(records, live, exact["p_under"].to_numpy(), exact["p_high"].to_numpy())


def measure(world: World, *, seed: int, params: dict) -> list[dict[str, float | str]]:
    """One row for each number of audits and candidate, and for the one that the protocol picks."""
    train = params["train"]
    weights = harm_weights(world.records.scale, params["priority"]["harm_weights"])
    entry = CandidateSettings(tuple(train["candidates"]), weights, train["seed"])
    started = time.process_time()
    prepared = Prepared.of(world.records, train["seed"])
    records, _ = with_chances(world.records, prepared.matrix)
    gathered = time.process_time() - started
    asked, matrix = world.records.take(world.live), prepared.matrix[world.live]
    rows = [_without_audits(world, asked, matrix)]
    for audits in AUDITS[1:]:
        known = thinned(records, audits, seed)
        chosen = _picked(known, entry, train)
        started = time.process_time()
        fitted = fit_prepared(replace(prepared, records=known), entry.candidates, entry.seed)
        spent = time.process_time() - started + gathered
        for name, model in fitted.items():
            told = published(model.from_matrix(matrix, asked.assigned), asked, weights)
            row = {"audits": audits, "candidate": name, "cpu_s": spent, "peak_gb": peak()}
            row |= shares(world, told["p_under"], told["p_high"])
            row |= chances_held(world, told["p_under"])
            rows += [row] + [row | {"candidate": CHOSEN, "picked": name}] * (name == chosen)
        order = _audits_alone(prepared, known)[world.live]
        rows.append({"audits": audits, "candidate": "audits alone"} | shares(world, order, order))
    return rows


def _without_audits(world: World, asked: Records, matrix: Floats) -> dict[str, float | str]:
    order = np.where(asked.assigned < asked.ceiling_rank, presumed_log_odds(matrix), -np.inf)
    return {"audits": 0, "candidate": CHOSEN, "picked": "unsupervised"} | shares(
        world, order, order
    )


def _audits_alone(prepared: Prepared, known: Records) -> Floats:
    """The order of a plain model on the record's columns, as a reference; tops stand last."""
    from sklearn.linear_model import LogisticRegressionCV

    evidence = prepared.evidence
    columns = standardised(prepared.matrix[:, N_PRIOR:], evidence.centre, evidence.spread)
    open_ended = known.assigned < known.ceiling_rank
    rows = known.audited & ~known.prompted & open_ended
    plain = LogisticRegressionCV(
        Cs=RIDGES,
        scoring="neg_log_loss",
        l1_ratios=(0.0,),
        max_iter=500,
        use_legacy_attributes=False,
    )
    plain.fit(columns[rows], known.under[rows])
    return np.where(open_ended, plain.decision_function(columns), -np.inf)


def _picked(known: Records, entry: CandidateSettings, train: dict) -> str:
    """What the protocol picks with these audits, on folds of their own."""
    protocol = Protocol(train["folds"], train["repeats"], train["first_cut"], train["seed"])
    work = (delayed(candidates_alone)(known, fold, entry) for fold in make_folds(known, protocol))
    told = pd.concat(Parallel(n_jobs=train["jobs"])(work), ignore_index=True)
    chosen, _ = choose(told, entry.candidates, known.scale)
    return chosen


def shares(world: World, by_under: Floats, by_high: Floats) -> dict[str, float]:
    """Expected finds in the top 5 %, as a share of the exact ceiling's: (a) any, (b) mediums."""
    live = world.live
    medium = world.records.assigned[live] == 1
    return {
        "a": _share(by_under, world.p_under[live]),
        "b": _share(by_high[medium], world.p_high[live][medium]),
    }


def _share(order: Floats, exact: Floats) -> float:
    places = int(LISTED * len(order))
    found = exact[np.argsort(-order, kind="stable")[:places]].sum()
    return float(found / np.sort(exact)[::-1][:places].sum())


def chances_held(world: World, claimed: Floats) -> dict[str, float]:
    """Mean chance over the true rate, and Brier score above the exact probabilities' own, in %."""
    exact = world.p_under[world.live]
    own = np.mean(exact * (1 - exact))
    return {
        "mean_ratio": float(claimed.mean() / exact.mean()),
        "brier_above": float(100 * np.mean((claimed - exact) ** 2) / own),
    }


def peak() -> float:
    """Most memory this process held so far, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
