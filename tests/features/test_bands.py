import pytest

from contracts.table import load_tables
from features.bands import SERIOUS_FROM, SEVERITY, band_of


def test_every_offence_group_of_the_contract_has_a_severity():
    assert set(SEVERITY) == set(load_tables()["offences"].column("offence_group").allowed)


@pytest.mark.parametrize(("value", "band"), [(29, 0), (30, 1), (59.9, 3), (60, 4), (None, None)])
def test_a_band_is_how_many_thresholds_a_number_reaches(value, band):
    import duckdb

    number = "null" if value is None else value
    rows = duckdb.sql(f"select {number} as x").project(band_of("x", (30, 40, 50, 60)))

    assert rows.fetchall()[0][0] == band


@pytest.mark.parametrize(
    ("graver", "less_grave"),
    [
        ("murder_manslaughter", "sexual_adult"),
        ("sexual_child", "kidnap"),
        ("gbh_wounding", "firearm"),
        ("child_other", "robbery"),
        ("weapon", "common_assault"),
        ("hate_aggravated", "drugs"),
        ("public_order", "motoring"),
    ],
)
def test_offences_are_as_grave_as_their_group(graver, less_grave):
    assert SEVERITY[graver] > SEVERITY[less_grave]


def test_groups_of_one_gravity_share_their_number():
    groups = {}
    for name, severity in SEVERITY.items():
        groups.setdefault(severity, set()).add(name)

    assert groups[6] == {
        "aggravated_burglary",
        "arson",
        "endanger_life_damage",
        "firearm",
        "child_other",
    }
    assert groups[5] == {"robbery", "harassment_stalking", "weapon"}
    assert groups[3] == {"breach_protective_order", "hate_aggravated", "common_assault"}
    assert (groups[8], groups[7]) == ({"sexual_child", "sexual_adult"}, {"kidnap", "gbh_wounding"})
    assert (groups[2], groups[1]) == (
        {"public_order", "drugs"},
        {"acquisitive", "motoring", "other"},
    )
    assert SERIOUS_FROM == 5
