"""Tests of the named rules that a whole table breaks."""

import pandas as pd
import pytest

from contracts.checks.for_source import contracts_for
from contracts.checks.named_rules.tables import doubtful_tables, lost_zeros, point_in_time_gaps
from contracts.checks.normalise import normalise
from contracts.levels import Scale
from contracts.source import Source
from contracts.table import RawTable, load_tables

ROSH = Scale(("low", "medium", "high", "very_high"), high_from="high")
CONTRACTS = contracts_for(Source(name="toy", title="", about="", scale=ROSH), load_tables(), raw={})


def raw(name, **columns):
    frame = pd.DataFrame(columns)
    return RawTable(name, f"{name}.csv", frame.assign(row=range(1, len(frame) + 1)))


def assessments(days, **columns):
    ids = [f"A{i}" for i in range(len(days))]
    people = [f"P{i}" for i in range(len(days))]
    named = {"assessment_id": ids, "person_id": people, "assessment_date": days, "unit_id": "U1"}
    return raw("assessments", **named | columns)


def audits(count, **columns):
    ids = [f"A{i}" for i in range(count)]
    return raw("audits", audit_id=ids, assessment_id=ids, **columns)


def codes(*tables):
    given = {table.name: table for table in (assessments(["2024-01-01"] * 4), audits(1), *tables)}
    read = {name: normalise(table, CONTRACTS[name]).frame for name, table in given.items()}
    return {f.code: f.detail for f in doubtful_tables(read, given, CONTRACTS)}


def test_the_share_of_reviews_picked_at_random_is_always_reported():
    found = codes(audits(2, selection_reason=["random", "sfo"]))

    assert found["random_audit_share"] == "1 of 2 reviews (50%) were picked at random"
    assert "selection_unknown" not in found


def test_reviews_that_nobody_can_say_the_reason_of_are_a_warning():
    assert codes(audits(2))["selection_unknown"] == "2 reviews"


def test_reviews_that_are_not_independent_of_this_project_are_counted():
    picked = audits(3, selection_reason=["random", "model_list", "sfo"], blind_to_model=None)
    seen = audits(3, selection_reason=["random"] * 3, blind_to_model=["yes", "no", None])

    assert codes(picked)["review_not_independent"] == "1 of 3 reviews"
    assert codes(seen)["review_not_independent"] == "1 of 3 reviews"
    assert "review_not_independent" not in codes(audits(2, selection_reason=["random", "sfo"]))


def test_a_full_review_picks_nothing():
    assert "random_audit_share" not in codes(audits(4))


def test_no_review_and_an_empty_table_are_told():
    found = codes(raw("audits"), raw("contacts"))

    assert found["no_audits"] == "0 rows"
    assert found["empty_table"] == "0 rows"


def test_a_table_of_which_nothing_is_left_is_told():
    contacts = raw("contacts", contact_id=["C1", "C2"])
    given = {"assessments": assessments(["2024-01-01"]), "audits": audits(1), "contacts": contacts}
    read = {name: normalise(table, CONTRACTS[name]).frame for name, table in given.items()}
    read["contacts"] = read["contacts"].iloc[:0]

    found = {f.code: f.detail for f in doubtful_tables(read, given, CONTRACTS)}

    assert found["nothing_kept"].startswith("all 2 rows are in quarantine")


def test_tables_under_another_pseudonym_key_are_told():
    contacts = raw("contacts", person_id=["Z1", "Z2"])

    assert codes(contacts)["nobody_known"] == (
        "none of 2 rows names in person_id whom any assessment names"
    )


def test_known_at_that_copies_the_event_is_told_in_long_tables():
    days = ["2024-01-01"] * 100
    contacts = raw("contacts", person_id=["P1"] * 100, contact_date=days, known_at=days)

    assert "known_at_copies_event" in codes(contacts)


def test_missing_months_are_counted():
    months = raw("unit_months", unit_id=["U1", "U1", "U2"], month=["2024-01", "2024-04", "2024-01"])

    assert codes(months)["month_gaps"] == "2 months of 1 of 2"


def test_assessments_of_units_that_are_unknown_or_closed_are_counted():
    months = raw("unit_months", unit_id=["U1"], month=["2023-01"], valid_to=["2023-12-31"])

    found = codes(assessments(["2024-01-01"] * 3, unit_id=["U1", "U1", "U9"]), months)

    assert found["unit_not_active"] == "2 of 3 assessments"
    assert found["unit_without_months"] == "1 of 3 assessments"


def test_people_who_turn_up_in_two_regions_are_counted():
    months = raw("unit_months", unit_id=["U1", "U2"], month=["2024-01"] * 2, region_id=["N", "S"])
    moved = assessments(["2024-01-01"] * 2, unit_id=["U1", "U2"], person_id=["P1", "P1"])

    assert codes(moved, months)["people_in_several_regions"] == "1 of 1 people"


def test_a_column_that_lately_went_blank_is_told():
    days = ["2023-01-01"] * 100 + ["2024-01-01"] * 100
    purpose = ["review"] * 100 + [None] * 100

    assert codes(assessments(days, purpose=purpose))["blanks_have_shifted"] == (
        "blank in 100% of the last six months' rows, in 0% before"
    )


@pytest.mark.parametrize(("unknown", "found"), [(5, 0), (6, 1)])
def test_one_fact_in_twenty_without_a_time_of_recording_marks_the_run(unknown, found):
    contacts = raw("contacts", person_id=["P1"] * 100)

    gaps = list(point_in_time_gaps(contacts, CONTRACTS["contacts"], unknown))

    assert len(gaps) == found


def test_percentages_written_as_shares_are_a_warning():
    shares = [0.05, 0.5] * 12
    found = codes(assessments(["2024-01-01"] * 24, violence_2yr_pct=shares))

    assert found["percent_as_share"] == "all 24 values are 1 or less"


@pytest.mark.parametrize("cells", [[0.05] * 10, [0.5, 3.0] * 12, [0.0, 1.0] * 12])
def test_small_percentages_few_or_whole_ones_are_no_shares(cells):
    days = ["2024-01-01"] * len(cells)

    assert "percent_as_share" not in codes(assessments(days, violence_2yr_pct=cells))


def test_identifiers_that_lost_their_leading_zeros_in_one_table_are_told():
    tables = {
        "assessments": pd.DataFrame({"assessment_id": ["007", "008"], "person_id": ["01", "02"]}),
        "audits": pd.DataFrame({"assessment_id": ["7", "008", "9"]}),
        "contacts": pd.DataFrame({"person_id": ["01", "02"]}),
    }

    (finding,) = lost_zeros(tables)

    assert (finding.table, finding.column) == ("audits", "assessment_id")
    assert finding.detail == "1 of 3 values fit but for their leading zeros"
