"""Tests of the shape of findings, and of the list of rules."""

import re
from pathlib import Path

import pandas as pd

from contracts.findings import (
    FIELDS,
    Finding,
    findings_frame,
    first_rows,
    found,
    load_rules,
    row_findings,
    sort_findings,
)

CONTRACTS = Path(__file__).parents[2] / "contracts"
# by how grave they are, and whether they set the row aside
RULES = {
    ("error", True): (
        "ragged_row missing_value audited_without_date audit_without_level unreadable_value "
        "not_on_the_list out_of_range wrong_form duplicate_row duplicate_key raw_identifier "
        "unknown_assessment assessment_in_quarantine audit_before_assessment "
        "reviewer_is_assessor ended_before_start reply_before_request offence_after_conviction "
        "known_before_event"
    ),
    ("warning", False): (
        "leading_zeros_differ percent_as_share many_line_breaks "
        "day_order_contradicts days_months_swapped outcome_unclear "
        "outcome_otherwise outcome_without_day outcome_before_assessment unreadable_not_used "
        "not_on_the_list_not_used read_as_other out_of_range_not_used label_share_unusual "
        "unusual_value wrong_form_not_used run_date_not_the_last run_date_after_a_pause "
        "begun_after_signing countersigned_before_signing released_long_after "
        "selected_after_audit registered_ahead unit_closed_before_it_opened "
        "not_point_in_time_safe known_at_copies_event level_basis_mismatch "
        "mappa_level_without_category score_without_kind band_disagrees_with_score "
        "posts_do_not_add_up over_establishment month_gaps unit_not_active people_run_together "
        "blanks_tell_a_group nobody_known forbidden_column empty_table nothing_kept "
        "blanks_have_shifted blanks_unlike_previous_run people_unlike_previous_run "
        "row_count_differs selection_unknown labels_all_alike labels_all_alike_lately "
        "label_rate_break label_rate_drift label_before_follow_up encoding_guessed "
        "differs_from_table person_differs follow_up_not_over"
    ),
    ("info", False): (
        "unseen_characters null_words utc_read_as_local day_of_another_zone "
        "read_from_another_spelling "
        "read_from_another_date_form unit_without_months people_in_several_regions "
        "column_not_used empty_column review_not_independent random_audit_share no_audits "
        "file_differs not_a_record file_not_used repeated_across_files"
    ),
    ("warning", True): ("second_review after_run_date"),
}


def test_no_finding_at_all_is_still_a_frame_of_six_typed_columns():
    frame = findings_frame([])

    assert tuple(frame.columns) == FIELDS
    assert str(frame["row"].dtype) == "Int64"


def test_a_finding_is_as_grave_as_its_rule():
    row = found("contacts", "ragged_row", "not 3 cells", row=4)

    assert (row.severity, row.row) == ("error", 4)
    assert found("contacts", "encoding_guessed", "").severity == "warning"
    assert found("contacts", "file_not_used", "").severity == "info"


def test_the_gravest_findings_come_first_and_rows_in_order():
    info = findings_frame([found("audits", "no_audits", "0 rows")])
    errors = row_findings([9, 3], table="audits", column="x", code="missing_value", detail="")

    ordered = sort_findings([info, errors])

    assert ordered["severity"].tolist() == ["error", "error", "info"]
    assert ordered["row"].tolist()[:2] == [3, 9]


def test_the_first_rows_are_the_lowest_and_the_rest_are_counted():
    assert first_rows(pd.Series([9, 2, 3, 4, 5, 6, 1, 8])) == "rows 1, 2, 3, 4, 5 and 3 more"
    assert first_rows([7]) == "row 7"


def test_an_error_sets_its_row_aside_unless_the_rule_says_otherwise():
    rules = load_rules()

    assert rules["missing_value"].sets_aside
    assert rules["after_run_date"].severity == "warning"
    assert rules["after_run_date"].sets_aside
    assert not rules["unusual_value"].sets_aside


def test_the_rules_are_these_and_as_grave_as_this():
    expected = {code: grave for grave, codes in RULES.items() for code in codes.split()}

    assert {c: (r.severity, r.sets_aside) for c, r in load_rules().items()} == expected


def test_every_rule_is_reported_somewhere_and_says_what_to_do():
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in CONTRACTS.rglob("*")
        if path.suffix in (".py", ".yaml") and path.name != "rules.yaml"
    )
    suffixed = re.compile("_not_used$|^read_from_")

    for rule in load_rules().values():
        assert suffixed.sub("", rule.code) in code, rule.code
        assert rule.title
        assert rule.advice.endswith(".")


def test_a_finding_about_a_table_has_no_row():
    assert found("audits", "no_audits", "0 rows") == Finding(
        "audits", None, "", "no_audits", "info", "0 rows"
    )
