"""A source has the features that it has columns for, and no other."""

import pandas as pd

from contracts.levels import Scale
from contracts.source import ExtraFeature, Source
from features.on_record import columns_on_record, themes_on_record
from features.registry import THEMES, sources_of, themes_for

SOURCE = Source(
    name="toy", title="Toy", about="", scale=Scale(("low", "medium", "high"), high_from="high")
)
RATING = {"assessment_id": "A1", "person_id": "P1", "unit_id": "U1", "assigned_rosh": "low"}
RATING |= {"assessment_date": pd.Timestamp("2026-03-02")}


def _names(columns, themes=THEMES):
    return {f.name for theme in themes_on_record(themes, columns) for f in theme.features}


def _all_columns():
    return {c for theme in THEMES for f in theme.features for c in sources_of(f, THEMES)}


def test_a_column_without_a_value_is_not_on_record(tmp_path):
    pd.DataFrame([RATING | {"purpose": None}]).to_parquet(tmp_path / "assessments.parquet")
    pd.DataFrame({"person_id": pd.Series(dtype=str)}).to_parquet(tmp_path / "contacts.parquet")

    columns = columns_on_record(tmp_path, SOURCE)

    assert columns == {f"assessments.{name}" for name in RATING}


def test_what_the_check_stage_made_up_is_not_on_record(tmp_path):
    made_up = Source(
        name="toy",
        title="Toy",
        about="",
        scale=SOURCE.scale,
        has_dates=False,
        has_people=False,
        has_units=False,
    )
    pd.DataFrame([RATING]).to_parquet(tmp_path / "assessments.parquet")

    columns = columns_on_record(tmp_path, made_up)

    assert columns == {"assessments.assessment_id", "assessments.assigned_rosh"}


def test_with_every_column_on_record_every_feature_is_there():
    people = {
        f"{table}.{key}" for table in _tables() for key in ("person_id", "unit_id", "assessor_id")
    }

    assert _names(_all_columns() | people) == {f.name for theme in THEMES for f in theme.features}


def _tables():
    return {column.split(".")[0] for column in _all_columns()}


def test_nothing_is_counted_in_a_table_that_is_absent():
    without = {c for c in _all_columns() if not c.startswith("offences.")}

    assert "convictions_count" not in _names(without | {"assessments.person_id"})


def test_the_day_of_the_assessment_is_no_release_and_no_start():
    dated = {"assessments.assessment_date", "assessments.person_id", "assessments.unit_id"}

    names = _names(dated)

    assert not {"days_since_release", "released_within_28_days", "days_initiated_to_signed"} & names
    assert "weeks_since_previous_assessment" in names
    assert "days_since_release" in _names(dated | {"assessments.release_date"})


def test_whether_the_case_changed_hands_needs_to_know_in_whose_hands_it_was():
    dated = {"assessments.assessment_date", "assessments.person_id"}

    assert "recent_reallocation" not in _names(dated)
    assert "recent_reallocation" in _names(dated | {"assessments.assessor_id"})


def test_a_count_of_blanks_needs_one_of_the_columns_that_it_counts():
    core = {c for c in _all_columns() if c == "assessments.interview_mode"}
    (blanks,) = [f for t in THEMES for f in t.features if f.name == "missing_core_items"]
    counted = sources_of(blanks, THEMES)[:1]

    assert "missing_core_items" not in _names({"assessments.person_id"})
    assert "missing_core_items" in _names({*counted, *core})


def test_a_profile_with_one_feature_has_that_and_the_rating():
    themes = themes_for([ExtraFeature("wait", "number", "Minutes waited")])

    assert _names({"extra.assessment_id", "extra.wait"}, themes) == {"assigned_level", "wait"}
