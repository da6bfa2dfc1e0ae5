"""Tests of names of columns that would identify a person."""

import pytest

from contracts.checks.protected_columns import why_forbidden
from contracts.identifying import identifies, is_identifier, shown_file, shown_names
from contracts.table import load_tables
from features.refusals import refused_because


@pytest.mark.parametrize(
    "name",
    [
        "FirstName", "first name", "SURNAME", "forenames", "offenderName", "name", "known_as",
        "nomsNumber", "NOMS_ID", "nomis", "CRN", "crnNumber", "pncId", "PNC number", "next_of_kin",
        "NextOfKin", "e-mail", "emailAddress", "home_address", "Postcode", "post code", "mobile",
        "telephone_no", "NINO", "National Insurance No", "DOB", "dateOfBirth", "PassportNumber",
        "fname", "FULL_NM", "mother", "telNo", "tel", "contactNumber", "addr1", "street",
        "nhsNo", "NI_NO", "driverLicense", "vehicleReg", "prisonNo", "PrisonerNumber", "offenderNo",
        "arrestSummonsNumber", "ViSOR_id", "twitterHandle", "aka", "born_on", "houseNo",
    ],
)  # fmt: skip
def test_a_name_that_tells_who_somebody_is_is_refused_in_any_style(name):
    assert identifies(name)
    assert why_forbidden(name) == "it identifies people"
    assert refused_because(f"extra.{name}", {})


@pytest.mark.parametrize(
    "name",
    [
        "contact_date",
        "unit_name",
        "teamName",
        "offence_name",
        "kinship",
        "named_visits",
        "telling",
        "grandfathered",
    ],
)
def test_names_of_things_and_words_that_hold_the_letters_pass(name):
    assert not identifies(name)


def test_no_column_of_the_contracts_but_the_year_of_birth_identifies():
    names = {name for table in load_tables().values() for name in table.names}

    assert {name for name in names if identifies(name)} == {"birth_year"}


@pytest.mark.parametrize(
    "text", ["x123456", "A 1234 BC", "12/34567x", "AB 12 34 56 C", "jo@example.org", "jo bloggs"]
)
def test_numbers_addresses_and_names_are_known_in_any_case_and_spacing(text):
    assert is_identifier(text)


@pytest.mark.parametrize("text", ["p-0001", "contact_date", "W17", ""])
def test_pseudonyms_and_headings_are_not(text):
    assert not is_identifier(text)


@pytest.mark.parametrize(
    "name", ["Joanna Bloggs.docx", "bloggs_joanna.csv", "X123456.pdf", "letter to A1234BC.txt"]
)
def test_a_file_named_after_a_person_is_not_named(name):
    assert shown_file(name) == "a file whose name looks like that of a person"


@pytest.mark.parametrize(
    "name", ["contacts.xlsx", "README.md", "unit_months_2024.csv", "Assessments June.csv"]
)
def test_any_other_file_is_named(name):
    assert shown_file(name) == name


def test_several_are_counted_together():
    assert shown_names(["Jo Bloggs", "size", "X123456"]) == [
        "size",
        "2 whose names look like those of people",
    ]
