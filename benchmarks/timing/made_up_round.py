"""A made-up round of lists: all files that publish reads, without a run."""

import datetime as dt
from pathlib import Path

import pandas as pd

from contracts.levels import Scale
from contracts.source import Source
from models.evaluation.plots import plots
from models.evaluation.plots.learning_curve import draw_learning_curve
from pipelines.running.outputs import write_json, write_table

TODAY = dt.datetime.now(tz=dt.UTC).date()
SOURCE = Source(
    name="bench",
    title="Probation, made-up records",
    about="",
    scale=Scale(("low", "medium", "high", "very_high"), high_from="high"),
    run_date=TODAY,
)
REASONS = [
    "Strong: The serious violence predictor was in the high band (assessment, 3 March 2026).",
    "Moderate: An earlier rating or register entry was higher than this one (registers, 2024).",
    "Slight: No reply is on record to the safeguarding check asked on 12 January 2026 (enquiries).",
]


NOTHING = {"listed": 0, "reviewed": 0, "raised": 0, "value": None, "low": None, "high": None}
NO_RETURNS = {
    "stop": False,
    "sentence": "Nothing has come back yet.",
    "model": NOTHING,
    "random": NOTHING,
    "urgent": NOTHING,
    "over_time": [],
    "teams": [],
    "agreement_with_audits": {"both": 0, "same": 0, "value": None, "low": None, "high": None},
}
TABLES = {
    "finds": [
        {"candidate": "model", "checked": share, "finds": share / 2, "low": share / 3}
        | {"high": share, "random": share / 9}
        for share in (50.0, 100.0)
    ],
    "bins": [
        {"low": 0.0, "high": 1.0, "mean_chance": 0.1, "audited": 90, "raised": 9, "rate": 0.1}
        | {"low95": 0.05, "high95": 0.2}
    ],
    "units": [
        {"unit_id": "N001", "audited": 80, "raised": 9, "rate": 0.11, "beyond": False}
        | {"low95": 0.05, "high95": 0.2, "low998": 0.02, "high998": 0.3}
    ],
    "learning_curve": [
        {"audits": audits, "least_audits": audits, "cases": 900}
        | {"finds": 0.5, "finds_low": 0.4, "finds_high": 0.6, "without_audits": 0.4}
        | {"without_audits_low": 0.3, "without_audits_high": 0.5}
        | {"gain": 0.1, "gain_low": 0.0, "gain_high": 0.2}
        for audits in (250, 1000)
    ],
}


def make_round(folder: Path, *, teams: int, cases: int) -> None:
    """The files that publish reads, for made-up teams."""
    units = [f"N{team:03d}" for team in range(teams)]
    lists = {unit: f"weekly-{TODAY}-{unit}" for unit in units}
    rows = [(unit, position) for unit in units for position in range(1, cases + 1)]
    table = pd.DataFrame(rows, columns=["unit_id", "position"])
    ids = table["unit_id"] + "-" + table["position"].astype(str)
    texts = {"reasons": REASONS, "missing": REASONS[2:], "look_at": ["Enquiries", "Registers"]}
    many = {name: pd.Series([values] * len(table)) for name, values in texts.items()}
    chance = "In past audits of cases like this, about 4 in 10 were raised (95 % range 3 to 5)."
    first = {"first_listed_on": pd.Timestamp(TODAY), "first_selected_by": "model"}
    worklist = table.assign(assessment_id=ids, list_id=table["unit_id"].map(lists), **many, **first)
    worklist = worklist.assign(
        selected_by="model",
        inclusion_probability=1.0,
        first_inclusion_probability=1.0,
        chance_words=chance,
    )
    write_table(worklist, folder / "worklist/worklist.parquet")
    risks = pd.Series([["Children: high in the community"]] * len(table))
    described = {"assigned": "medium", "assessment_date": pd.Timestamp(TODAY), "age_weeks": 3}
    described |= {"restricted": False, "carried_weeks": 0, "early_licence": False}
    cases_table = pd.DataFrame({"assessment_id": ids, "case_reference": "C-" + ids}).assign(
        **described, at_risk=risks, against=pd.Series([[]] * len(table))
    )
    write_table(cases_table, folder / "worklist/cases.parquet")
    write_json([_facts(unit, name) for unit, name in lists.items()], folder / "worklist/lists.json")
    write_table(worklist.head(0), folder / "urgent/worklist.parquet")
    write_table(cases_table.head(0), folder / "urgent/cases.parquet")
    write_json([], folder / "urgent/lists.json")
    write_json(SOURCE.content(), folder / "checked/source.json")
    write_json(NO_RETURNS, folder / "monitored/performance.json")
    _write_evaluation(folder / "evaluation")
    (folder / "model").mkdir()


def _facts(unit: str, list_id: str) -> dict[str, object]:
    day = TODAY.isoformat()
    expires = (TODAY + dt.timedelta(days=7)).isoformat()
    return {"list_id": list_id, "unit_id": unit, "made_on": day, "records_up_to": day} | {
        "expires_on": expires,
        "ranked_by": "the model",
        "sentences": [],
    }


def _write_evaluation(folder: Path) -> None:
    """What the page on how well lists work is made from."""
    tables = {name: pd.DataFrame(rows) for name, rows in TABLES.items()}
    folder.mkdir(parents=True)
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False)
    plots.draw_finds(tables["finds"], folder / "finds.svg", capacity=0.05)
    plots.draw_calibration(tables["bins"], folder / "calibration.svg")
    plots.draw_units(tables["units"], folder / "units.svg")
    draw_learning_curve(tables["learning_curve"], folder / "learning_curve.svg")
    sentence = {"sentence": "Made up, for timing."}
    write_json(
        sentence
        | {"used": "model", "chosen": "model", "by_priority": sentence, "stated_prior": sentence},
        folder / "gate.json",
    )
