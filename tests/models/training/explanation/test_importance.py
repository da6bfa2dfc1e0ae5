from dataclasses import replace

import numpy as np
import pytest

from models.training.candidates.stacked_classifier import fit_candidates
from models.training.explanation.contributions import contributions
from models.training.explanation.importance import MOST, STAFF, global_view
from tests.models.training import made_up


def catalogue(*, hidden=()):
    return [entry | {"shown_as_reason": entry["name"] not in hidden} for entry in made_up.CATALOGUE]


@pytest.fixture(scope="module")
def known():
    return made_up.records(cases=400, share=0.9)


@pytest.fixture(scope="module")
def few(known):
    return fit_candidates(known, ["prior_logistic"], 0)["prior_logistic"]


def row(view, feature):
    return view[view["feature"] == feature].iloc[0]


def test_a_feature_moves_the_margin_by_its_mean_absolute_contribution(few, known):
    view = global_view(few, known, catalogue())

    below_top = known.take(known.assigned < 2)
    told = contributions(few, below_top)["check_missing"].abs().mean()
    assert len(below_top) <= MOST
    assert row(view, "check_missing")["mean_absolute"] == pytest.approx(told, abs=1e-9)
    assert row(view, "check_missing")["theme"] == "evidence_gaps"


def test_features_and_themes_come_by_how_far_they_move_the_margin(few, known):
    view = global_view(few, known, catalogue())

    for part in (view[view["feature"] == ""], view[view["feature"] != ""]):
        assert part["mean_absolute"].is_monotonic_decreasing
    assert set(view[view["feature"] == ""]["theme"]) == {
        "rating", "history", "evidence_gaps", "behaviour",
    }  # fmt: skip


def test_features_of_one_theme_that_cancel_out_do_not_make_it_large(few, known):
    view = global_view(few, known, catalogue())

    themes = view[view["feature"] == ""].set_index("theme")["mean_absolute"]
    features = view[view["feature"] != ""].groupby("theme")["mean_absolute"].sum()
    assert (themes <= features[themes.index] + 1e-8).all()


def test_it_says_which_way_a_feature_counts_and_whether_that_was_declared(few, known):
    turned = replace(known.features, directions=known.features.directions | {"check_missing": -1})

    as_declared = row(global_view(few, known, catalogue()), "check_missing")
    otherwise = global_view(few, replace(known, features=turned), catalogue())

    said = ["counts", "declared", "respected"]
    assert as_declared[said].tolist() == ["raises", "raises", "yes"]
    assert row(otherwise, "check_missing")[said].tolist() == ["raises", "lowers", "no"]
    assert row(otherwise, "noise")["respected"] == ""
    assert row(otherwise, "place")[said].tolist() == ["", "", ""]


def test_what_is_never_a_reason_is_one_line_and_part_of_the_sum(few, known):
    view = global_view(few, known, catalogue(hidden=("noise", "place")))

    below_top = known.take(known.assigned < 2)
    both = contributions(few, below_top)[["noise", "place"]].sum(axis=1)
    assert {"noise", "place"}.isdisjoint(view["feature"])
    line = row(view, STAFF)
    assert line["mean_absolute"] == pytest.approx(both.abs().mean(), abs=1e-9)
    assert line[["counts", "declared"]].tolist() == ["", ""]


def test_a_feature_that_repeats_the_rating_is_told_with_the_rating(few, known):
    view = global_view(few, known, catalogue(hidden=("above_rating",)))

    assert "above_rating" not in set(view["feature"])
    assert STAFF not in set(view["feature"])
    assert len(view[view["feature"] == "rating"]) == 1


def test_at_most_five_hundred_cases_are_looked_at_spread_over_all(few, monkeypatch):
    many = made_up.records(cases=1500, share=0.1)
    seen = []

    def noted(model, records):
        seen.append(records.table["assessment_id"].tolist())
        return contributions(model, records)

    monkeypatch.setattr("models.training.explanation.importance.contributions", noted)

    global_view(few, many, catalogue())

    below_top = many.table["assessment_id"].to_numpy()[many.assigned < 2]
    assert len(seen[0]) == MOST
    assert seen[0][0] == below_top[0]
    assert seen[0][-1] == below_top[-1]
    places = np.searchsorted(below_top, seen[0])
    assert np.ptp(np.diff(places)) <= 1
