"""The JSON Schema of a line of JSON Lines, made from the list of the columns of a case.

``python -m worklists.publishing.case_schema worklists/publishing/schema`` writes it anew.
"""

import json
import sys
from pathlib import Path
from typing import Any

from worklists.column_kinds import ISO_DATE, CaseColumn, columns_of
from worklists.listed_case import PublishedCase, UrgentCase

SCHEMAS = {PublishedCase: "published_case", UrgentCase: "published_urgent"}
_TEXT = {"type": "string"}
_SENTENCE = {"type": "string", "minLength": 1}
_OF_THE_LIST: dict[str, dict[str, Any]] = {
    "list_id": _SENTENCE,
    "unit_id": _TEXT | {"description": "The team whose list it is."},
    "pdu": _TEXT | {"description": "Delivery unit of the team, where it is on record."},
    "region": _TEXT | {"description": "Region of the team, where it is on record."},
    "source": _TEXT | {"description": "Title of the source of the records."},
    "made_on": ISO_DATE | {"description": "The list's date; null for a source without dates."},
    "records_up_to": ISO_DATE,
    "expires_on": ISO_DATE | {"description": "Do not use the list after this day."},
    "ranked_by": _TEXT | {"description": "What ranked the list, in a sentence."},
    "sentences": {
        "type": "array",
        "items": _SENTENCE,
        "minItems": 1,
        "description": "Must be shown wherever the case is shown.",
    },
    "access": _TEXT | {"description": "What to tell a reader of a restricted case, or empty."},
}


def schema_name(case_type: type) -> str:
    """What a line of a kind of case says that it follows."""
    return f"countersign/{SCHEMAS.get(case_type, SCHEMAS[PublishedCase])}/1"


def schema_file(case_type: type) -> str:
    """The name of the schema's file."""
    return f"{SCHEMAS[case_type]}.v1.schema.json"


def case_schema(case_type: type = PublishedCase) -> dict[str, Any]:
    """What one line of a list's JSON Lines file holds, as a JSON Schema of draft 2020-12."""
    columns = columns_of(case_type)
    named = {"schema": {"const": schema_name(case_type)}}
    properties = named | _OF_THE_LIST | {one.name: _property(one) for one in columns}
    blank = {one.name: {"const": one.value_kind.blank} for one in columns if not one.always}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One case of a published list",
        "description": "One line of a list's JSON Lines file. Version 1: fields may be added only "
        "in a new version. How a case was selected is not part of it.",
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
        "if": {"properties": {"restricted": {"const": True}}},
        "then": {"properties": {"access": {"minLength": 1}} | blank},
    }


def schema_text(case_type: type = PublishedCase) -> str:
    """The schema as it stands in its file."""
    return json.dumps(case_schema(case_type), indent=2) + "\n"


def _property(one: CaseColumn) -> dict[str, Any]:
    about = {"description": one.about} if one.about else {}
    return {**one.value_kind.schema, **one.checks, **about}


if __name__ == "__main__":
    for kind in SCHEMAS:
        Path(sys.argv[1], schema_file(kind)).write_text(schema_text(kind), encoding="utf-8")
