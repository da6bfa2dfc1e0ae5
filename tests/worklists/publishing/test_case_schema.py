"""The published schema is the one that follows from the columns."""

from pathlib import Path

import jsonschema
import pytest

from worklists.publishing.case_schema import SCHEMAS, case_schema, schema_file, schema_text

FOLDER = Path("worklists/publishing/schema")


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_file_says_what_the_columns_say(kind):
    written = (FOLDER / schema_file(kind)).read_text(encoding="utf-8")

    assert written == schema_text(kind), "make docs writes it anew"


def test_it_is_a_schema_and_asks_that_a_restricted_case_is_blank():
    schema = case_schema()

    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["then"]["properties"]["reasons"] == {"const": ()}
    assert "case_reference" not in schema["then"]["properties"]
