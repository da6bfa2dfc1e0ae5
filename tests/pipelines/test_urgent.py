"""Urgent cases without scores."""

import dataclasses
import datetime as dt
import json

import pandas as pd

from contracts.levels import Scale
from contracts.source import Source
from pipelines.running.params.sections import RankParameters
from pipelines.urgent import main

RANK = RankParameters(
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
SOURCE = Source(
    name="toy",
    title="Toy",
    about="",
    scale=Scale(("low", "medium", "high"), high_from="high"),
    run_date=dt.date(2026, 11, 16),
)


def _checked(folder, source=SOURCE):
    (folder / "tables").mkdir(parents=True)
    (folder / "source.json").write_text(json.dumps(source.content()))
    day = pd.Timestamp("2026-11-10")
    assessment = {"assessment_id": "A1", "person_id": "P1", "unit_id": "N01"}
    assessment |= {"assessment_date": pd.Timestamp("2026-10-05"), "assigned_rosh": "low"}
    arrest = {"person_id": "P1", "contact_group": "arrest_or_charge"}
    arrest |= {"contact_date": day, "known_at": day}
    pd.DataFrame([assessment]).to_parquet(folder / "tables/assessments.parquet")
    pd.DataFrame([arrest]).to_parquet(folder / "tables/contacts.parquet")


def test_urgent_cases_need_nothing_but_checked_records(tmp_path):
    _checked(tmp_path / "checked")

    figures = main(checked=tmp_path / "checked", urgent=tmp_path / "out", rank=RANK)

    found = pd.read_csv(tmp_path / "out/urgent.csv")
    assert figures == {"urgent": 1, "cases": 1, "rules": 1}
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "worklist.parquet",
        "cases.parquet",
        "lists.json",
        "urgent.csv",
        "urgent_rules.json",
    }
    assert found["rule"].to_list() == ["arrest_or_charge_since_rating"]


def test_a_source_without_dates_has_no_urgent_cases_and_says_that_no_rule_applied(tmp_path):
    _checked(tmp_path / "checked", dataclasses.replace(SOURCE, run_date=None))

    figures = main(checked=tmp_path / "checked", urgent=tmp_path / "out", rank=RANK)

    rules = json.loads((tmp_path / "out/urgent_rules.json").read_text())
    assert figures == {"urgent": 0, "cases": 0, "rules": 0}
    assert not any(rule["applied"] for rule in rules)


def test_a_case_that_its_team_has_answered_is_left_out(tmp_path):
    _checked(tmp_path / "checked")
    (tmp_path / "decisions").mkdir()
    answer = {"case_key": "A1", "outcome": "agree", "decided_at": "2026-11-12"}
    answer |= {"recorded_at": "2026-11-13T09:00:00", "follow_up_date": ""}
    pd.DataFrame([answer]).to_parquet(tmp_path / "decisions/decisions.parquet")

    figures = main(
        checked=tmp_path / "checked",
        urgent=tmp_path / "out",
        rank=dataclasses.replace(RANK, decisions=str(tmp_path / "decisions")),
    )

    assert figures["cases"] == 0
