import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from contracts.latest import is_latest

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["P1", "P2", "P3"]),
        st.sampled_from(["2026-01-01", "2026-01-02", None]),
    ),
    min_size=1,
    max_size=12,
)


def table(rows):
    """Rows of person and date; identifiers count upwards."""
    people, days = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "person_id": people,
            "assessment_date": pd.to_datetime(list(days)),
            "assessment_id": [f"A{place:02d}" for place in range(len(rows))],
        }
    )


def test_of_two_on_a_day_the_higher_identifier_is_the_latest():
    same_day = table([("P1", "2026-01-01"), ("P1", "2026-01-01")])

    assert is_latest(same_day).to_list() == [False, True]


def test_a_row_without_a_date_is_earlier_than_any_with_one():
    undated_last = table([("P1", "2026-01-01"), ("P1", None)])

    assert is_latest(undated_last).to_list() == [True, False]


@given(ROWS, st.randoms(use_true_random=False))
def test_each_person_has_one_latest_whatever_the_order_of_rows(rows, random):
    frame = table(rows)
    places = list(frame.index)
    random.shuffle(places)

    latest = is_latest(frame)

    assert latest.sum() == frame["person_id"].nunique()
    assert is_latest(frame.loc[places]).sort_index().equals(latest)
