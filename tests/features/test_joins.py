"""Which rows belong to an assessment; test_point_in_time.py tries dates drawn at random."""

import datetime as dt

import pytest

from features.cases import AsOf
from features.joins import JOINS

SIGNED = "2026-03-01"
ON_RUN_DATE = AsOf("run_date", run_date=dt.date(2026, 3, 10))
COPIES = ("RVHR", "RVRH", "RHRH", "RMRH", "RLRH", "RCHD", "REG15", "REG16", "REG17", "AV2S")


@pytest.fixture
def arrests(value_of):
    def value(contact_date, known_at, **options):
        row = {"contact_group": "arrest_or_charge"}
        row |= {"contact_date": contact_date, "known_at": known_at}
        return value_of("arrests_or_charges_12w", contacts=[row], **options)

    return value


@pytest.mark.parametrize(
    ("contact_date", "known_at", "counted"),
    [
        ("2026-02-20", "2026-02-20", 1),
        (SIGNED, SIGNED, 1),
        ("2026-02-20", f"{SIGNED} 09:30", 0),
        ("2026-03-02", "2026-02-20", 0),
        ("2026-02-20", "2026-03-02", 0),
    ],
)
def test_a_fact_counts_once_it_took_place_and_was_recorded(
    arrests, contact_date, known_at, counted
):
    assert arrests(contact_date, known_at) == counted


def test_as_of_the_run_date_all_of_that_day_counts(feature_of, record):
    row = {"contact_group": "arrest_or_charge", "contact_date": "2026-03-10"}
    late = record(contacts=[row | {"known_at": "2026-03-10 23:30"}])
    later = record(contacts=[row | {"known_at": "2026-03-11 00:00"}])

    assert feature_of("arrests_or_charges_12w", late, as_of=ON_RUN_DATE) == 1
    assert feature_of("arrests_or_charges_12w", later, as_of=ON_RUN_DATE) == 0


@pytest.mark.parametrize("code", COPIES)
def test_no_register_copy_of_a_rating_is_joined_from_the_day_of_signing_on(code):
    assert f"'{code}'" in JOINS["registrations"].join


@pytest.mark.parametrize("code", ["ASFO", "RMDO"])
def test_a_refused_register_is_never_joined(code):
    refused = JOINS["registrations"].join.partition("not in (")[2].partition(")")[0]

    assert f"'{code}'" in refused


def test_workload_is_that_of_the_same_assessor_in_three_complete_months(value_of):
    def month(day, assessor="S1"):
        return {"assessor_id": assessor, "month": day, "caseload": 70}

    def banded(*rows):
        return value_of("caseload_over_50", {"assessor_id": "S1"}, practitioner_months=rows)

    assert banded(month("2026-01-01")) == 1
    assert banded(month("2025-11-01")) == 1
    for outside in (month("2026-02-01"), month("2025-10-01"), month("2026-01-01", "S2")):
        assert banded(outside) != 1


def test_only_tables_of_people_are_read_in_parts_by_person():
    by_person = {name for name, joined in JOINS.items() if joined.by_person}

    assert by_person == {
        "earlier_assessments",
        "registrations",
        "offences",
        "enquiries",
        "contacts",
    }


def test_earlier_assessments_are_read_from_the_cases_themselves():
    assert JOINS["earlier_assessments"].rows == "cases"
    assert JOINS["contacts"].rows == "contacts"
