"""Tests of the checks of a whole source."""

import dataclasses

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from contracts.checks.run import Rules, check_tables
from contracts.errors import InputError
from contracts.levels import Scale
from contracts.source import ExtraFeature, RawSource, Source
from contracts.table import RawTable

ROSH = Scale(("low", "medium", "high", "very_high"), high_from="high")
SOURCE = Source(name="toy", title="A toy", about="", scale=ROSH)
ASSESSED = ["assessment_id", "person_id", "assessment_date", "assigned_rosh", "unit_id"]
AUDITED = ["audit_id", "assessment_id", "audit_completed_date", "audited_rosh"]


def raw(name: str, rows: list[tuple[object, ...]], columns: list[str]) -> RawTable:
    frame = pd.DataFrame(rows, columns=columns, dtype="str")
    return RawTable(name, f"{name}.csv", frame.assign(row=range(1, len(frame) + 1)))


def records(*tables: RawTable, source: Source = SOURCE) -> RawSource:
    return RawSource({table.name: table for table in tables}, source, ())


def codes(checked, table: str) -> list[tuple[object, str, str]]:
    own = checked.findings[checked.findings["table"] == table]
    return list(zip(own["row"], own["column"], own["code"], strict=True))


GOOD = [
    ("A1", "P1", "2024-01-01", "medium", "U1"),
    ("A2", "P2", "2024-02-01", "low", "U1"),
    ("A3", "P3", "2024-03-01", "high", "U2"),
]


def test_every_row_read_is_kept_or_in_quarantine_with_every_reason():
    assessments = raw("assessments", [*GOOD, ("A4", "", "soon", "Medum", "U1")], ASSESSED)

    checked = check_tables(records(assessments))

    account = checked.accounts["assessments"]
    assert (account.read, account.kept, account.quarantined) == (4, 3, 1)
    assert checked.quarantine["assessments"]["reasons"].tolist() == [
        [
            "assessment_date: unreadable_value",
            "assigned_rosh: not_on_the_list",
            "person_id: missing_value",
        ]
    ]


def test_a_review_follows_its_assessment_into_quarantine_under_its_own_code():
    assessments = raw("assessments", [*GOOD, ("A4", "P4", "2024-01-01", "?", "U1")], ASSESSED)
    audits = raw(
        "audits",
        [("R1", "A4", "2024-02-01", "high"), ("R2", "A9", "2024-02-01", "high")],
        AUDITED,
    )

    checked = check_tables(records(assessments, audits))

    assert codes(checked, "audits")[:2] == [
        (1, "assessment_id", "assessment_in_quarantine"),
        (2, "assessment_id", "unknown_assessment"),
    ]
    assert len(checked.tables["audits"]) == 0


def test_the_run_date_is_the_latest_day_on_record():
    checked = check_tables(records(raw("assessments", GOOD, ASSESSED)))

    assert str(checked.source.run_date) == "2024-03-01"


def test_facts_after_a_stated_run_date_are_set_aside_and_counted():
    rules = Rules(run_date="2024-02-15")

    checked = check_tables(records(raw("assessments", GOOD, ASSESSED)), rules=rules)

    assert codes(checked, "assessments")[0] == (3, "assessment_date", "after_run_date")
    assert checked.accounts["assessments"].quarantined == 1


def test_raw_case_numbers_are_refused_unless_the_run_says_that_they_are_live():
    assessments = raw("assessments", [("A1", "X123456", "2024-01-01", "low", "U1")], ASSESSED)

    with pytest.raises(InputError, match=r"'person_id' \(raw_identifier\): 1 of 1 .* \(row 1\)"):
        check_tables(records(assessments))

    assert len(check_tables(records(assessments), rules=Rules(identifiers="live")).tables) == 2


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A1", "A2", "A3", ""]),
            st.sampled_from(["P1", ""]),
            st.sampled_from(["2024-01-01", "2024-13-01", ""]),
            st.sampled_from(["low", "RVRH", "?"]),
            st.just("U1"),
        ),
        max_size=8,
    )
)
@settings(max_examples=8, deadline=None, phases=[Phase.generate])
def test_whatever_is_read_the_counts_add_up_and_kept_rows_are_whole(rows):
    good = ("K1", "P1", "2024-01-01", "low", "U1")

    checked = check_tables(records(raw("assessments", [*rows, good], ASSESSED)))

    account = checked.accounts["assessments"]
    assert account.read == len(rows) + 1 == account.kept + account.quarantined
    kept = checked.tables["assessments"]
    assert kept["assessment_id"].is_unique
    assert kept[ASSESSED].notna().all(axis=None)


def test_features_of_the_profile_are_kept_for_kept_assessments_alone():
    extra = ExtraFeature("pain", "number", "Pain", low=0, high=10)
    source = dataclasses.replace(SOURCE, extra=(extra,))
    assessments = raw("assessments", [*GOOD[:2], ("A3", "P3", "", "low", "U1")], ASSESSED)
    pain = raw("extra", [("A1", "11"), ("A2", "7"), ("A3", "1")], ["assessment_id", "pain"])

    checked = check_tables(records(assessments, pain, source=source))

    assert checked.tables["extra"]["assessment_id"].tolist() == ["A1", "A2"]
    assert checked.tables["extra"]["pain"].isna().tolist() == [True, False]
    assert codes(checked, "extra") == [(1, "pain", "out_of_range_not_used")]


def test_records_that_are_not_point_in_time_safe_carry_the_sentence_ever_after():
    contacts = raw(
        "contacts",
        [
            ("C1", "P1", "2023-12-01", "office", "2023-12-01"),
            ("C2", "P1", "2023-12-02", "phone", ""),
        ],
        ["contact_id", "person_id", "contact_date", "contact_group", "known_at"],
    )

    checked = check_tables(records(raw("assessments", GOOD, ASSESSED), contacts))

    assert "not point-in-time safe" in checked.source.notes[-1]


def test_an_outcome_source_without_dates_needs_neither_dates_nor_levels_of_review():
    source = dataclasses.replace(SOURCE, label="outcome", under_from="high", has_dates=False)
    assessments = raw(
        "assessments",
        [("1", "1", "low", "all")],
        ["assessment_id", "person_id", "assigned_rosh", "unit_id"],
    )
    audits = raw("audits", [("1", "1", "yes")], ["audit_id", "assessment_id", "outcome"])

    checked = check_tables(records(assessments, audits, source=source))

    assert checked.tables["audits"]["outcome"].tolist() == [True]
    assert checked.source.run_date is None
    assert checked.source.fully_audited
