"""Writes the ranges into docs/parameters.md: ``python -m pipelines.parameters_page``."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from pipelines.running.outputs import whole
from pipelines.running.params.sections import Parameters
from pipelines.running.stage import Figures, run

PAGE = Path("docs/parameters.md")
KINDS = {
    "integer": "a whole number",
    "number": "a number",
    "string": "a text",
    "boolean": "`true` or `false`",
    "null": "`null`",
}
ENDS = {
    "minimum": "at least",
    "exclusiveMinimum": "above",
    "maximum": "at most",
    "exclusiveMaximum": "below",
}
ROW = re.compile(r"^\| `(?P<name>\w+)` \|(?P<allowed>[^|]*)\| (?P<meaning>.*) \|$")


def main(*, page: Path = PAGE) -> Figures:
    """Write what is allowed for each parameter; what each means is written by hand."""
    text = with_ranges(page.read_text(encoding="utf-8"))
    with whole(page, private=False) as unfinished:
        unfinished.write_text(text, encoding="utf-8")
    return {"parameters": len(re.findall(ROW.pattern, text, re.MULTILINE))}


def with_ranges(page: str) -> str:
    """The page with the middle cell of each row taken from the classes of the parameters."""
    sections, section, lines = get_type_hints(Parameters), "", []
    for line in page.split("\n"):
        section = line.removeprefix("## ") if line.startswith("## ") else section
        row = ROW.match(line)
        if row and section in sections:
            hints = get_type_hints(sections[section], include_extras=True)
            allowed = in_words(TypeAdapter(hints[row["name"]]).json_schema())
            line = f"| `{row['name']}` | {allowed} | {row['meaning']} |"  # noqa: PLW2901
        lines.append(line)
    return "\n".join(lines)


def in_words(schema: Mapping[str, Any]) -> str:
    """What a JSON Schema allows, in words.

    Examples
    --------
    >>> in_words({"type": "integer", "minimum": 2, "maximum": 50})
    'a whole number, 2 to 50'
    >>> in_words({"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "null"}]})
    'a number, above 0; or `null`'
    """
    if "description" in schema:
        return str(schema["description"])
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "anyOf" in schema:
        return "; or ".join(in_words(form) for form in schema["anyOf"])
    if schema["type"] == "array":
        return f"a list; each: {in_words(schema['items'])}"
    if schema["type"] == "object":
        return f"a mapping; each: {in_words(schema['additionalProperties'])}"
    return ", ".join(filter(None, [KINDS[schema["type"]], _range(schema)]))


def _range(schema: Mapping[str, Any]) -> str:
    if "minimum" in schema and "maximum" in schema:
        return f"{schema['minimum']:,} to {schema['maximum']:,}"
    words = [f"{word} {schema[end]:,}" for end, word in ENDS.items() if end in schema]
    return ", ".join(words)


if __name__ == "__main__":
    run(main)
