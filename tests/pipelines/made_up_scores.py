"""Made-up scores, audits and features of two teams, as the stages before rank write them."""

import datetime as dt
import json

import pandas as pd

from contracts.levels import Scale
from contracts.source import Source
from pipelines.rank import main
from pipelines.running.params.sections import RankParameters

SCALE = Scale(("low", "medium", "high", "very_high"), high_from="high")
SOURCE = Source(
    name="toy",
    title="Toy",
    about="",
    scale=SCALE,
    run_date=dt.date(2026, 11, 16),
    notes=("Made-up records.",),
)
PARAMS = RankParameters(
    cases_per_list=3,
    total_cases=None,
    minimum_per_list=0,
    random_share=0.34,
    early_licence_first=False,
    cadence="weekly",
    carry_over_weeks=4,
    new_share=0.5,
    seed=1,
    capacity="capacity.csv",
    previous="data/00_nothing_yet",
    decisions="data/00_nothing_yet",
)
PASSED = {"passed": True, "used": "model", "sentence": "The model passed."}
GOING_ON = {"stop": False, "sentence": "Nothing has come back."}
BINS = [
    {"low": 0.0, "high": 1.0, "audited": 120, "raised": 48, "rate": 0.4}
    | {"low95": 0.32, "high95": 0.49}
]
_FEATURE = {
    "type": "yes_no",
    "direction": 1,
    "speaks_from": 1.0,
    "known": 11,
    "sources": ["enquiries.outcome"],
    "missing_means": "not on record",
    "as_of": "signature",
}
CATALOGUE = [
    _FEATURE
    | {
        "name": "no_reply",
        "theme": "evidence_gaps",
        "shown_as_reason": True,
        "look_at": "enquiries",
    }
    | {"sentence": "A check was asked and not answered.", "sentence_absent": "None is open."},
    _FEATURE
    | {"name": "load", "theme": "staff", "shown_as_reason": False, "look_at": ""}
    | {"sentence": "The caseload is high.", "sentence_absent": "The caseload is low."},
]


def write_scored(folder, *, source=SOURCE, gate=PASSED):
    """Ten open assessments of two teams, A0 the first to be read, and one that is audited."""
    ids = [f"A{i}" for i in range(10)]
    assessments = pd.DataFrame(
        {
            "assessment_id": [*ids, "B1"],
            "person_id": [f"P{i}" for i in range(11)],
            "unit_id": ["N01"] * 6 + ["N02"] * 4 + ["N01"],
            "assessment_date": pd.to_datetime(["2026-10-05"] * 11).astype("datetime64[us]"),
            "assigned_rosh": ["medium"] * 11,
            "lao_status": ["restricted"] + ["unrestricted"] * 10,
            "rosh_children_community": ["high"] * 11,
        }
    )
    scores = assessments.head(10).assign(
        assigned="medium",
        p_under=0.35,
        priority=[1 - i / 10 for i in range(10)],
        model="prior_logistic",
    )
    orders = {"priority_base_rate": [i / 10 for i in range(10)]}
    fallback = scores[["assessment_id"]].assign(**orders)
    audits = pd.DataFrame(
        {"assessment_id": ["B1"], "audit_completed_date": pd.to_datetime(["2026-11-02"])}
    )
    features = assessments[["assessment_id", "person_id", "unit_id", "assessment_date"]].assign(
        no_reply=[1.0] * 10 + [0.0], load=[1.0] * 11
    )
    for name in ("checked/tables", "evaluation"):
        (folder / name).mkdir(parents=True)
    assessments.to_parquet(folder / "checked/tables/assessments.parquet")
    audits.to_parquet(folder / "checked/tables/audits.parquet")
    scores.to_parquet(folder / "scores.parquet")
    fallback.to_parquet(folder / "fallback.parquet")
    features.to_parquet(folder / "features.parquet")
    features[["assessment_id"]].to_parquet(folder / "evidence.parquet")
    (folder / "catalogue.json").write_text(json.dumps(CATALOGUE))
    (folder / "checked/source.json").write_text(json.dumps(source.content()))
    (folder / "evaluation/gate.json").write_text(json.dumps(gate))
    (folder / "evaluation/bins.json").write_text(json.dumps(BINS))
    (folder / "performance.json").write_text(json.dumps(GOING_ON))
    (folder / "model").mkdir()
    (folder / "model/model.skops").write_bytes(b"a model")
    candidates = [
        {"name": "prior_logistic", "kind": "model"},
        {"name": "base_rate", "kind": "baseline"},
    ]
    (folder / "model/training.json").write_text(json.dumps({"candidates": candidates}))
    return folder


def rank(folder, params=PARAMS, out="lists"):
    """Run the stage on this folder."""
    return main(
        scores=folder / "scores.parquet",
        fallback=folder / "fallback.parquet",
        checked=folder / "checked",
        features=folder / "features.parquet",
        catalogue=folder / "catalogue.json",
        evidence=folder / "evidence.parquet",
        model=folder / "model",
        evaluation=folder / "evaluation",
        performance=folder / "performance.json",
        worklist=folder / out,
        rank=params,
    )
