"""The published schema is the one that follows from the columns."""

from pathlib import Path

import jsonschema

from worklists.publishing.case_schema import SCHEMA_FILE, case_schema, schema_text

FOLDER = Path("worklists/publishing/schema")


def test_the_file_says_what_the_columns_say():
    stale = f"python -m worklists.publishing.case_schema {FOLDER} writes it anew"

    assert (FOLDER / SCHEMA_FILE).read_text(encoding="utf-8") == schema_text(), stale


def test_it_is_a_schema_and_asks_that_a_restricted_case_is_blank():
    schema = case_schema()

    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["then"]["properties"]["reasons"] == {"const": ()}
    assert "case_reference" not in schema["then"]["properties"]
