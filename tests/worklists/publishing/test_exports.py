"""CSV and JSON Lines hold what the page holds, and nothing in them runs."""

import csv
import io
import json

import jsonschema
import pytest

from tests.worklists.made_up import (
    HOSTILE,
    a_case,
    a_list,
    a_restricted_case,
    a_retrospective_list,
    an_urgent_list,
)
from worklists.listed_case import PublishedCase, UrgentCase
from worklists.plain_text import plain_text
from worklists.publishing.case_schema import case_schema, schema_name
from worklists.publishing.exports import as_csv, as_json_lines


def _rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_csv_has_one_row_a_case_in_list_order_with_its_dates_as_dates():
    rows = _rows(as_csv(a_list(3)))

    assert [row["No."] for row in rows] == ["1", "2", "3"]
    assert rows[0]["Assessed"] == "2026-09-29"
    assert rows[1]["Why it is listed"].count(" | ") == 2


def test_every_csv_row_carries_the_sentences_and_how_it_was_ranked():
    (row,) = _rows(as_csv(a_list(1)))

    assert row["About this list"].startswith("This list shows assessments worth a second look.")
    assert row["How it was ranked"] == "This list is ranked by the model."


def test_a_csv_without_cases_is_its_header():
    assert len(as_csv(a_list(0)).splitlines()) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_no_csv_cell_starts_as_a_formula_and_no_row_is_torn(text):
    case = a_case(1, case_reference=plain_text(text), reasons=(plain_text(text),))

    (row,) = _rows(as_csv(a_list([case], unit_id=plain_text(text))))

    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
    assert row["Case reference"].lstrip("'") == plain_text(text).lstrip("'")


@pytest.mark.parametrize(
    "published",
    [
        a_list(5),
        a_retrospective_list(4),
        a_list([a_restricted_case(1), a_case(2)]),
        an_urgent_list(),
    ],
)
def test_every_line_fits_the_published_schema(published):
    schema = case_schema(published.case_type)
    jsonschema.Draft202012Validator.check_schema(schema)

    lines = as_json_lines(published).splitlines()

    assert len(lines) == len(published.cases)
    for line in lines:
        jsonschema.validate(json.loads(line), schema)


def test_the_schema_refuses_a_restricted_case_with_details():
    line = json.loads(as_json_lines(a_list([a_case(1, restricted=True)])))

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(line, case_schema())


@pytest.mark.parametrize("kind", [PublishedCase, UrgentCase])
def test_the_schema_says_the_version_that_the_lines_carry(kind):
    assert case_schema(kind)["properties"]["schema"]["const"] == schema_name(kind)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_on_one_line_of_plain_ascii(text):
    case = a_case(1, case_reference=text, reasons=(text, "\u2028"))

    lines = as_json_lines(a_list([case]))

    assert lines.isascii()
    assert json.loads(lines)["case_reference"] == text
    assert lines.count("\n") == 1
