"""Tests of names of columns that would identify a person."""

import pytest

from contracts.checks.protected_columns import why_forbidden
from contracts.identifying import identifies
from contracts.table import load_tables
from features.refusals import refused_because


@pytest.mark.parametrize(
    "name",
    [
        "FirstName", "first name", "SURNAME", "forenames", "offenderName", "name", "known_as",
        "nomsNumber", "NOMS_ID", "nomis", "CRN", "crnNumber", "pncId", "PNC number", "next_of_kin",
        "NextOfKin", "e-mail", "emailAddress", "home_address", "Postcode", "post code", "mobile",
        "telephone_no", "NINO", "National Insurance No", "DOB", "dateOfBirth", "PassportNumber",
    ],
)  # fmt: skip
def test_a_name_that_tells_who_somebody_is_is_refused_in_any_style(name):
    assert identifies(name)
    assert why_forbidden(name) == "it identifies people"
    assert refused_because(f"extra.{name}", {})


@pytest.mark.parametrize(
    "name", ["contact_date", "unit_name", "teamName", "offence_name", "kinship", "named_visits"]
)
def test_names_of_things_and_words_that_hold_the_letters_pass(name):
    assert not identifies(name)


def test_no_column_of_the_contracts_but_the_year_of_birth_identifies():
    names = {name for table in load_tables().values() for name in table.names}

    assert {name for name in names if identifies(name)} == {"birth_year"}
