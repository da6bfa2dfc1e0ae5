from models.training.candidates.design_matrix import N_PRIOR
from tests.models.training.candidates.learners.made_up_rows import training_set


def test_a_column_that_never_varies_is_left_out():
    rows = training_set()
    rows.matrix[:, N_PRIOR + 3] = 7.0

    assert list(rows.varying) == [True, True, True, False]


def test_prior_columns_and_every_level_are_usable_even_where_they_do_not_vary():
    rows = training_set()
    rows.matrix[:, : N_PRIOR + 2] = 0.0

    assert list(rows.usable) == list(range(N_PRIOR + 4))
