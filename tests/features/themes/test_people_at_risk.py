import math

import pytest

ABUSE = {"register_code": "ADVP", "start_date": "2025-01-01"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("domestic_abuse_register", "REG30"),
        ("child_register", "RCCO"),
        ("stalking_register", "SPO"),
        ("weapons_register", "WEAP"),
        ("gang_register", "STRG"),
        ("iom_register", "IIOM"),
    ],
)
def test_an_entry_counts_while_it_is_open(value_of, name, code):
    entry = {"register_code": code, "start_date": "2025-01-01"}

    assert value_of(name, registrations=[entry]) == 1
    assert value_of(name, registrations=[entry | {"end_date": "2026-02-01"}]) == 0
    assert value_of(name, registrations=[entry | {"end_date": "2026-09-01"}]) == 1


def test_abuse_on_record_against_a_low_rating_for_a_known_adult(value_of):
    name = "known_adult_cell_below_da_evidence"
    low, high = ({"rosh_known_adult_community": level} for level in ("low", "high"))

    assert value_of(name, low, registrations=[ABUSE]) == 1
    assert value_of(name, high, registrations=[ABUSE]) == 0
    assert value_of(name, {"rosh_public_community": "low"}, registrations=[ABUSE]) == 1
    assert math.isnan(value_of(name, registrations=[ABUSE]))


def test_possible_contact_with_children_against_a_blank_rating_for_children(value_of):
    name = "child_contact_without_child_cell_medium"
    contact = {"child_contact_potential": True, "rosh_public_community": "medium"}

    assert value_of(name, contact) == 1
    assert value_of(name, contact | {"rosh_children_community": "medium"}) == 0


def test_signs_of_abuse_come_from_screening_registers_or_convictions(value_of):
    name = "domestic_abuse_evidence"
    offence = {"offence_group": "other", "conviction_date": "2020-01-01", "domestic_related": True}

    assert value_of(name, {"screening_flags": ["domestic_abuse_previous"]}) == 1
    assert value_of(name, registrations=[ABUSE | {"end_date": "2025-06-01"}]) == 1
    assert value_of(name, offences=[offence | {"is_index": False}]) == 1
    assert value_of(name, {"screening_flags": ["weapon_current"]}) == 0
    assert math.isnan(value_of(name))


def test_flags_are_counted_apart_as_current_and_previous(value_of):
    flags = {"screening_flags": ["weapon_current", "arson", "stalking_previous"]}

    assert value_of("screening_current_count", flags) == 2
    assert value_of("screening_previous_count", flags) == 1
