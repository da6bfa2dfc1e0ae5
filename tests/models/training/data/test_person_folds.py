import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from models.training.data.person_folds import N_FOLDS, fold_of_person


@given(st.lists(st.text(min_size=1), min_size=2, max_size=8))
def test_a_person_has_one_fold_whoever_else_is_there(names):
    together = fold_of_person(pd.Series([*names, names[0]]))
    alone = fold_of_person(pd.Series([names[0]]))

    assert together[0] == together[-1] == alone[0]
    assert set(together.tolist()) <= set(range(N_FOLDS))
