"""Shares of the pack: made from rounded counts, and no part is what its neighbours leave."""

import pandas as pd

from reports.published import count_found, parts_table, shares_table
from tests.made_up_disclosure import CONTROL


def test_rows_are_named_and_shares_come_from_rounded_counts():
    counts = pd.DataFrame({"year": [2025, 2026], "found": [12, 2], "of": [41, 60]})

    table = shares_table("x", "Caption", counts, CONTROL, ("audits", "raised"))

    assert table.figure_table().columns == ("Year", "Audits", "Raised", "Share (95 % range)")
    assert table.figure_table().rows[0] == ("2025", "40", "10", "25 % (14 to 40)")
    assert table.figure_table().rows[1] == ("2026", "60", "~", "not enough evidence")


def test_a_small_part_takes_another_with_it():
    counts = pd.DataFrame(
        {
            "year": [2025] * 3,
            "answer": ["all", "few", "some"],
            "found": [90, 3, 20],
            "of": [113] * 3,
        }
    )

    table = parts_table("x", "Caption", counts, CONTROL, ("audits", "so answered"))

    assert [row[2] for row in table.figure_table().rows] == ["90", "~", "~"]


def test_rows_without_an_answer_count_in_neither():
    rows = pd.DataFrame({"year": [1, 1, 1], "late": pd.array([True, False, None], "boolean")})

    assert count_found(rows, ["year"], "late").to_dict("records") == [
        {"year": 1, "found": 1, "of": 2}
    ]
