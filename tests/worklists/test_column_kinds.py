"""How values of each kind are read from a row and shown in a cell."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import numpy as np
import pandas as pd
import pytest

from tests.worklists.made_up import a_case
from worklists.column_kinds import KINDS, CaseColumn, columns_of, csv_cell, read_case, status_tags
from worklists.listed_case import PublishedCase


@dataclass(frozen=True)
class SmallCase:
    """A case of one flag and one text."""

    restricted: Annotated[bool, CaseColumn("Access", "flag", always=True)]
    area: Annotated[str, CaseColumn("Area", "text")]


@pytest.mark.parametrize(
    ("kind", "recorded", "read"),
    [
        ("text", " two\nlines ", "two lines"),
        ("texts", np.array(["a", "", None], dtype=object), ("a",)),
        ("texts", "a single text is no list of texts", ()),
        ("number", 4.0, 4),
        ("age", pd.NA, None),
        ("waited", float("nan"), 0),
        ("date", pd.Timestamp("2026-03-02 23:10"), date(2026, 3, 2)),
        ("date", pd.NaT, None),
        ("flag", pd.NA, False),
        ("flag", np.True_, True),
    ],
)
def test_a_value_is_read_by_its_kind(kind, recorded, read):
    assert KINDS[kind].read(recorded) == read


def test_a_row_without_the_column_reads_as_blank():
    assert read_case(SmallCase, {"restricted": False}) == SmallCase(restricted=False, area="")


def test_of_a_restricted_row_only_what_is_always_shown_is_read():
    case = read_case(SmallCase, {"restricted": True, "area": "North"})

    assert case == SmallCase(restricted=True, area="")


def test_a_cell_of_csv_is_blank_where_the_value_is():
    case = a_case(1, carried_weeks=0, early_licence=True, at_risk=("a", "b"), age_weeks=0)
    cells = {one.name: csv_cell(one, case) for one in columns_of(PublishedCase)}

    assert (cells["carried_weeks"], cells["early_licence"], cells["restricted"]) == ("", "yes", "")
    assert (cells["at_risk"], cells["age_weeks"]) == ("a | b", "0")


def test_a_tag_says_since_when_a_case_has_waited():
    case = a_case(1, carried_since=date(2026, 11, 9), early_licence=True)

    assert status_tags(columns_of(PublishedCase), case) == [
        ("early_licence", "Early licence"),
        ("carried_since", "Carried over since 9 November 2026"),
    ]
