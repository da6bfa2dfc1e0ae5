"""Urgent cases as rows of a list and of the CSV file."""

import pandas as pd

from tests.worklists.made_up_urgent import A1, CONTACT, SOURCE, WARRANT, checked_table
from worklists.ranking.previous_round import no_decisions
from worklists.urgent.cases import CSV_COLUMNS, RESTRICTED, csv_rows, urgent_cases
from worklists.urgent.findings import find

DAY = pd.Timestamp("2026-11-16")
ARRESTED = "Arrested or charged since the rating, which is below high"
ARREST = CONTACT | {"contact_group": "arrest_or_charge"}
MISSED = CONTACT | {"appointment_outcome": "unacceptable_absence", "contact_date": "2026-11-12"}


def _rows(assessments, **tables):
    return find({"assessments": assessments, **tables}, SOURCE, no_decisions()).rows


def _csv(rows, assessments):
    return csv_rows(rows, assessments, source=SOURCE, reference_key="demo")


def test_a_case_that_several_rules_find_is_one_row_with_the_oldest_first():
    assessments = checked_table(A1)
    rows = _rows(
        assessments,
        contacts=checked_table(MISSED, ARREST),
        registrations=checked_table(WARRANT | {"end_date": None}),
    )

    (case,) = urgent_cases(rows, assessments, DAY).to_dict("records")

    assert case["since"] == pd.Timestamp("2026-11-09")
    assert case["rules"] == ["warrant", "arrest_or_charge_since_rating", "released_and_missing"]
    assert case["reasons"][:2] == [
        "A warrant or summons is on the register (registers, 9 November 2026).",
        f"{ARRESTED} (contact log, 10 November 2026).",
    ]
    assert case["look_at"] == ["Registers", "Contact log"]
    assert case["next_steps"][1] == "Decide today whether a new assessment is needed."
    assert case["early_licence"]


def test_cases_come_by_team_and_then_by_the_day_of_what_was_found():
    assessments = checked_table(
        A1,
        A1 | {"assessment_id": "A2", "person_id": "P2", "unit_id": "A09"},
        A1 | {"assessment_id": "A3", "person_id": "P3"},
    )
    contacts = checked_table(
        ARREST,
        ARREST | {"person_id": "P2"},
        ARREST | {"person_id": "P3", "contact_date": "2026-11-01"},
    )
    rows = _rows(assessments, contacts=contacts)

    cases = urgent_cases(rows, assessments, DAY)

    assert cases["unit_id"].to_list() == ["A09", "N01", "N01"]
    assert cases["assessment_id"].to_list() == ["A2", "A3", "A1"]
    assert cases["position"].to_list() == [1, 1, 2]
    since = _csv(rows, assessments)["since"]
    assert since.to_list() == ["2026-11-10", "2026-11-01", "2026-11-10"]


def test_the_csv_file_names_a_case_by_its_reference_alone():
    assessments = checked_table(A1)

    table = _csv(_rows(assessments, contacts=checked_table(ARREST)), assessments)

    (row,) = table.to_dict("records")
    assert list(table) == CSV_COLUMNS
    assert (row["assigned"], row["rule"]) == ("medium", "arrest_or_charge_since_rating")
    assert row["case_reference"].startswith("C-")
    assert "A1" not in row.values()


def test_a_restricted_case_is_in_the_csv_file_by_reference_only_and_once():
    assessments = checked_table(A1 | {"lao_status": "restricted"})

    table = _csv(_rows(assessments, contacts=checked_table(MISSED, ARREST)), assessments)

    (row,) = table.to_dict("records")
    assert row["sentence"] == RESTRICTED
    assert [row[name] for name in ("since", "assigned", "rule", "next_step")] == [""] * 4
