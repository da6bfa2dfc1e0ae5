from dataclasses import replace

import numpy as np

from models.training.harm_weights import harm_weights
from models.training.published import published
from tests.models.training import made_up


def some_records(**source):
    records = made_up.records(cases=2)
    assigned = replace(records, assigned=np.array([0.0, 1.0]))
    return replace(assigned, source=replace(records.source, **source))


CHANCES = np.array([[0.5, 0.3, 0.2], [0.1, 0.6, 0.3]])


def test_every_figure_is_a_sum_of_the_chances_of_levels():
    figures = published(CHANCES, some_records(), harm_weights(made_up.SCALE, {}))

    assert figures["p_under"].tolist() == [0.5, 0.3]
    assert figures["p_over"].tolist() == [0.0, 0.1]
    assert figures["p_high"].tolist() == [0.2, 0.3]
    assert figures["priority"].tolist() == [1.1, 0.6]


def test_an_outcome_does_not_judge_what_is_too_high_or_which_level_is_right():
    figures = published(CHANCES, some_records(label="outcome"), harm_weights(made_up.SCALE, {}))

    assert np.isnan(figures["p_over"]).all()
    assert np.isnan(figures["p_high"]).all()
