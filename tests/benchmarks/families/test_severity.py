import numpy as np
import pandas as pd
import pytest

from benchmarks.families.severity import Columns, draw_scores, standardised

RNG = np.random.default_rng(0)
NAMES = [f"fact_{i}" for i in range(40)]
TABLE = pd.DataFrame(RNG.normal(size=(4000, 40)), columns=NAMES).assign(
    rating_read=1.0, before=1.0, constant=1.0, kind="a"
)


def entry(name, **changes):
    plain = {"name": name, "type": "number", "theme": "x", "about": "person", "direction": 1}
    return plain | {"reads_rating": False} | changes


CATALOGUE = [entry(name, about=("person", "practice")[i % 2]) for i, name in enumerate(NAMES)]
CATALOGUE += [entry("rating_read", reads_rating=True), entry("before", theme="history")]
CATALOGUE += [entry("constant"), entry("kind", type="category")]


def test_no_column_counts_that_reads_a_rating_is_constant_or_a_word():
    assert list(Columns.of(TABLE, CATALOGUE).entries) == NAMES


@pytest.mark.parametrize("shape", ["sums", "steps", "pairs"])
def test_scores_are_standardised_and_follow_most_directions(shape):
    columns = Columns.of(TABLE, CATALOGUE)

    scores = draw_scores(columns, shape=shape, anchor="", rng=np.random.default_rng(4))

    assert scores.severity.std() == pytest.approx(1.0, abs=0.02)
    slopes = [np.corrcoef(TABLE[name], scores.severity)[0, 1] for name in NAMES[::2]]
    assert sum(slope > 0.05 for slope in slopes) > 3 * sum(slope < -0.05 for slope in slopes)
    assert abs(np.corrcoef(TABLE[NAMES[1]], scores.severity)[0, 1]) < 0.1
    assert abs(np.corrcoef(TABLE[NAMES[0]], scores.practice)[0, 1]) < 0.1


def test_a_blank_is_the_median_and_a_constant_is_nothing():
    values = np.array([[1.0, 5.0], [np.nan, 5.0], [3.0, 5.0]])

    made = standardised(values)

    assert made[1].tolist() == [0.0, 0.0]
    assert not made[:, 1].any()
