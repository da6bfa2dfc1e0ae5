from dataclasses import replace

import pytest

from contracts.sources.profile.consistency import contradictions, exclusion_reason
from contracts.sources.profile.schema import (
    ColumnRoles,
    ExcludedColumns,
    FeatureColumn,
    FollowUpOutcome,
    Profile,
    ProtectedColumn,
    ScaleSection,
    SourceFile,
)

TOY = Profile(
    name="toy",
    title="Toy",
    about="",
    scale=ScaleSection(("low", "high"), high_from="high"),
    files=(SourceFile("toy.csv"),),
    columns=ColumnRoles(assigned="rating", audited="right"),
)


def with_feature(column: str, name: str = "one", **more) -> Profile:
    return replace(TOY, features={name: FeatureColumn(column, "number", "One", **more)})


def test_a_sound_profile_has_none():
    assert contradictions(with_feature("visits")) == []


@pytest.mark.parametrize("column", ["Sex", "applicant_gender", "RACE", "ethnic group", "Religion"])
def test_a_protected_characteristic_is_never_a_feature(column):
    faults = contradictions(with_feature(column))

    assert faults == ["features.one: never a feature, being protected; name it under 'protected'"]


def test_age_is_a_feature_only_with_a_reason():
    assert contradictions(with_feature("Age")) == [
        "features.one: a person's age needs 'because': why it may be used here"
    ]
    assert contradictions(with_feature("Age", because="the scale reads it")) == []


@pytest.mark.parametrize("column", ["NHS number", "Surname", "e-mail"])
def test_what_identifies_people_is_never_a_feature_but_an_age_may_be(column):
    fault = "features.one: never a feature, since it identifies people; leave it out"

    assert contradictions(with_feature(column)) == [fault]
    assert contradictions(with_feature("Age at signing", because="the scale reads it")) == []


def test_words_that_only_hold_a_protected_word_are_no_fault():
    assert contradictions(with_feature("essex_visits")) == []
    assert contradictions(with_feature("average_stay")) == []


def test_a_feature_on_a_column_kept_out_is_refused_with_the_reason():
    profile = replace(
        with_feature("r_days"),
        afterwards=(ExcludedColumns(("r_*",), reason="the reoffence itself"),),
    )

    assert contradictions(profile) == [
        "features.one: column 'r_days' is kept out: known only afterwards: the reoffence itself"
    ]


def test_a_feature_on_a_column_kept_apart_is_refused():
    profile = replace(with_feature("origin"), protected={"background": ProtectedColumn("origin")})

    assert contradictions(profile) == ["features.one: column 'origin' is protected and kept apart"]


def test_what_the_audit_says_is_no_feature():
    assert contradictions(with_feature("right")) == [
        "features.one: column 'right' is what the audit or outcome says"
    ]


def test_an_outcome_needs_its_section_and_no_audited_column():
    outcome = FollowUpOutcome("again", happened="1", under_from="middle", follow_up_days=730)

    faults = contradictions(replace(TOY, outcome=outcome))

    assert faults == [
        "label: 'outcome' needs the section 'outcome', and 'audit' must not have it",
        "columns.audited: a source has audits or an outcome, not both",
        "outcome.under_from is 'middle'; allowed: high",
    ]


def test_a_column_plays_one_part():
    profile = replace(TOY, columns=ColumnRoles(assigned="rating", audited="rating"))

    assert contradictions(profile) == ["columns: 'rating' plays 2 parts; allowed: one"]


def test_titles_and_spellings_are_of_levels():
    scale = ScaleSection(("low", "high"), "high", titles={"hgih": "High"}, spellings={"H": "high"})

    assert contradictions(replace(TOY, scale=scale)) == [
        "scale: titles or spellings name 'hgih'; allowed: low, high"
    ]


def test_stars_stand_for_any_characters():
    profile = replace(TOY, refused=(ExcludedColumns(("note*", "Name"), reason="free text"),))

    assert exclusion_reason(profile, "note_2") == "free text"
    assert exclusion_reason(profile, "name") is None
