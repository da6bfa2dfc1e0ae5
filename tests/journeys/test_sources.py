"""Other people's records: built-in sources, a profile of one's own, and broken files."""

import pandas as pd
import pytest

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey")]

FLAT = (
    "assessment_id,person_id,assessment_date,assigned_rosh,unit_id,audited_rosh,"
    "audit_completed_date"
)
LEVELS = ("low", "medium", "high", "very_high")


def flat_rows(count, *, audited):
    """Seven columns: every rating a function of its number, a third of the audits one level up."""
    rows = [FLAT]
    for i in range(count):
        day = pd.Timestamp("2025-01-01") + pd.Timedelta(days=i % 400)
        level = i % 3
        right = LEVELS[level + (i % 7 == 0)]
        known = f"{right},{(day + pd.Timedelta(days=90)).date()}" if i < audited else ","
        rows.append(f"A{i},P{i},{day.date()},{LEVELS[level]},T{i % 4},{known}")
    return "\n".join(rows) + "\n"


def test_one_flat_file_of_seven_columns_is_enough(small, tmp_path):
    (tmp_path / "ratings.csv").write_text(flat_rows(600, audited=300), encoding="utf-8")

    ran = small.make(source="probation", folder=str(tmp_path))

    assert ran.returncode == 0, ran.stdout + ran.stderr
    scores = pd.read_parquet(small.folder / "data/05_scores/scores.parquet")
    assert scores["p_under"].notna().all()
    assert "To go back: make run SOURCE=demo" in ran.stdout


def test_without_any_audit_lists_are_ranked_by_departure_from_common_practice(small, tmp_path):
    (tmp_path / "ratings.csv").write_text(flat_rows(400, audited=0), encoding="utf-8")

    ran = small.make(source="probation", folder=str(tmp_path))

    assert ran.returncode == 0, ran.stdout + ran.stderr
    scores = pd.read_parquet(small.folder / "data/05_scores/scores.parquet")
    assert scores["p_under"].isna().all()
    assert scores["priority"].notna().all()
    assert "no audits yet" in ran.stdout.lower()


def test_a_broken_file_is_refused_whole_and_leaves_nothing_half_written(small, tmp_path):
    broken = flat_rows(20, audited=5).replace("assigned_rosh", "level")
    (tmp_path / "ratings.csv").write_text(broken, encoding="utf-8")

    refused = small.make(source="probation", folder=str(tmp_path))

    said = refused.stdout + refused.stderr
    assert refused.returncode == 2
    assert "ratings.csv" in said
    assert "assigned_rosh" in said
    assert "next:" in said
    assert "Traceback" not in said
    assert not list((small.folder / "data").rglob("*.unfinished"))


def test_an_unknown_source_is_named_with_those_there_are(small):
    refused = small.make(source="nowhere")

    assert refused.returncode == 2
    assert "built-in sources: compas" in refused.stderr


@pytest.mark.datasets
def test_going_to_other_records_and_back_recomputes_nothing(small, datasets):
    there = small.make(source="ktas", folder=str(datasets / "ktas"))
    assert there.returncode == 0, there.stdout + there.stderr
    scores = pd.read_parquet(small.folder / "data/05_scores/scores.parquet")
    assert len(scores) == 1267
    assert scores["model"].str.contains("retrospective").all()

    back = small.make(source="demo")

    assert back.returncode == 0, back.stdout + back.stderr
    assert "Running stage" not in back.stdout
