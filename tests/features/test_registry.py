import re
from importlib import import_module

import pytest

from contracts.errors import InputError
from contracts.source import ExtraFeature
from features.declaration import Measure, Theme
from features.registry import THEMES, check, sources_of, themes_for

FEATURES = [feature for theme in THEMES for feature in theme.features]


def test_there_are_at_least_sixty_features_in_ten_families():
    assert len(FEATURES) >= 60
    assert len(THEMES) >= 10


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_a_feature_says_all_that_a_reader_needs(feature):
    texts = [feature.unit, feature.missing_means]
    texts += [feature.sentence, feature.sentence_absent, feature.look_at] * feature.shown_as_reason

    assert all(texts)
    assert "{date}" not in feature.sentence or feature.evidence_date
    assert "{date}" not in feature.sentence_absent


def test_no_sentence_speaks_of_load_offenders_errors_or_safety():
    for feature in FEATURES:
        words = f"{feature.sentence} {feature.sentence_absent}".lower()
        for word in ("offender", "wrong", "safe ", "error", "caseload", "workload", "assessor"):
            assert word not in words, feature.name


def test_a_feature_names_the_columns_it_reads_through_measures_too():
    missed = next(f for f in FEATURES if f.name == "missed_share_12w")

    assert sources_of(missed, THEMES) == (
        "assessments.assessment_date",
        "assessments.contact_suspended",
        "contacts.appointment_outcome",
        "contacts.contact_date",
    )


def test_a_name_used_twice_is_refused():
    twice = Theme("twice", "?", THEMES[0].features[:1])

    with pytest.raises(InputError, match="'da_enquiry_missing_when_needed' is declared twice"):
        check([*THEMES, twice])


def test_two_measures_of_one_name_are_refused_unless_they_are_the_same():
    other = Measure("enquiries_made", "contacts", "count(*)", "0")

    with pytest.raises(InputError, match="'enquiries_made' is declared twice"):
        check([*THEMES, Theme("other", "?", (), (other,))])


def test_text_that_one_engine_would_not_read_is_refused():
    foreign = Measure("latest", "contacts", "arg_max(f.contact_group, f.known_at)")

    with pytest.raises(InputError, match="'latest': 'arg_max': write max_by or min_by"):
        check([Theme("foreign", "?", (), (foreign,))])


def test_a_source_with_features_of_its_own_gets_one_theme_more():
    themes = themes_for([ExtraFeature("wait", "number", "Minutes waited")])

    assert [theme.name for theme in themes[len(THEMES) :]] == ["profile"]
    assert themes_for() == THEMES


def test_a_source_may_not_bring_a_feature_that_is_computed_already():
    with pytest.raises(InputError, match="'first_assessment' is declared twice"):
        themes_for([ExtraFeature("first_assessment", "boolean", "No earlier assessment")])


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_theme_has_the_name_of_its_module_and_asks_one_question(theme):
    module = import_module(f"features.themes.{theme.name}")

    assert theme in vars(module).values()
    assert re.fullmatch(r"[A-Z][^?]*\?", theme.question)
