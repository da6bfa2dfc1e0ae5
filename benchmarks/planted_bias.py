"""Whether the report finds a bias planted in the synthetic service, and nothing where none is.

``python -m benchmarks.planted_bias`` makes services with the generator's bias switch on and off,
one seed after the other, predicts each audit by a plain logistic regression that had not seen that
person, and asks what the fairness page asks. Nothing here was used to choose a setting.
"""

import contextlib
import io
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import logit
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks.families.world import SOURCE
from models.training.data.reading import read_records
from models.training.data.records import Records
from pipelines import featurise
from pipelines.running.outputs import write_json, write_table
from pipelines.running.params.file import read_parameters
from reports.cases import ReportInputs, quarter_of, region_of
from reports.estimation.prevalence import Ratings, calibrated
from reports.estimation.unexplained import Shift, shift
from reports.group_labels import MINORITY, labels_of
from reports.pages.fairness import ALPHA, flagged, shifts_beyond_record
from synthetic.settings import DemoSettings
from synthetic.world import World, make_world

BIAS = 0.8
SERVICE = DemoSettings(
    seed=0, assessments=8000, audits=2600, scenario="realistic", form="additive", bias=0.0
)


@dataclass(frozen=True)
class Finding:
    """What the report says of one service.

    Parameters
    ----------
    alarms : list of str
        Groups that the page names, after Holm's correction.
    minority : Shift
        Log odds of all minority ethnic people against everybody else.
    planted : float
        By how much the bias moves these log odds on average, from exact chances with and without.
    """

    alarms: list[str]
    minority: Shift | None
    planted: float


def finding(seed: int, bias: float, folder: Path) -> Finding:
    """Make the service of this seed and ask the report's questions of it."""
    world = _world(seed, bias)
    inputs, records = _service(world.tables, folder)
    rows = records.learnable
    picked = np.where(rows, records.probability, np.nan)
    under = Ratings(
        found=np.where(rows, records.under, np.nan),
        chance=_chances(records, rows),
        weight=1 / picked,
        stratum=pd.factorize(inputs.cases["quarter"], sort=True)[0],
        person=pd.factorize(inputs.cases["person_id"])[0],
    )
    labels, weight = labels_of(inputs, inputs.cases), calibrated(under)
    alarms = flagged(shifts_beyond_record(under, weight, labels))
    seen = under.audited
    minority = labels["ethnic_group"].isin(MINORITY).to_numpy()
    members = inputs.cases.loc[minority, "assessment_id"]
    planted = _planted(world, _world(seed, 0.0), members) if bias else 0.0
    return Finding(
        alarms,
        shift(
            under.found[seen],
            under.chance[seen],
            weight[seen],
            minority[seen],
            under.person[seen],
        ),
        planted,
    )


def _world(seed: int, bias: float) -> World:
    return make_world(replace(SERVICE, seed=seed, bias=bias), np.random.default_rng(seed))


def _planted(world: World, without: World, members: "pd.Series[str]") -> float:
    """Mean change in log odds of those whose rating was signed alike with and without the bias."""
    odds = []
    for one in (world, without):
        ratings = one.tables["assessments"].set_index("assessment_id")["assigned_rosh"]
        chance = one.truth.set_index("assessment_id")["p_under"].reindex(members)
        odds.append((ratings.reindex(members), chance.where(chance.between(0.001, 0.999))))
    change = logit(odds[0][1]) - logit(odds[1][1])
    return float(change[odds[0][0] == odds[1][0]].mean())


def _service(tables: Mapping[str, pd.DataFrame], folder: Path) -> tuple[ReportInputs, Records]:
    """The service as the check and featurise stages leave it."""
    checked, catalogue = folder / "checked", folder / "catalogue.json"
    features = folder / "features.parquet"
    days = tables["assessments"]["assessment_date"]
    source = replace(SOURCE, run_date=days.max().date(), tables=tuple(tables))
    write_json(source.content(), checked / "source.json")
    for name, table in tables.items():
        write_table(table, checked / "tables" / f"{name}.parquet")
    featurise.main(
        checked=checked,
        features=features,
        catalogue=catalogue,
        evidence=folder / "evidence.parquet",
        featurise=read_parameters().featurise,
    )
    records = read_records(checked, features, catalogue)
    wanted = ["assessment_id", "person_id", "unit_id", "assessment_date"]
    cases = records.table[wanted].assign(quarter=quarter_of(records.table["assessment_date"]))
    cases["region"] = cases["unit_id"].map(region_of(tables))
    return ReportInputs(source, cases, dict(tables), {}, pd.DataFrame(), {}, {}, {}), records


def _chances(records: Records, rows: np.ndarray) -> np.ndarray:
    """Chances of the audited ratings, out of fold by person; 0 elsewhere, which nothing reads."""
    levels = np.eye(len(records.scale.levels))[records.assigned.astype(np.intp)]
    numbers = records.table[list(records.features.numbers)].astype(float).to_numpy()
    columns = np.column_stack([levels, numbers[:, ~np.isnan(numbers[rows]).all(axis=0)]])[rows]
    learner = make_pipeline(
        SimpleImputer(), StandardScaler(), LogisticRegression(C=0.01, max_iter=300)
    )
    chances = np.zeros(len(records))
    chances[rows] = cross_val_predict(
        learner,
        columns,
        records.under[rows],
        groups=records.table["person_id"].to_numpy()[rows],
        cv=GroupKFold(5),
        method="predict_proba",
    )[:, 1]
    return chances


def check_bias(seeds: int, bias: float) -> str:
    """How often the bias is found and its interval covers it, over so many seeds."""
    found = []
    for seed in range(seeds):
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            found.append(finding(seed, bias, Path(folder)))
    shifts = [(one.minority, one.planted) for one in found if one.minority is not None]
    ethnic = sum(any(name.startswith("Ethnic") for name in one.alarms) for one in found)
    covered = np.mean([one.low <= planted <= one.high for one, planted in shifts])
    planted, mean = np.mean([(planted, one.value) for one, planted in shifts], axis=0)
    seen = np.mean([one.p < ALPHA for one, _ in shifts])
    return (
        f"bias {bias}, {seeds} services: log odds of minority ethnic people moved by "
        f"{planted:.2f}, found {mean:.2f}, interval covers {covered:.0%}, seen in {seen:.0%}; "
        f"the page names an ethnic group in {ethnic}, any group in "
        f"{sum(bool(one.alarms) for one in found)}"
    )


def main(seeds: int) -> None:
    """Services with the bias, then without."""
    began = time.process_time()
    for bias in (BIAS, 0.0):
        print(check_bias(seeds, bias), flush=True)
    print(f"{time.process_time() - began:.0f} s of one core")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
