import pytest

from contracts.table import load_tables
from features.bands import SEVERITY, band_of


def test_every_offence_group_of_the_contract_has_a_severity():
    assert set(SEVERITY) == set(load_tables()["offences"].column("offence_group").allowed)


@pytest.mark.parametrize(("value", "band"), [(29, 0), (30, 1), (59.9, 3), (60, 4), (None, None)])
def test_a_band_is_how_many_thresholds_a_number_reaches(value, band):
    import duckdb

    number = "null" if value is None else value
    rows = duckdb.sql(f"select {number} as x").project(band_of("x", (30, 40, 50, 60)))

    assert rows.fetchall()[0][0] == band
