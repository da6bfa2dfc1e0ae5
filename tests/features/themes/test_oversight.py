import math

SEEN = {"contact_group": "oversight", "contact_date": "2026-02-01"}
MAPPA = {"register_code": "MAPP", "start_date": "2025-01-01", "level": "M2", "category": "M1"}


def test_only_oversight_on_record_before_signing_counts(value_of):
    after = SEEN | {"known_at": "2026-03-01T10:00"}

    assert value_of("oversight_contacts_12w", contacts=[SEEN, after]) == 1
    assert value_of("days_since_oversight", contacts=[SEEN, after]) == 28


def test_without_any_oversight_its_age_is_not_known(value_of):
    other = SEEN | {"contact_group": "office"}

    assert value_of("oversight_contacts_12w", contacts=[other]) == 0
    assert math.isnan(value_of("days_since_oversight", contacts=[other]))


def test_oversight_is_called_for_by_a_high_predictor_or_an_arrest(value_of):
    name = "oversight_required_but_none"
    arrest = {"contact_group": "arrest_or_charge", "contact_date": "2026-02-01"}
    office = {"contact_group": "office", "contact_date": "2026-02-01"}

    assert value_of(name, contacts=[arrest]) == 1
    assert value_of(name, {"serious_recidivism_pct": 4.0}, contacts=[office]) == 1
    assert value_of(name, {"serious_recidivism_pct": 4.0}, contacts=[SEEN]) == 0
    assert value_of(name, contacts=[office]) == 0


def test_the_upper_mappa_levels_are_told_apart(value_of):
    assert value_of("mappa_level_2_3", registrations=[MAPPA]) == 1
    assert value_of("mappa_level_2_3", registrations=[MAPPA | {"level": "M1"}]) == 0
    assert value_of("mappa_registered", registrations=[MAPPA | {"level": "M1"}]) == 1


def test_meetings_of_agencies_count_for_ninety_days(value_of):
    meeting = {"contact_group": "marac", "contact_date": "2026-01-10"}
    long_ago = {"contact_group": "mappa", "contact_date": "2025-01-10"}

    assert value_of("multi_agency_meeting_90d", contacts=[meeting, long_ago]) == 1
