"""A made-up evaluation: what the page on how well lists work is made from."""

import pandas as pd

from models.evaluation.plots import plots
from models.evaluation.plots.learning_curve import draw_learning_curve
from worklists.publishing.performance_reader import Evaluated

FINDS = pd.DataFrame(
    [
        ("prior_logistic", 50.0, 25.0, 20.0, 30.0, 7.0),
        ("prior_logistic", 100.0, None, None, None, 14.0),
        ("declared_directions", 50.0, 15.0, 11.0, 19.0, 7.0),
        ("declared_directions", 100.0, 22.0, 17.0, 27.0, 14.0),
    ],
    columns=["candidate", "checked", "finds", "low", "high", "random"],
)
BINS = pd.DataFrame(
    [(0.0, 0.1, 0.05, 90, 4, 0.044, 0.017, 0.109), (0.1, 1.0, 0.6, 60, 24, 0.4, 0.286, 0.526)],
    columns=["low", "high", "mean_chance", "audited", "raised", "rate", "low95", "high95"],
)
UNITS = pd.DataFrame(
    [
        ("N02", 80, 40, 0.5, 0.09, 0.29, 0.03, 0.35, True),
        ("N01", 9, 2, None, 0.0, 0.4, 0.0, 0.6, False),
        ("N03", 90, 17, 0.189, 0.1, 0.28, 0.05, 0.34, False),
    ],
    columns=[
        "unit_id",
        "audited",
        "raised",
        "rate",
        "low95",
        "high95",
        "low998",
        "high998",
        "beyond",
    ],
)
LEARNING = pd.DataFrame(
    [
        {"audits": audits, "least_audits": audits, "cases": cases}
        | {"finds": found, "finds_low": found - 0.05, "finds_high": found + 0.05}
        | {"without_audits": 0.4, "without_audits_low": 0.35, "without_audits_high": 0.45}
        | {"gain": found - 0.4, "gain_low": found - 0.44, "gain_high": found - 0.36}
        for audits, cases, found in ((250, 900, 0.45), (1000, 900, 0.5))
    ]
)
YIELD = {"listed": 40, "reviewed": 30, "raised": 12, "value": 0.4, "low": 0.25, "high": 0.58}
NOTHING = {"listed": 0, "reviewed": 0, "raised": 0, "value": None, "low": None, "high": None}
PERFORMANCE = {
    "stop": False,
    "sentence": "Of the cases put on lists by the model, 12 of 30 reviewed were raised.",
    "model": YIELD,
    "random": NOTHING,
    "urgent": NOTHING,
    "over_time": [{"listed_on": "2026-11-16", "model": YIELD, "random": NOTHING}],
    "teams": [],
    "agreement_with_audits": {"both": 0, "same": 0, "value": None, "low": None, "high": None},
}
TEAMS = [
    {"unit_id": "N01-T3", "decided": 40, "raised": 20, "waiting": 3, "urgent_answered": 2}
    | {"rate": 0.5, "low998": 0.1, "high998": 0.45, "beyond": True},
    {"unit_id": "N02", "decided": 90, "raised": 18, "waiting": 0, "urgent_answered": 0}
    | {"rate": 0.2, "low998": 0.15, "high998": 0.4, "beyond": False},
    {"unit_id": "N03", "decided": 60, "raised": 12, "waiting": 0, "urgent_answered": 0}
    | {"rate": 0.2, "low998": 0.1, "high998": 0.42, "beyond": False},
]
GATE = {
    "sentence": "The model (prior_logistic) makes the lists.",
    "used": "model",
    "chosen": "prior_logistic",
    "by_priority": {"sentence": "As listed, 50 in 100 are found."},
    "stated_prior": {"sentence": "Declared directions bring nothing clear."},
}


def write_evaluation(folder, *, finds=FINDS, bins=BINS, units=UNITS, learning_curve=LEARNING):
    """The files of evaluate that the page reads."""
    from pipelines.running.outputs import write_json

    folder.mkdir(parents=True)
    tables = {"finds": finds, "bins": bins, "units": units, "learning_curve": learning_curve}
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False)
    plots.draw_finds(finds, folder / "finds.svg", capacity=0.05)
    plots.draw_calibration(bins, folder / "calibration.svg")
    plots.draw_units(units, folder / "units.svg")
    draw_learning_curve(learning_curve, folder / "learning_curve.svg")
    write_json(GATE, folder / "gate.json")


def an_evaluation(**changed):
    """What was evaluated, with a square in place of each picture."""
    square = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'
    )
    tables = {"finds": FINDS, "bins": BINS, "units": UNITS, "learning_curve": LEARNING}
    shown = dict.fromkeys(tables, square)
    known = {**tables, "gate": GATE, "performance": PERFORMANCE}
    return Evaluated(**(known | changed), pictures=shown, capacity=0.05)
