"""Ranking quality on public records: KTAS (audited) and COMPAS (outcomes)."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.training.candidates.stacked_classifier import fit_candidates
from models.training.data.audit_weights import with_chances
from models.training.data.encoding import fit_encoder, model_input
from models.training.data.reading import read_records
from models.training.data.records import Records
from models.training.data.splits import Protocol, make_folds
from models.training.priority import harm_weights
from models.training.validation.choose import choose
from models.training.validation.cross_validate import CandidateSettings, run_folds

DATASETS = Path("../shared/datasets")
DRAWS = 500
Floats = NDArray[np.float64]


def read(name: str, folder: Path, params: dict) -> Records:
    """A built-in source, through check and featurise."""
    from pipelines import check, featurise
    from pipelines.running.parameters import CheckParameters, FeaturiseParameters, SourceParameters

    folder_of_records = DATASETS / name.split("_", maxsplit=1)[0]
    source = SourceParameters(f"contracts/sources/{name}.yaml", str(folder_of_records))
    rules = CheckParameters(**params["check"])
    check.main(checked=folder / "02", source=source, check=rules)
    places = {"features": folder / "f.parquet", "catalogue": folder / "c.json"}
    asked = FeaturiseParameters(**params["featurise"])
    featurise.main(checked=folder / "02", **places, evidence=folder / "e.parquet", featurise=asked)
    return read_records(folder / "02", **places)


def average_precision(happened: Floats, order: Floats) -> float:
    """Mean precision over the finds, ties at their worst."""
    worst = np.lexsort((happened, -order))
    found = happened[worst]
    precision = np.cumsum(found) / np.arange(1, len(found) + 1)
    return float(precision[found == 1].mean()) if found.any() else 0.0


def precision_at(happened: Floats, order: Floats, share: float) -> float:
    """Share found of the first ``share``, ties at their worst."""
    places = max(1, int(share * len(order)))
    return float(happened[np.lexsort((happened, -order))][:places].mean())


def interval(figures: Iterator[float]) -> tuple[float, float]:
    """The middle 95 % of resampled figures."""
    low, high = np.quantile(list(figures), [0.025, 0.975])
    return float(low), float(high)


def resampled(n: int) -> Iterator[NDArray[np.intp]]:
    """Rows drawn again with replacement."""
    rng = np.random.default_rng(0)
    return (rng.integers(0, n, n) for _ in range(DRAWS))


def ktas(folder: Path, params: dict) -> tuple[pd.DataFrame, str]:
    """Candidates and scikit-learn's default booster on the same 5 x 5 folds; and the choice."""
    train = params["train"]
    given = read("ktas", folder, params)
    records, _ = with_chances(given, np.zeros((len(given), 1)))
    folds = make_folds(records, Protocol(5, 5, train["first_cut"], train["seed"]))
    entry = CandidateSettings(
        tuple(train["candidates"]), harm_weights(records.scale, {}), train["seed"]
    )
    told = run_folds(records, folds, entry, train["jobs"])
    chosen, _ = choose(told, entry.candidates, records.scale)
    kept = records.assigned < records.ceiling_rank
    happened = records.under[kept]
    orders = {"hgb_default": _default_booster(records, folds)[:, kept]}
    for name in entry.candidates:
        wide = told[told["candidate"] == name].pivot(
            index="repeat", columns="assessment_id", values="p_under"
        )
        orders[name] = wide[records.table["assessment_id"]].to_numpy()[:, kept]
    return pd.DataFrame(_against(orders, happened)), chosen


def _default_booster(records: Records, folds: list) -> Floats:
    from sklearn.ensemble import HistGradientBoostingClassifier

    matrix = np.asarray(fit_encoder(records).transform(model_input(records)), dtype=float)
    told = np.zeros((5, len(records)))
    for fold in folds:
        learner = HistGradientBoostingClassifier(random_state=0)
        learner.fit(matrix[fold.train], records.under[fold.train])
        told[fold.repeat - 1, fold.test] = learner.predict_proba(matrix[fold.test])[:, 1]
    return told


def _against(orders: dict[str, Floats], happened: Floats) -> Iterator[dict[str, object]]:
    """Means over repeats, pooled figures, and the paired interval against the default booster."""
    theirs = orders["hgb_default"]
    for name, mine in orders.items():
        each = [average_precision(happened, row) for row in mine]
        pooled = mine.mean(axis=0)
        apart = interval(
            average_precision(happened[rows], pooled[rows])
            - average_precision(happened[rows], theirs.mean(axis=0)[rows])
            for rows in resampled(len(happened))
        )
        yield {
            "candidate": name,
            "ap": np.mean(each),
            "ap_pooled": average_precision(happened, pooled),
            "p_at_5": np.mean([precision_at(happened, row, 0.05) for row in mine]),
            "p_at_5_pooled": precision_at(happened, pooled, 0.05),
            "ap_pooled_less_hgb": f"[{apart[0]:+.3f}, {apart[1]:+.3f}]",
        }


def compas(name: str, folder: Path, params: dict) -> pd.DataFrame:
    """First 60 % by screening date train, the rest test; with and without the immature tail."""
    whole = read(name, folder, params)
    labelled = whole.take(whole.audited & (whole.assigned < whole.ceiling_rank))
    days = labelled.table["assessment_date"].to_numpy("datetime64[us]")
    cut = np.quantile(days.view(np.int64), 0.6)
    first = days.view(np.int64) <= cut
    known, asked = labelled.take(first), labelled.take(~first)
    known, _ = with_chances(known, np.zeros((len(known), 1)))
    fitted = fit_candidates(known, params["train"]["candidates"], params["train"]["seed"])
    orders = {n: m.under.chance(m.design.matrix(asked)) for n, m in fitted.items()}
    orders |= _simple(asked)
    mature = _mature(asked)
    parts = [("all", np.ones(len(asked), dtype=bool)), ("mature", mature)]
    return pd.DataFrame(
        {"source": name, "tested": part, "ranked_by": ranked} | _figures(asked.under, order, rows)
        for part, rows in parts
        for ranked, order in orders.items()
    )


def _simple(asked: Records) -> dict[str, Floats]:
    """What the records' own columns rank: decile within level, and prior count."""
    names = list(asked.features.numbers)
    decile = [n for n in names if "decile" in n]
    prior = [n for n in names if "prior" in n]
    told = {}
    if decile:
        value = asked.table[decile[0]].to_numpy(float)
        told["decile within level"] = 100 * asked.assigned + np.nan_to_num(value)
    if prior:
        told["prior count"] = np.nan_to_num(asked.table[prior[0]].to_numpy(float))
    return told


def _mature(asked: Records) -> NDArray[np.bool_]:
    """Rows of months in which the share that reoffended is not that of the tail cut short."""
    month = pd.to_datetime(asked.table["assessment_date"]).dt.to_period("M")
    rate = pd.Series(asked.under).groupby(month.to_numpy()).mean()
    usual = rate.median()
    return month.isin(rate.index[rate < 1.5 * usual]).to_numpy(bool)


def _figures(happened: Floats, order: Floats, rows: NDArray[np.bool_]) -> dict[str, object]:
    happened, order = happened[rows], order[rows]
    low, high = interval(average_precision(happened[i], order[i]) for i in resampled(len(happened)))
    return {
        "n": len(happened),
        "positives": int(happened.sum()),
        "ap": average_precision(happened, order),
        "ap_95": f"[{low:.3f}, {high:.3f}]",
        "p_at_5": precision_at(happened, order, 0.05),
        "p_at_10": precision_at(happened, order, 0.10),
    }
