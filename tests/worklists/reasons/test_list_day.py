"""The record on the day of the list, beside that of the signature."""

import datetime as dt

import pandas as pd
import pytest

from contracts.checked_folder import CheckedFolder
from contracts.levels import Scale
from contracts.source import Source
from worklists.reasons.list_day import read_list_day

SCALE = Scale(("low", "medium", "high", "very_high"), high_from="high")
SOURCE = Source(name="toy", title="Toy", about="", scale=SCALE, run_date=dt.date(2026, 6, 1))


@pytest.fixture
def checked(tmp_path):
    """A domestic abuse check asked before signing and answered after it; another person's too."""
    (tmp_path / "tables").mkdir()
    rating = {"assessment_id": "A1", "person_id": "P1", "unit_id": "U1", "assigned_rosh": "low"}
    rating |= {"assessment_date": pd.Timestamp("2026-03-02")}
    other = rating | {"assessment_id": "A2", "person_id": "P2"}
    ask = {"enquiry_type": "domestic_abuse_police", "outcome": "nothing_known", "chased": False}
    ask |= {name: pd.Timestamp("2026-02-10") for name in ("requested_date", "known_at")}
    asks = [
        ask | {"enquiry_id": "E1", "person_id": "P1", "response_date": pd.Timestamp("2026-05-10")},
        ask | {"enquiry_id": "E2", "person_id": "P2", "response_date": pd.NaT},
    ]
    pd.DataFrame([rating, other]).to_parquet(tmp_path / "tables/assessments.parquet")
    pd.DataFrame(asks).to_parquet(tmp_path / "tables/enquiries.parquet")
    return CheckedFolder(tmp_path)


def test_a_reply_that_came_after_signing_is_on_record_on_the_day_of_the_list(checked):
    read = read_list_day(checked, SOURCE)

    today = read(pd.Series(["A1", "A2"])).set_index("assessment_id")

    assert today["enquiries_unanswered"].to_dict() == {"A1": 0.0, "A2": 1.0}


def test_only_the_listed_assessments_come_back(checked):
    assert read_list_day(checked, SOURCE)(pd.Series(["A2"]))["assessment_id"].to_list() == ["A2"]


def test_a_source_without_dates_has_no_day_to_look_at(checked):
    undated = Source(name="toy", title="Toy", about="", scale=SCALE, has_dates=False)

    assert read_list_day(checked, undated) is None
