"""Tests of the named rules that a single row breaks."""

import pandas as pd
import pytest

from contracts.checks.named_rules.rows import COMMUNITY, CUSTODY, SCORES, doubtful_rows
from contracts.levels import Scale

ROSH = Scale(("low", "medium", "high", "very_high"), high_from="high")
BLANK = dict.fromkeys((*COMMUNITY, *CUSTODY, *SCORES, "predictor_static_or_dynamic"), None)


def assessment(**given):
    row = BLANK | {"row": 1, "assigned_rosh": "medium", "assigned_rosh_basis": "community_max"}
    return pd.DataFrame([row | given])


def codes(**tables):
    frames = doubtful_rows({"assessments": assessment(), **tables}, ROSH)
    return [(row.code, row.detail) for frame in frames for row in frame.itertuples()]


def test_an_overall_level_that_its_own_cells_contradict_is_told():
    cells = {"rosh_public_community": "high", "rosh_staff_community": "low"}

    assert codes(assessments=assessment(**cells)) == [
        ("level_basis_mismatch", "community_max gives high")
    ]


def test_only_the_cells_of_the_declared_basis_count():
    custody = {"rosh_prisoners_custody": "very_high", "rosh_public_community": "medium"}

    assert codes(assessments=assessment(**custody)) == []
    assert codes(
        assessments=assessment(**custody, assigned_rosh_basis="community_custody_max")
    ) == [("level_basis_mismatch", "community_custody_max gives very_high")]
    assert codes(assessments=assessment(**custody, assigned_rosh_basis="stated")) == []


def test_scores_must_say_whether_they_are_static_or_dynamic():
    assert codes(assessments=assessment(violence_2yr_pct=30.0)) == [("score_without_kind", "")]


@pytest.mark.parametrize(
    ("level", "category", "found"),
    [("M2", "M1", 0), ("M2", None, 1), ("M4", "M1", 1), (None, None, 0)],
)
def test_a_mappa_level_needs_its_category(level, category, found):
    entry = {"row": [1], "register_code": ["MAPP"], "level": [level], "category": [category]}

    assert len(codes(registrations=pd.DataFrame(entry))) == found


def test_far_more_staff_than_posts_is_told():
    months = pd.DataFrame(
        {"row": [1, 2], "po_fte_in_post": [16.0, 15.0], "po_fte_target": [10.0] * 2}
    )

    assert codes(unit_months=months) == [("over_establishment", "")]


def test_posts_filled_and_vacant_make_the_target():
    months = pd.DataFrame(
        {
            "row": [1, 2, 3],
            "po_fte_target": [10.0] * 3,
            "po_fte_in_post": [8.0] * 3,
            "po_fte_vacant": [2.4, 3.0, None],
        }
    )

    assert codes(unit_months=months) == [("posts_do_not_add_up", "")]


@pytest.mark.parametrize(
    ("family", "score", "value", "band", "found"),
    [
        ("ogrs4", "violence", 59.9, "medium", 0),
        ("ogrs4", "violence", 60.0, "medium", 1),
        ("ogrs4", "reoffending", 90.0, "very_high", 0),
        ("ogrs4", "reoffending", 12.0, "medium", 1),
        ("ogrs4", "serious_violence", 2.9, "medium", 0),
        ("ogrs4", "serious_recidivism", 6.9, "high", 1),
        ("ogrs3", "serious_recidivism", 6.9, "medium", 0),
        ("ogrs3", "serious_recidivism", 7.0, "medium", 1),
        ("ogrs3", "violence", 12.0, "high", 0),  # its bands are not documented
        (None, "violence", 12.0, "high", 0),
        ("ogrs4", "violence", None, "high", 0),
        ("ogrs4", "violence", 12.0, None, 0),
    ],
)
def test_a_band_is_that_of_its_score_in_the_generation_stated(family, score, value, band, found):
    column = {name.removesuffix("_pct").removesuffix("_2yr"): name for name in SCORES}[score]
    row = assessment(
        predictor_family=family,
        predictor_static_or_dynamic="static",
        **{column: value, f"{score}_band": band},
    )

    expected = [("band_disagrees_with_score", "")] * found
    assert codes(assessments=row.assign(**{column: row[column].astype("float64")})) == expected
