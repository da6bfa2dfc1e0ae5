"""Contributions are shown only where they add up to what the model said."""

import pandas as pd
import pytest

from contracts.errors import InputError
from worklists.reasons.model_contributions import adding_up

TOLD = pd.DataFrame({"base": [-2.0, -2.0], "asked": [0.5, 0.1]}, index=["A1", "A2"])


def test_rows_that_add_up_are_given_back_as_they_are():
    margins = pd.Series([-1.5 + 5e-7, -1.9], index=["A1", "A2"])

    assert adding_up(TOLD, margins) is TOLD


def test_a_row_that_misses_its_margin_stops_the_round():
    margins = pd.Series([-1.5 + 2e-6, -1.9], index=["A1", "A2"])

    with pytest.raises(InputError, match="1 of 2 listed cases do not add up to their margin"):
        adding_up(TOLD, margins)
