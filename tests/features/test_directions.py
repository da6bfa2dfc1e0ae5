"""What each feature is expected to say of a rating, by reasoning from the domain.

Written by hand, never read off the declarations: a direction that is flipped there fails here.
"""

import pytest

from features.registry import THEMES

RAISES = {
    "a check that was needed and not made, or not answered, leaves harm unseen": """
        da_enquiry_missing_when_needed child_enquiry_missing_when_needed
        da_enquiry_unanswered_when_needed child_enquiry_unanswered_when_needed
        enquiry_unanswered_days enquiries_unanswered replies_refused_or_partial
        days_since_da_enquiry days_since_child_enquiry signed_before_replies_received""",
    "other agencies hold information that the rating may not have used": """
        replies_with_information historic_intelligence_count police_contacts_12w""",
    "an assessment that drew on little, or left steps out, misses harm": """
        previous_convictions_not_used police_not_a_source screening_dont_know_count
        full_analysis_exempted full_analysis_not_done sara_not_done_though_indicated
        no_interview layer1_only locked_incomplete predictors_static_only predictors_missing
        missing_core_items community_cells_blank late_recording_share_26w late_registrations""",
    "a score, a group at risk or a need stands above the rating": """
        csrp_band_minus_rosh vrp_band_minus_rosh svrp_band_minus_rosh
        contact_sexual_band_minus_rosh arp_band_minus_rosh highest_band_minus_rosh
        serious_recidivism_pct serious_violence_pct violence_pct reoffending_pct
        tier_without_rosh tier_without_rosh_gap custody_level_minus_community_level
        highest_cell_minus_assigned needs_linked_to_harm_count needs_severe_count""",
    "it was rated higher before": """
        highest_previous_rosh_minus_assigned previous_rosh_minus_assigned earlier_high_ratings
        registered_high_before declared_no_previous_high_but_record_says_high
        declared_previous_high deregistered_high_or_da_flags""",
    "a serious history stands behind a lesser index offence": """
        worst_history_severity worst_history_minus_index_severity
        minor_index_with_serious_history serious_convictions violent_convictions
        convictions_count offence_diversity serious_history_not_screened
        years_since_worst_offence""",
    "somebody is at risk, by registers, orders, convictions or screening": """
        domestic_abuse_register child_register stalking_register weapons_register gang_register
        iom_register stalking_or_harassment_marker domestic_abuse_evidence
        domestic_abuse_convictions known_adult_cell_below_da_evidence child_contact_potential
        child_contact_without_child_cell_medium sexual_offending_against_children
        protective_orders_count protective_order_breaches screening_current_count
        screening_previous_count custody_behaviour_flagged""",
    "behaviour under supervision got worse and was not acted on": """
        missed_appointments_12w missed_share_12w unacceptable_absences_since_release
        attended_not_complied_12w enforcement_withdrawn_or_nfa_count recall_considered_not_taken
        arrest_or_charge_since_last_assessment arrests_or_charges_12w
        released_within_28_days significant_event_without_review""",
    "it was made in haste, at a start or an end, or carried on from before": """
        court_report_oral_or_fast court_report made_at_start_of_licence
        made_at_transfer_or_termination assessment_age_weeks first_assessment
        weeks_since_previous_assessment same_level_carried_on person_moved_unit_12m""",
    "nobody looked over it": "days_since_oversight oversight_required_but_none",
    "staff are new, few, away or carry too much": """
        grade_pqip grade_pso tenure_under_12m caseload_band caseload_over_50 workload_band
        wmt_over_110_4w reduction_band cover_share_band load_x_tenure supervision_gap_band
        sickness_band agency recent_reallocation unit_po_vacancy_band unit_spo_span_band
        unit_spo_vacancy_band unit_sickness_band unit_leaver_band unit_trainee_share_band""",
}
LOWERS = {
    "more was asked and more was drawn on": "police_intelligence_asked sources_count",
    "the person was seen, at home and for long": """
        in_person_share_12w seen_in_person_12w home_visits_12w minutes_an_appointment_12w
        interview_in_person""",
    "a time without new harm after release": "days_since_release",
    "a change was answered by a new assessment": "made_after_a_change",
    "others looked at it too": """
        oversight_contacts_12w risk_review_discussion_12w multi_agency_meeting_90d
        mappa_level_2_3""",
    "experience, and days at the office with colleagues": """
        tenure_band office_days_band unit_office_days_band""",
}
CONTEXT = """
    assigned_level groups_rated_medium_or_more earlier_ratings_count index_severity
    enforcement_taken_12w contact_suspended days_initiated_to_signed mappa_registered
    victim_liaison_contacts_year unit_inspection_rank conflicting_dates"""
EXPECTED = {
    name: direction
    for direction, groups in ((1, RAISES), (-1, LOWERS), (0, {"": CONTEXT}))
    for names in groups.values()
    for name in names.split()
}
FEATURES = [feature for theme in THEMES for feature in theme.features]


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_a_feature_speaks_in_the_direction_that_the_domain_gives_it(feature):
    assert feature.direction == EXPECTED[feature.name], "say here why, or correct the declaration"


def test_no_expectation_is_left_of_a_feature_that_is_gone():
    assert set(EXPECTED) == {feature.name for feature in FEATURES}
