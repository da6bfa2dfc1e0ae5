"""Where a team belongs."""

import pandas as pd

from contracts.checked_folder import CheckedFolder
from worklists.team_places import TeamPlace, read_team_places, team_places


def test_a_team_has_the_place_of_the_last_month_that_names_one():
    months = pd.DataFrame(
        [
            ("N01", "2026-04-01", "PDU 1", "North"),
            ("N01", "2026-06-01", None, None),
            ("N01", "2026-05-01", "PDU 2", "North"),
            ("N02", "2026-05-01", None, None),
        ],
        columns=["unit_id", "month", "pdu_id", "region_id"],
    )

    assert team_places(months) == {"N01": TeamPlace("PDU 2", "North"), "N02": TeamPlace()}


def test_records_without_the_table_or_its_columns_say_nothing(tmp_path):
    (tmp_path / "tables").mkdir()
    without = read_team_places(CheckedFolder(tmp_path))
    months = pd.DataFrame({"unit_id": ["N01"], "month": pd.to_datetime(["2026-05-01"])})
    months.to_parquet(tmp_path / "tables/unit_months.parquet")

    assert without == {}
    assert read_team_places(CheckedFolder(tmp_path)) == {"N01": TeamPlace()}
