from dataclasses import replace

import pytest

from contracts.errors import InputError
from contracts.table import Column, load_tables
from features.declaration import Feature, Measure, Theme
from features.refusals import refuse, refused_because
from features.registry import THEMES, check, sources_of

TABLES = load_tables()


def feature(**changes):
    words = dict.fromkeys(("unit", "missing_means", "sentence", "sentence_absent", "look_at"), "x")
    return Feature(name="planted", direction=1, **words | changes)


RESTATES, AUDIT = "restates the rating", "belongs to the audit"
PROTECTED, STAFF = "is a protected characteristic", "identifies a member of staff"


@pytest.mark.parametrize(
    ("column", "reason"),
    [
        ("assessments.countersign_outcome", RESTATES),
        ("assessments.countersigned_date", RESTATES),
        ("assessments.assessor_id", STAFF),
        ("practitioner_months.assessor_id", STAFF),
        ("assessments.lao_status", "says who may see the case"),
        ("enquiries.chased", "carries no date"),
        ("registrations.next_review_date", "is moved after signature"),
        ("audits.any_column", AUDIT),
        ("protected.any_column", PROTECTED),
    ],
)
def test_what_restates_the_rating_or_is_protected_is_refused_with_its_reason(column, reason):
    assert reason in refused_because(column, {})


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("tier countersign countersigned", RESTATES),
        ("audited audit reviewer selection", AUDIT),
        ("sex gender ethnic ethnicity race religion nationality language", PROTECTED),
        ("postcode disability birth dob surname forename pregnancy", PROTECTED),
    ],
)
def test_a_column_with_such_a_word_in_its_name_is_refused_in_any_table(words, reason):
    for word in words.split():
        assert reason in (refused_because(f"extra.home_{word}", {}) or ""), word
        assert refused_because(f"extra.under{word}", {}) is None, "only whole words count"


@pytest.mark.parametrize("moment", ["after signature, by hand", "never", "when the audit ends"])
def test_a_column_known_too_late_by_its_contract_is_refused(moment):
    column = Column("later", "string", "Set later", known=moment)
    tables = {"contacts": replace(TABLES["contacts"], columns=(column,))}

    assert refused_because("contacts.later", tables) == f"is known only {moment}"


def test_ordinary_columns_are_not_refused():
    for column in ("assessments.purpose", "contacts.known_at", "assessments.sexual_contact_band"):
        assert refused_because(column, TABLES) is None


def test_a_column_that_its_contract_says_is_known_after_signature_is_refused():
    late = [
        f"{table.name}.{column.name}"
        for table in TABLES.values()
        for column in table.columns
        if column.known.startswith("after signature")
    ]

    assert late
    for column in late:
        assert refused_because(column, TABLES)


def test_all_refused_columns_are_named_at_once():
    planted = [("first", "audits.reviewer_id"), ("second", "protected.sex")]

    with pytest.raises(InputError, match=r"features: 2 faults\n  - feature 'first' reads audits"):
        refuse(planted, TABLES)


def test_a_declaration_that_reads_a_refused_column_does_not_pass_the_registry():
    planted = Theme("planted", "?", (feature(expression="k.countersign_outcome"),))

    with pytest.raises(InputError, match=r"'planted' reads assessments.countersign_outcome, which"):
        check([*THEMES, planted])


def test_a_refused_column_cannot_hide_in_a_measure():
    identity = Measure("who", "practitioner_months", "max(f.assessor_id)", type="string")
    planted = Theme("planted", "?", (feature(expression="case when who = 'S1' then 1 end"),))

    with pytest.raises(InputError, match="identifies a member of staff"):
        check([Theme("planted", "?", planted.features, (identity,))])


def test_every_column_that_a_feature_reads_stands_in_a_contract():
    for theme in THEMES:
        for declared in theme.features:
            for source in sources_of(declared, THEMES):
                table, column = source.split(".")
                assert column in TABLES[table].names, f"{declared.name} reads {source}"


def test_no_feature_reads_an_audit_a_protected_table_or_a_name_of_staff():
    read = {s for theme in THEMES for f in theme.features for s in sources_of(f, THEMES)}

    assert not [source for source in read if source.split(".")[0] in ("audits", "protected")]
    assert not [source for source in read if "assessor_id" in source]
