import pandas as pd

from contracts.disclosure.group_names import LEAST, OTHER, shared_names


def test_names_that_few_people_share_are_kept_back_and_blanks_stay():
    names = pd.Series(["male"] * LEAST + ["Jo Bloggs"] * (LEAST - 1) + [None])
    people = pd.Series([f"p{i}" for i in range(len(names))])

    shown = shared_names(names, people)

    assert list(shown.dropna().unique()) == ["male", OTHER]
    assert shown.isna().sum() == 1


def test_people_count_and_not_their_rows():
    names, people = pd.Series(["Jo Bloggs"] * 40), pd.Series(["p1"] * 40)

    assert set(shared_names(names, people)) == {OTHER}
