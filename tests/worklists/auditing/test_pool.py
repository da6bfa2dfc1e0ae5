import pandas as pd
import pytest

from contracts.errors import InputError
from contracts.levels import Scale
from contracts.source import Source
from worklists.auditing.pool import check_number, drawable, earlier_draws

SOURCE = Source(name="x", title="", about="", scale=Scale(("low", "medium", "high"), "high"))
SCORES = pd.DataFrame(
    {"assessment_id": ["A1", "A2", "A3", "A4"], "assigned": ["low", "medium", "medium", "high"]}
)


def test_neither_the_audited_nor_the_drawn_nor_a_rating_at_the_top_is_drawn():
    audits = pd.DataFrame({"assessment_id": ["A2"]})

    pool = drawable(SCORES, audits, pd.Series(["A3"]), SOURCE)

    assert pool["assessment_id"].tolist() == ["A1"]


def test_ratings_that_an_outcome_cannot_judge_are_not_drawn():
    outcome = Source(
        name="x", title="", about="", scale=SOURCE.scale, label="outcome", under_from="medium"
    )

    pool = drawable(SCORES, pd.DataFrame({"assessment_id": []}), pd.Series([], dtype=str), outcome)

    assert pool["assigned"].tolist() == ["low"]


def test_all_draws_on_record_count_and_an_unfinished_one_does_not(tmp_path):
    for name in ("one", "two", ".three.unfinished"):
        (tmp_path / name).mkdir()
        frame = pd.DataFrame({"draw": [name], "assessment_id": [name]})
        frame.to_parquet(tmp_path / name / "draw.parquet")

    assert earlier_draws(tmp_path)["assessment_id"].tolist() == ["one", "two"]


def test_without_a_draw_on_record_nothing_was_drawn(tmp_path):
    assert earlier_draws(tmp_path / "none")["draw"].nunique() == 0


def test_a_draw_whose_record_is_lost_is_refused(tmp_path):
    (tmp_path / "2026-06-30-001").mkdir()

    with pytest.raises(InputError, match=r"draw.parquet is not there\n  next: put the record back"):
        earlier_draws(tmp_path)


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (0, "--number: 1 fault\n  - 0; allowed: 1 or more"),
        (5, "5 cases; 4 can be drawn: scored, not audited, not drawn before"),
    ],
)
def test_more_than_there_are_and_none_are_refused(number, message):
    with pytest.raises(InputError, match=message):
        check_number(number, 4)

    assert check_number(4, 4) is None
