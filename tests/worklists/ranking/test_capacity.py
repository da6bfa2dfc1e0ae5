"""How many cases each team can look at."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.errors import InputError
from worklists.ranking.capacity import capacities, read_capacity, share_out


def _file(*rows):
    return pd.DataFrame(rows, columns=["unit_id", "cases_per_list"], dtype=str)


def _ordered(teams):
    frame = pd.DataFrame({"unit_id": teams})
    return frame.assign(rank_in_team=frame.groupby("unit_id").cumcount() + 1)


def test_a_team_that_the_file_does_not_name_gets_the_default():
    found = capacities(_file(("N02", "7")), ["N02", "N01"], default=20)

    assert found.to_dict() == {"N01": 20, "N02": 7}


def test_a_team_may_have_no_time_at_all():
    assert capacities(_file(("N01", "0")), ["N01"], default=20).to_dict() == {"N01": 0}


def test_every_fault_of_the_file_is_told_at_once_without_its_values():
    given = _file(("N01", "5"), ("N01", "6"), ("Smith", "x"), ("", "1.5"), ("N02", None))

    with pytest.raises(InputError) as refusal:
        capacities(given, ["N01", "N02"], default=20, where="teams.csv")

    assert refusal.value.faults == [
        "'unit_id' is blank in 1 row(s), first: 4",
        "'unit_id' is not a team on record in 1 row(s), first: 3",
        "'unit_id' is named before in 1 row(s), first: 2",
        "'cases_per_list' is not a whole number from 0 to 9999 in 3 row(s), first: 3, 4, 5",
    ]
    assert "Smith" not in str(refusal.value)


def test_another_header_is_refused_with_the_right_one():
    with pytest.raises(InputError, match="allowed: unit_id,cases_per_list"):
        capacities(pd.DataFrame({"team": ["N01"]}), ["N01"], default=20)


def test_a_total_goes_to_the_first_cases_once_every_team_has_its_floor():
    ordered = _ordered(["N01", "N01", "N01", "N01", "N02", "N02"])

    places = share_out(ordered, pd.Series({"N01": 9, "N02": 9}), total=4, minimum=1)

    assert places.to_dict() == {"N01": 3, "N02": 1}


def test_no_team_gets_more_than_its_own_capacity_from_a_total():
    ordered = _ordered(["N01", "N01", "N01", "N02", "N02"])

    places = share_out(ordered, pd.Series({"N01": 1, "N02": 9}), total=4, minimum=0)

    assert places.to_dict() == {"N01": 1, "N02": 2}


def test_a_total_below_the_floor_is_refused_with_what_the_floor_needs():
    ordered = _ordered(["N01", "N01", "N02"])

    with pytest.raises(InputError, match="'total_cases' is 2; the floor of 2 per team needs 3"):
        share_out(ordered, pd.Series({"N01": 9, "N02": 9}), total=2, minimum=2)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(["N01", "N02", "N03"]), min_size=1, max_size=30), st.data())
def test_a_total_is_spent_whole_and_a_larger_one_takes_no_place_away(teams, data):
    capacity = pd.Series({unit: data.draw(st.integers(0, 9)) for unit in ("N01", "N02", "N03")})
    floor = pd.Series(teams).value_counts().reindex(capacity.index, fill_value=0)
    floor = floor.clip(upper=capacity).clip(upper=2).sum()
    total = data.draw(st.integers(int(floor), 40))

    places = share_out(_ordered(teams), capacity, total=total, minimum=2)
    more = share_out(_ordered(teams), capacity, total=total + 1, minimum=2)

    can = pd.Series(teams).value_counts().reindex(capacity.index, fill_value=0)
    assert places.sum() == min(total, can.clip(upper=capacity).sum())
    assert (more >= places).all()


@pytest.mark.parametrize(
    "text",
    [
        "unit_id,cases_per_list\nNA,12\n,\n,\n",
        "Unit_ID,Cases_Per_List\nNA ,12\n",
        "unit_id;cases_per_list\r\nNA;12\r\n",
        "unit_id,cases_per_list\nNA,12.0\n",
        "unit_id,cases_per_list,\nNA,12,\n",
    ],
)
def test_a_capacity_file_is_read_as_any_other_file_of_records(tmp_path, text):
    (tmp_path / "teams.csv").write_text(text, newline="")

    table = read_capacity(tmp_path / "teams.csv")

    assert capacities(table, ["NA", "North"], default=20).to_dict() == {"NA": 12, "North": 20}


def test_a_capacity_file_in_windows_1252_keeps_its_letters(tmp_path):
    (tmp_path / "teams.csv").write_bytes("unit_id,cases_per_list\nKöln,5\n".encode("cp1252"))

    table = read_capacity(tmp_path / "teams.csv")

    assert table.to_dict("records") == [{"unit_id": "Köln", "cases_per_list": "5"}]


def test_a_capacity_file_without_its_columns_says_what_there_is(tmp_path):
    (tmp_path / "teams.csv").write_text("team,cases\nNA,12\n")

    with pytest.raises(InputError, match="column 'unit_id' is not there; there are: 'team'"):
        read_capacity(tmp_path / "teams.csv")


def test_a_capacity_file_is_read_as_text_whatever_its_start(tmp_path):
    (tmp_path / "teams.csv").write_bytes(b"\xef\xbb\xbfunit_id, cases_per_list\n007, 5\n")

    table = read_capacity(tmp_path / "teams.csv")

    assert table.to_dict("records") == [{"unit_id": "007", "cases_per_list": "5"}]
