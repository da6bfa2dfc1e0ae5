import numpy as np
import pandas as pd
import pytest

from synthetic.columns import (
    blanked,
    dates,
    loaded,
    pick,
    recorded,
    whole_numbers,
    yes_no,
)  # fmt: skip


def test_a_moment_of_recording_falls_in_working_hours_of_its_day():
    days = np.full(200, 20_000)

    moments = recorded(days, np.random.default_rng(1))

    assert set(moments.dt.normalize()) == {pd.Timestamp("2024-10-04")}
    assert moments.dt.hour.between(8, 17).all()


def test_dates_are_blank_where_they_are_not_known():
    column = dates(np.array([0, 1]), present=np.array([True, False]))

    assert column[0] == pd.Timestamp("1970-01-01")
    assert pd.isna(column[1])


def test_blanks_survive_as_blanks():
    assert whole_numbers(np.array([2.0, np.nan])).isna().tolist() == [False, True]
    assert yes_no(np.array([True, True]), present=np.array([True, False])).isna().tolist() == [
        False,
        True,
    ]


def test_flags_are_as_frequent_as_asked_and_follow_their_cause():
    rng = np.random.default_rng(2)
    cause = rng.standard_normal(20_000)

    flags = loaded(rng, cause, rate=0.3, loading=0.5)

    assert flags.mean() == pytest.approx(0.3, abs=0.015)
    assert cause[flags].mean() > cause[~flags].mean() + 0.5


def test_codes_are_drawn_with_the_shares_of_their_row():
    shares = np.tile([0.2, 0.0, 0.8], (10_000, 1))

    counts = np.bincount(pick(np.random.default_rng(3), shares), minlength=3) / 10_000

    assert counts == pytest.approx([0.2, 0.0, 0.8], abs=0.015)


def test_about_the_share_asked_for_is_left_blank():
    values = blanked(np.zeros(10_000), 0.1, np.random.default_rng(4))

    assert np.isnan(values).mean() == pytest.approx(0.1, abs=0.01)
