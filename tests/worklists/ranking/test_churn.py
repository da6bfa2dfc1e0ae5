"""What changed since the previous list."""

import pandas as pd

from worklists.case_reference import case_references
from worklists.ranking.churn import WHY_CAME, WHY_LEFT, churn, churn_report
from worklists.ranking.lists import TeamLists


def _table(*rows, **columns):
    frame = pd.DataFrame(rows, columns=["assessment_id", "unit_id", *columns])
    for name, kind in columns.items():
        frame[name] = frame[name].astype(kind)
    return frame


def _churn(listed, previous, explained=()):
    ids = {row[0] for row in (*listed, *previous)}
    return churn(
        listed=_table(*listed, selected_by="str", assessment_date="datetime64[us]"),
        previous=_table(*previous, listed_on="datetime64[us]"),
        explained=pd.DataFrame(explained, columns=["assessment_id", "standing"]),
        references={name: f"C-{name}" for name in ids},
    )


def test_who_came_and_who_left_and_why():
    previous = [(name, "N01", "2026-11-09") for name in ("A1", "A2", "A3")]
    listed = [
        ("A1", "N01", "carried_over", "2026-01-01"),
        ("A4", "N01", "model", "2026-11-12"),
        ("A5", "N01", "model", "2026-01-01"),
        ("A6", "N01", "random", "2026-01-01"),
    ]

    report = _churn(listed, previous, [("A2", "decided"), ("A3", "below_cut_off")])

    (team,) = report["teams"]
    assert report["compared_with"] == "2026-11-09"
    assert (report["came"], report["left"], report["stayed"]) == (3, 2, 1)
    assert team["came"] == [
        {"case_reference": "C-A4", "why": WHY_CAME["new"]},
        {"case_reference": "C-A5", "why": WHY_CAME["above_cut_off"]},
        {"case_reference": "C-A6", "why": WHY_CAME["drawn"]},
    ]
    assert team["left"] == [
        {"case_reference": "C-A2", "why": WHY_LEFT["decided"]},
        {"case_reference": "C-A3", "why": WHY_LEFT["below_cut_off"]},
    ]


def test_a_case_that_moved_is_told_to_both_teams():
    report = _churn([("A1", "N02", "carried_over", "2026-01-01")], [("A1", "N01", "2026-11-09")])

    from_team, to_team = report["teams"]
    assert from_team["left"] == [{"case_reference": "C-A1", "why": WHY_LEFT["moved"]}]
    assert to_team["came"] == [{"case_reference": "C-A1", "why": WHY_CAME["moved"]}]
    assert from_team["came"] == to_team["left"] == []


def test_an_assessment_that_is_no_longer_on_record_is_said_to_be_gone():
    report = _churn([], [("A1", "N01", "2026-11-09")])

    assert report["teams"][0]["left"][0]["why"] == WHY_LEFT["gone"]


def test_without_a_previous_list_everything_came():
    report = _churn([("A1", "N01", "model", "2026-01-01")], [])

    assert report["compared_with"] is None
    assert (report["came"], report["left"], report["stayed"]) == (1, 0, 0)


def test_the_report_of_lists_names_cases_by_their_references():
    previous = _table(("A1", "N01", "2026-11-09"), listed_on="datetime64[us]")
    lists = TeamLists(
        listed=_table(
            ("A2", "N01", "model", "2026-11-12"),
            selected_by="str",
            assessment_date="datetime64[us]",
        ),
        explained=pd.DataFrame([("A1", "decided")], columns=["assessment_id", "standing"]),
        waiting=pd.DataFrame(),
        capacity=pd.Series({"N01": 1}),
    )

    (team,) = churn_report(lists, previous, reference_key="key")["teams"]

    ids = pd.Series(["A1", "A2"])
    left, came = case_references(ids, "key")
    assert [team["left"][0]["case_reference"], team["came"][0]["case_reference"]] == [left, came]
