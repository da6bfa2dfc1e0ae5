"""Lists of the past are replayed with what had been signed by then."""

import numpy as np
import pandas as pd

from reports.estimation.replay import first_shown


def test_a_list_never_shows_a_case_before_it_was_signed():
    random = np.random.default_rng(1)
    signed = pd.Series(
        pd.Timestamp("2026-01-01") + pd.to_timedelta(random.integers(0, 200, 500), "D")
    )

    shown = first_shown(signed, random.random(500), capacity=0.1)

    assert np.nanmin(shown) >= 0
    assert 40 <= np.isfinite(shown).sum() <= 50


def test_the_highest_priority_is_shown_first():
    signed = pd.Series(pd.to_datetime(["2026-01-01"] * 10))

    shown = first_shown(signed, np.arange(10.0), capacity=0.1)

    assert np.flatnonzero(np.isfinite(shown)).tolist() == [9]
