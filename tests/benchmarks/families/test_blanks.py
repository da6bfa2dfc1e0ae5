import numpy as np
import pandas as pd
import pytest

from benchmarks.families.blanks import CELLS, some_tables, with_blanks

TABLE = pd.DataFrame({name: np.arange(2000) % 7 for name in CELLS})


def test_without_a_kind_nothing_is_blank():
    assert with_blanks(TABLE, "", np.random.default_rng(0)).equals(TABLE)


def test_half_of_the_columns_are_blank_in_a_quarter_of_their_cells():
    blank = with_blanks(TABLE, "random", np.random.default_rng(0)).isna().mean()

    assert (blank > 0).sum() == len(CELLS) // 2
    assert blank[blank > 0].to_numpy() == pytest.approx(0.25, abs=0.05)


def test_a_telling_blank_stands_more_often_for_a_grave_answer():
    blank = with_blanks(TABLE, "telling", np.random.default_rng(0)).isna()
    name = blank.columns[blank.any()][0]

    assert blank.loc[TABLE[name] == 6, name].mean() > 3 * blank.loc[TABLE[name] == 0, name].mean()


def test_assessments_always_stay_and_one_more_table_is_drawn():
    tables = dict.fromkeys(("assessments", "protected", "contacts", "offences"), TABLE)

    kept = {frozenset(some_tables(tables, 1, np.random.default_rng(i))) for i in range(20)}

    assert kept == {
        frozenset({"assessments", "protected", "contacts"}),
        frozenset({"assessments", "protected", "offences"}),
    }
