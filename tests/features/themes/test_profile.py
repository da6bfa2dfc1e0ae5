import pytest

from contracts.errors import InputError
from contracts.source import ExtraFeature
from features.themes.profile import profile_theme


def test_a_protected_column_is_refused_with_the_reason():
    with pytest.raises(
        InputError,
        match="is a protected characteristic, a close proxy of one, or identifies people",
    ):
        profile_theme([ExtraFeature("home_postcode", "category", "Where the person lives")])


def test_a_name_that_the_feature_table_uses_is_refused():
    with pytest.raises(
        InputError, match="extra column 'assigned' has a name the feature table uses"
    ):
        profile_theme([ExtraFeature("assigned", "category", "A second level")])


def test_age_is_a_feature_where_a_profile_names_it():
    theme = profile_theme([ExtraFeature("age", "number", "Age", unit="years")])

    assert [(f.name, f.unit, f.type) for f in theme.features] == [("age", "years", "number")]


def test_sentences_are_the_profiles_own_or_made_of_the_meaning():
    given = ExtraFeature(
        "seen", "boolean", "Seen before", sentence="Was seen.", shown_as_reason=False
    )
    plain = ExtraFeature("wait", "number", "Minutes waited")

    seen, wait = profile_theme([given, plain]).features

    assert (seen.sentence, seen.sentence_absent) == ("Was seen.", "Seen before: no.")
    assert (wait.sentence, wait.sentence_absent) == ("Minutes waited: {value}.",) * 2
    assert (seen.shown_as_reason, wait.shown_as_reason) == (False, True)
