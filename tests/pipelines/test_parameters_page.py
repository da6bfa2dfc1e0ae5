from typing import Annotated

import pytest
from pydantic import Field, TypeAdapter

from pipelines.parameters_page import in_words, main, with_ranges

PAGE = """# Parameters

## train

| name | allowed | meaning |
|---|---|---|
| `folds` | old words | test windows |
| `jobs` | | processes |

## other

| `folds` | untouched | of another section |
"""


@pytest.mark.parametrize(
    ("hint", "words"),
    [
        (int, "a whole number"),
        (bool, "`true` or `false`"),
        (Annotated[int, Field(ge=500, le=1_000_000)], "a whole number, 500 to 1,000,000"),
        (Annotated[float, Field(gt=0, lt=1)], "a number, above 0, below 1"),
        (Annotated[float, Field(gt=0, le=1)], "a number, above 0, at most 1"),
        (Annotated[int, Field(ge=1)] | None, "a whole number, at least 1; or `null`"),
        (Annotated[str, Field(description="a day")], "a day"),
        (tuple[int, ...], "a list; each: a whole number"),
        (dict[str, Annotated[float, Field(ge=0)]], "a mapping; each: a number, at least 0"),
    ],
)
def test_what_a_type_allows_is_said_in_words(hint, words):
    assert in_words(TypeAdapter(hint).json_schema()) == words


def test_a_choice_is_said_by_its_values():
    assert in_words({"enum": ["weekly", "daily"]}) == "`weekly`, `daily`"


def test_the_middle_cell_alone_is_written_and_only_of_sections_there_are():
    page = with_ranges(PAGE)

    assert "| `folds` | a whole number, 2 to 50 | test windows |" in page
    assert "| `folds` | untouched | of another section |" in page
    changed = [
        (old, new)
        for old, new in zip(PAGE.split("\n"), page.split("\n"), strict=True)
        if old != new
    ]
    assert len(changed) == 2


def test_a_page_that_is_up_to_date_stays_as_it_is():
    once = with_ranges(PAGE)

    assert with_ranges(once) == once


def test_a_row_of_a_parameter_that_there_is_not_is_an_error():
    with pytest.raises(KeyError, match="fold"):
        with_ranges(PAGE.replace("`folds` | old", "`fold` | old"))


def test_the_page_is_written_in_place_and_its_rows_are_counted(tmp_path):
    page = tmp_path / "parameters.md"
    page.write_text(PAGE)

    figures = main(page=page)

    assert page.read_text() == with_ranges(PAGE)
    assert figures == {"parameters": 3}
