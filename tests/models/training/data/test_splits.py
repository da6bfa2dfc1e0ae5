import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from models.training.data.splits import (
    Protocol,
    assign_folds,
    known_at_cut,
    leave_units_out,
    make_folds,
    repeated_folds,
    thinned,
)
from tests.models.training import made_up

PROTOCOL = Protocol(folds=3, repeats=2, first_cut=0.4, seed=0)


def test_labels_are_known_by_the_cut_and_people_never_straddle_it():
    known = made_up.records(cases=600, share=0.8)
    people = known.table["person_id"].to_numpy()

    folds = make_folds(known, PROTOCOL)

    assert len(folds) == 3
    for fold in folds:
        then = known_at_cut(known, fold)
        assert (then.known_on[then.audited] <= fold.cut_off).all()
        assert not set(people[fold.train]) & set(people[fold.test])
        assert (known.table["assessment_date"].to_numpy()[fold.test] > fold.cut_off).all()


def test_a_test_window_holds_ratings_that_nobody_audited():
    known = made_up.records(cases=600, share=0.5)

    windows = [known.audited[fold.test] for fold in make_folds(known, PROTOCOL)]

    assert all(0 < audited.mean() < 1 for audited in windows)


def test_the_last_window_ends_before_audits_of_its_time_are_mostly_missing():
    known = made_up.records(cases=600, share=0.8)
    signed = known.table["assessment_date"]
    last_audit = pd.Timestamp(known.known_on[known.audited].max())

    last = make_folds(known, PROTOCOL)[-1]

    assert signed.iloc[last.test].max() <= last_audit - pd.Timedelta(days=30)


def test_without_dates_every_row_is_tested_once_a_repeat():
    undated = made_up.records(cases=120, share=0.9, has_dates=False)

    folds = make_folds(undated, PROTOCOL)

    for repeat in (1, 2):
        tested = np.concatenate([fold.test for fold in folds if fold.repeat == repeat])
        assert sorted(tested) == list(range(120))


def test_without_labels_there_are_no_folds():
    bare = made_up.records(cases=50).without_labels_after(np.datetime64("2000-01-01", "us"))

    assert make_folds(bare, PROTOCOL) == []


def test_each_unit_is_left_out_once():
    known = made_up.records(cases=60)

    folds = leave_units_out(known)

    units = known.table["unit_id"].to_numpy()
    assert [set(units[fold.test]) for fold in folds] == [{"leeds"}, {"york"}]
    assert leave_units_out(made_up.records(cases=60, has_units=False)) == []


def test_many_units_are_left_out_in_five_parts_of_about_the_same_size():
    known = made_up.records(cases=600)
    known.table["unit_id"] = np.repeat([f"unit {number:02d}" for number in range(12)], 50)

    folds = leave_units_out(known)

    units = known.table["unit_id"].to_numpy()
    assert len(folds) == 5
    assert all(set(units[fold.test]).isdisjoint(units[fold.train]) for fold in folds)
    assert sorted(np.concatenate([fold.test for fold in folds])) == list(range(600))
    assert max(len(fold.test) for fold in folds) == 150


def test_a_large_source_is_not_asked_again_and_again():
    many = made_up.records(cases=8000, share=1.0)

    repeats = {fold.repeat for fold in repeated_folds(many, Protocol(2, 5, 0.5, 0))}

    assert repeats == {1, 2}


@given(
    st.lists(st.tuples(st.integers(0, 15), st.sampled_from([0.0, 1.0])), min_size=4, max_size=60),
    st.integers(0, 20),
)
def test_a_person_is_dealt_to_one_part_only(rows, seed):
    people = pd.factorize(np.array([person for person, _ in rows]))[0]
    kind = np.array([label for _, label in rows])

    fold = assign_folds(people, kind, n_folds=3, seed=seed)

    for person in set(people):
        assert len(set(fold[people == person])) == 1


def test_with_fewer_audits_only_labels_go_and_every_rating_stays():
    known = made_up.records(cases=200)

    less = thinned(known, 20, 0)

    assert less.audited.sum() == 20
    assert len(less) == 200
    assert np.array_equal(less.right[less.audited], known.right[less.audited])
