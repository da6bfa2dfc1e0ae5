import dataclasses

import pytest

from features.declaration import Feature, Measure, Theme

WORDS = {
    "unit": "days",
    "missing_means": "not recorded",
    "direction": 1,
    "sentence": "{value} days",
    "sentence_absent": "",
    "look_at": "Contacts",
}
OF_ASSESSMENT = Feature(name="age_of_plan", expression="k.plan_days", **WORDS)
OF_CONTACTS = Feature(
    name="missed", table="contacts", expression="count(*)", when_none="0", **WORDS
)
DATED = dataclasses.replace(OF_CONTACTS, evidence_date="max(f.contact_date)")


def test_a_feature_of_the_assessment_is_its_expression_and_needs_no_measure():
    assert not OF_ASSESSMENT.is_aggregate
    assert OF_ASSESSMENT.measures() == ()
    assert OF_ASSESSMENT.sql() == "k.plan_days"
    assert OF_ASSESSMENT.date_sql() == ""


def test_a_feature_of_another_table_is_a_measure_by_its_name():
    assert OF_CONTACTS.is_aggregate
    assert OF_CONTACTS.measures() == (Measure("missed", "contacts", "count(*)", "0", "double"),)
    assert OF_CONTACTS.sql() == "missed"
    assert OF_CONTACTS.date_sql() == ""


def test_its_evidence_has_a_date_of_its_own_that_is_blank_where_there_is_none():
    value, date = DATED.measures()

    assert value == OF_CONTACTS.measures()[0]
    assert date == Measure("missed__date", "contacts", "max(f.contact_date)", "null", "date")
    assert DATED.date_sql() == DATED.dated_by == "missed__date"


def test_a_date_on_the_assessment_is_read_there():
    dated = dataclasses.replace(OF_ASSESSMENT, evidence_date="k.plan_date")

    assert dated.measures() == ()
    assert dated.date_sql() == "k.plan_date"


@pytest.mark.parametrize(
    ("type_", "of_measure"), [("number", "double"), ("yes_no", "double"), ("category", "string")]
)
def test_only_a_category_is_text(type_, of_measure):
    (measure,) = dataclasses.replace(OF_CONTACTS, type=type_).measures()

    assert measure.type == of_measure


def test_a_theme_has_its_measures_and_then_those_of_its_features():
    shared = Measure("first", "contacts", "min(f.contact_date)", type="date")
    theme = Theme("contact", "Was there contact?", (OF_ASSESSMENT, DATED), measures=(shared,))

    assert [measure.name for measure in theme.all_measures()] == ["first", "missed", "missed__date"]


def test_a_feature_speaks_from_one_and_is_shown_unless_it_says_otherwise():
    assert OF_ASSESSMENT.speaks_from == 1.0
    assert OF_ASSESSMENT.shown_as_reason
    assert OF_ASSESSMENT.about is None
