import pytest

from contracts.errors import InputError
from contracts.sources.oasys_ndelius.mapping import Mapped, TableMapping, load_codes, load_mappings
from contracts.table import load_tables


def test_every_mapped_column_is_a_column_of_the_contract():
    contract = load_tables()

    for name, mapping in load_mappings().items():
        assert set(mapping.columns) <= set(contract[name].names), name


def test_every_required_column_of_a_mapped_table_is_mapped():
    contract = load_tables()

    for name, mapping in load_mappings().items():
        required = {c.name for c in contract[name].columns if c.required and c.name != "outcome"}
        assert required <= set(mapping.columns), name


def test_code_lists_give_values_that_the_contract_allows():
    contract, codes = load_tables(), load_codes()
    held_to = {
        "status": contract["assessments"].column("assessment_status"),
        "type": contract["assessments"].column("assessment_type"),
        "purpose": contract["assessments"].column("purpose"),
        "sara": contract["assessments"].column("sara_status"),
        "information": contract["assessments"].column("sources_used"),
        "contact_group": contract["contacts"].column("contact_group"),
        "appointment_outcome": contract["contacts"].column("appointment_outcome"),
        "enforcement": contract["contacts"].column("enforcement_action"),
        "enquiry_asked": contract["enquiries"].column("enquiry_type"),
        "offence_group": contract["offences"].column("offence_group"),
        "sentence": contract["offences"].column("sentence_type"),
        "grade": contract["practitioner_months"].column("grade"),
        "qa_grading": contract["audits"].column("qa_grading"),
        "sex": contract["protected"].column("sex"),
        "ethnic_group": contract["protected"].column("ethnic_group"),
    }

    for name, column in held_to.items():
        assert set(codes[name].values()) <= {*column.allowed, None}, name


def test_every_request_to_an_agency_has_a_type_of_reply():
    codes = load_codes()

    assert set(codes["enquiry_asked"].values()) == set(codes["enquiry_answered"].values())


def test_fields_are_read_through_aliases_of_reference_tables():
    mapping = TableMapping(
        grain="",
        main="REGISTRATION",
        columns={"level": Mapped("levels.CODE_VALUE")},
        from_="REGISTRATION left join R_LIST as levels on levels.ID = REGISTRATION.LEVEL_ID",
    )

    assert mapping.fields("levels.CODE_VALUE") == {("R_LIST", "CODE_VALUE")}
    assert ("R_LIST", "ID") in mapping.all_fields


def test_a_mapping_with_an_unknown_key_is_refused(tmp_path):
    (tmp_path / "contacts.yaml").write_text("grain: x\nmain: CONTACT\ncolumn: {}\ncolumns: {}\n")

    with pytest.raises(InputError, match="unknown key 'column'; did you mean 'columns'"):
        load_mappings(tmp_path)
