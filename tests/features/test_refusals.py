import pytest

from contracts.errors import InputError
from contracts.table import load_tables
from features.declaration import Feature, Measure, Theme
from features.refusals import refuse, refused_because
from features.registry import THEMES, check, sources_of

TABLES = load_tables()


def feature(**given):
    words = dict.fromkeys(("unit", "missing_means", "sentence", "sentence_absent", "look_at"), "x")
    return Feature(name="planted", direction=1, **words | given)


@pytest.mark.parametrize(
    ("column", "reason"),
    [
        ("assessments.countersign_outcome", "restates the rating"),
        ("assessments.countersigned_date", "restates the rating"),
        ("assessments.tier", "restates the rating"),
        ("assessments.assessor_id", "identifies a member of staff"),
        ("assessments.lao_status", "says who may see the case"),
        ("audits.selection_reason", "belongs to the audit"),
        ("audits.reviewer_id", "belongs to the audit"),
        ("audits.audited_rosh", "belongs to the audit"),
        ("protected.sex", "is a protected characteristic"),
        ("extra.ethnic_group", "is a protected characteristic"),
        ("extra.home_postcode", "is a protected characteristic"),
        ("enquiries.chased", "carries no date"),
    ],
)
def test_what_restates_the_rating_or_is_protected_is_refused_with_its_reason(column, reason):
    assert reason in refused_because(column, TABLES)


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
