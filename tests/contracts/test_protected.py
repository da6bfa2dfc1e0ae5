"""Tests of the one list of protected characteristics, and that all who ask it agree."""

import pytest

from contracts.checks.protected_columns import why_forbidden
from contracts.levels import Scale
from contracts.protected import CHARACTERISTICS, characteristic_of, is_about_age
from contracts.sources.profile.consistency import contradictions
from contracts.sources.profile.schema import (
    ColumnRoles,
    FeatureColumn,
    Profile,
    ScaleSection,
    SourceFile,
)
from contracts.table import load_tables
from features.refusals import refused_because
from features.registry import THEMES

NAMES = {
    "disability": "disability disabled Disabilities hasDisability impairment hearing_impairment "
    "learning_disability learning-difficulties neurodiversity neurodivergent autism wheelchair",
    "gender reassignment": "gender_reassignment genderIdentity gender-identity GENDERIDENTITY "
    "transgender trans is_trans trans_flag trans_id non_binary preferredPronouns",
    "marriage and civil partnership": "marital_status maritalStatus MARITALSTATUS married "
    "is_married marriage civil_partnership civilPartner civil-status "
    "divorced widowed single spouse",
    "pregnancy and maternity": "pregnancy pregnant isPregnant ispregnant maternity Maternity_Flag",
    "race": "race races RaceCode racecode raceDesc ethnicity Ethnicities ethnic_group ethnicgroup "
    "ETHNIC_GROUP_ID offender_ethnicity nationality nationalities citizenship national_origin "
    "countryOfBirth COUNTRYOFBIRTH country-of-birth place_of_birth first_language caste "
    "gypsy_or_traveller travellers skin_colour black is_asian White foreign_national",
    "religion or belief": "religion Religions religious_belief belief beliefs_code religion_group "
    "religion_or_belief faith faithGroup is_muslim denomination",
    "sex": "sex Sex_Code SEXCODE sexId sexes gender genders offendersex person_sex sex_of_offender "
    "sex2 male is_female is_woman",
    "sexual orientation": "sexual_orientation sexualOrientation SEXUALORIENTATION sexuality lgbt "
    "LGBTQ+ isLGBT sexual-identity bisexual gay",
}
OTHERS = (
    "sexual_offence", "sexual_violence", "sexual_contact_band", "SexualOffending", "sex_offences",
    "sex offender register", "believed", "racecourse", "trace", "stage", "average", "message",
    "essex_visits", "unisex", "transfer", "transport", "transaction_id", "good_faith", "faithful",
    "forced_marriage", "hate_crime_disability", "religiously_aggravated", "gender_based_violence",
    "criminal_beliefs", "partner_violence", "blind_to_model", "black_box", "single_assessment",
    "separated_records", "womens_centre", "terrace", "rag_colour", "agenda", "casted", "hearing",
    "relationships_need", "interpretation", "impaired_driving", "domestic_abuse_flag",
)  # fmt: skip
PROTECTED = [(name, what) for what, names in NAMES.items() for name in names.split()]
TOY = Scale(("low", "high"), "high")


def refused_by(name: str) -> dict[str, bool]:
    """Who of the three would refuse a feature of that name for a protected characteristic."""
    profile = Profile(
        name="toy",
        title="Toy",
        about="",
        scale=ScaleSection(TOY.levels, high_from="high"),
        files=(SourceFile("toy.csv"),),
        columns=ColumnRoles(assigned="rating", audited="right"),
        features={"one": FeatureColumn(name, "number", "One")},
    )
    return {
        "profile": any("being protected" in fault for fault in contradictions(profile)),
        "check": "protected characteristic" in (why_forbidden(name) or ""),
        "features": "protected characteristic" in (refused_because(f"extra.{name}", {}) or ""),
    }


def test_all_nine_characteristics_but_age_are_on_the_list_and_tried_here():
    assert set(CHARACTERISTICS) == set(NAMES)
    assert len(CHARACTERISTICS) + 1 == 9


@pytest.mark.parametrize(("name", "characteristic"), PROTECTED)
def test_a_protected_name_is_refused_by_profile_check_and_features_alike(name, characteristic):
    assert characteristic_of(name) == characteristic
    assert refused_by(name) == {"profile": True, "check": True, "features": True}


@pytest.mark.parametrize("name", OTHERS)
def test_a_name_that_only_resembles_one_passes_all_three(name):
    assert characteristic_of(name) is None
    assert refused_by(name) == {"profile": False, "check": False, "features": False}


@pytest.mark.parametrize("style", [str.upper, str.title, lambda n: n.replace("_", "-")])
@pytest.mark.parametrize(
    "affix", ["{}_code", "is_{}", "{}_flag", "{}_id", "{}_desc", "{}s", "x_{}"]
)
@pytest.mark.parametrize("name", ["sexual_orientation", "religion", "ethnic_group", "transgender"])
def test_case_style_prefix_and_suffix_make_no_difference(name, affix, style):
    assert characteristic_of(style(affix.format(name))) == characteristic_of(name)


def test_every_column_of_the_protected_table_is_on_the_list_or_about_age():
    columns = [name for name in load_tables()["protected"].names if name != "person_id"]

    assert [c for c in columns if not (characteristic_of(c) or is_about_age(c))] == []


def test_no_feature_and_no_column_of_another_table_is_protected():
    features = [feature.name for theme in THEMES for feature in theme.features]
    columns = [n for t in load_tables().values() if t.name != "protected" for n in t.names]

    assert [name for name in features + columns if characteristic_of(name)] == []


@pytest.mark.parametrize("name", ["Age", "age_at_screening", "dateOfBirth", "DOB", "ageBand"])
def test_age_has_a_rule_of_its_own(name):
    assert is_about_age(name)
    assert characteristic_of(name) is None


@pytest.mark.parametrize("name", ["stage", "average", "mileage", "country_of_birth", "message"])
def test_what_only_holds_the_letters_of_age_is_not_about_it(name):
    assert not is_about_age(name)
