import math

import pytest

BURGLARY = {"offence_group": "acquisitive", "conviction_date": "2025-10-01", "is_index": True}
ASSAULT = {"offence_group": "gbh_wounding", "conviction_date": "2011-03-01", "is_index": False}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("worst_history_severity", 7),
        ("index_severity", 1),
        ("worst_history_minus_index_severity", 6),
        ("minor_index_with_serious_history", 1),
        ("serious_convictions", 1),
        ("violent_convictions", 1),
        ("convictions_count", 2),
        ("offence_diversity", 2),
        ("years_since_worst_offence", pytest.approx(15, abs=0.01)),
    ],
)
def test_a_serious_conviction_behind_a_minor_index_offence_is_found(value_of, name, value):
    assert value_of(name, offences=[BURGLARY, ASSAULT]) == value


def test_a_conviction_learned_of_after_signature_does_not_count(value_of):
    late = ASSAULT | {"known_at": "2026-03-02"}

    assert value_of("serious_convictions", offences=[BURGLARY, late]) == 0


def test_the_index_offence_is_the_latest_of_those_marked(value_of):
    older = ASSAULT | {"is_index": True}

    assert value_of("index_severity", offences=[older, BURGLARY]) == 1


def test_without_a_conviction_severity_is_not_known_and_counts_are_zero(value_of):
    anothers = [ASSAULT | {"person_id": "P2"}]

    assert math.isnan(value_of("worst_history_severity", offences=anothers))
    assert value_of("convictions_count", offences=anothers) == 0


def test_a_serious_conviction_that_the_screening_leaves_out_is_told(value_of):
    name = "serious_history_not_screened"
    other, same = ["stalking_current"], ["gbh_wounding_previous"]

    assert value_of(name, {"screening_flags": other}, offences=[ASSAULT]) == 1
    assert value_of(name, {"screening_flags": same}, offences=[ASSAULT]) == 0
