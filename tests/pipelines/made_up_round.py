"""A made-up round: one team's list of three cases, as the rank stage writes it, and its answers."""

from datetime import date

import openpyxl
import pandas as pd

from contracts.levels import Scale
from contracts.source import Source
from pipelines.running.outputs import write_json, write_table
from tests.worklists.letters import ACTION, FOLLOW_UP, LEVEL, OUTCOME, TEXT
from worklists.case_list import published_lists
from worklists.workbook.book import write_workbook

SOURCE = Source(
    name="probation",
    title="Probation, made-up records",
    about="",
    scale=Scale(("low", "medium", "high", "very_high"), high_from="high"),
    run_date=date(2026, 11, 16),
)
FACTS = [
    {
        "list_id": "weekly-2026-11-16-leeds",
        "unit_id": "leeds",
        "cadence": "weekly",
        "made_on": "2026-11-16",
        "records_up_to": "2026-11-16",
        "expires_on": "2026-11-23",
        "ranked_by": "the model",
        "sentences": [],
    }
]
WORKLIST = pd.DataFrame(
    {
        "list_id": "weekly-2026-11-16-leeds",
        "unit_id": "leeds",
        "position": [1, 2, 3],
        "assessment_id": ["A1", "A2", "A3"],
        "selected_by": ["model", "random", "carried_over"],
        "inclusion_probability": [1.0, 0.15, 1.0],
        "reasons": [["Rated high in 2021."], [], []],
        "missing": [[], [], []],
        "look_at": [[], [], []],
        "chance_words": "",
        "first_listed_on": pd.Timestamp("2026-11-16"),
        "first_selected_by": ["model", "random", "random"],
        "first_inclusion_probability": [1.0, 0.15, 0.2],
    }
)
CASES = pd.DataFrame(
    {
        "assessment_id": ["A1", "A2", "A3"],
        "case_reference": ["C-1", "C-2", "C-3"],
        "assigned": "medium",
        "assessment_date": pd.Timestamp("2026-03-02"),
        "age_weeks": 37,
        "restricted": [False, False, True],
        "at_risk": [[], [], []],
        "against": [[], [], []],
        "carried_weeks": 0,
        "early_licence": False,
    }
)


def write_round(folder):
    """The three files of a round, in ``folder``."""
    write_table(WORKLIST, folder / "worklist.parquet")
    write_table(CASES, folder / "cases.parquet")
    write_json(FACTS, folder / "lists.json")
    return folder


def a_return(path, *, key=None, outcome="Level confirmed", level=None):
    """The list, answered for its first case."""
    published = published_lists(worklist=WORKLIST, cases=CASES, lists=FACTS, source=SOURCE)
    write_workbook(published[0], path, key=key)
    return answer(path, outcome=outcome, level=level)


def answer(path, *, outcome="Level confirmed", level=None, action=None, by=None):
    """Answer the first case of the workbook at ``path``."""
    book = openpyxl.load_workbook(path)
    book["Cases"][f"{OUTCOME}2"] = outcome
    book["Cases"][f"{LEVEL}2"] = level
    book["Cases"][f"{TEXT}2"] = "Read the file."
    book["Cases"][f"{ACTION}2"] = action
    book["Cases"][f"{FOLLOW_UP}2"] = by
    for label, value in book["How to use"].iter_rows(max_col=2):
        if label.value == "Your staff reference":
            value.value = "SPO-7"
        if label.value == "Date you finished":
            value.value = date(2026, 11, 17)
    book.save(path)
    return path
