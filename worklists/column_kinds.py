"""How one column of a listed case is declared; page, workbook, CSV, JSON Lines and schema follow.

A kind of case is a frozen dataclass whose fields are annotated with a :class:`CaseColumn`
(``worklists.listed_case.PublishedCase``). To add a column, add a field there: nothing else names
the columns one by one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, get_type_hints

import pandas as pd

from contracts.wording import date_in_words
from worklists.plain_text import is_missing, plain_text

Case = TypeVar("Case")
Kind = Literal["text", "texts", "number", "age", "waited", "date", "level", "flag"]
Place = Literal["cell", "beside", "card", "below", "status", "nowhere"]
ISO_DATE = {"type": ["string", "null"], "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_TEXT = {"type": "string"}


@dataclass(frozen=True)
class ValueKind:
    """How values of a kind are read from a row, what a blank one is, and its JSON schema."""

    read: Callable[[Any], Any]
    blank: Any
    schema: Mapping[str, Any]


@dataclass(frozen=True)
class CaseColumn:
    """One column of a listed case.

    Parameters
    ----------
    title : str
        Heading on page, workbook and CSV; without one the column is for JSON Lines only.
    kind : Kind
        Of its values; ``age`` and ``waited`` count weeks, ``waited`` 0 for none.
    about : str
        Its description in the JSON Schema.
    place : Place
        Where the page shows it: in a ``cell`` of the row, ``beside`` the value before it, in a
        block of the ``card`` or ``below`` another in the same block, as a tag in the ``status``
        cell, or nowhere.
    width : int
        Of its column in the workbook in characters. Without one, what stands ``below`` another
        column on the page shares that column's cell.
    always : bool
        Shown of a restricted case too.
    tag : str
        What the status cell says where the value is not blank; of a date, with the day.
    words : str
        What a CSV cell says where a flag is true.
    checks : mapping
        Further rules of its JSON schema.
    name : str
        Field of the case and key of a JSON line; filled in from the field.
    """

    title: str
    kind: Kind
    about: str = ""
    place: Place = "nowhere"
    width: int = 0
    always: bool = False
    tag: str = ""
    words: str = "yes"
    checks: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""

    @property
    def value_kind(self) -> ValueKind:
        """How its values are read and described."""
        return KINDS[self.kind]


def columns_of(case_type: type) -> tuple[CaseColumn, ...]:
    """The columns of a kind of case, in their order."""
    return _columns_of(case_type)


@cache
def _columns_of(case_type: type) -> tuple[CaseColumn, ...]:
    hints = get_type_hints(case_type, include_extras=True)
    return tuple(replace(hint.__metadata__[0], name=name) for name, hint in hints.items())


def read_case(case_type: type[Case], row: Mapping[Any, Any]) -> Case:
    """A case from a row; of a restricted one only what is always shown is kept.

    What the row lacks is blank: rounds kept from before a column was added can still be read.
    """
    restricted = _flag(row.get("restricted"))
    values = {
        one.name: one.value_kind.read(row.get(one.name))
        if one.always or not restricted
        else one.value_kind.blank
        for one in columns_of(case_type)
    }
    return case_type(**values)


def csv_cell(one: CaseColumn, case: object) -> str:
    """The value as one cell of text; several texts are parted by a bar."""
    value = getattr(case, one.name)
    if not is_filled(one, case):
        return ""
    if one.kind == "flag":
        return one.words
    return " | ".join(value) if one.kind == "texts" else str(value)


def is_filled(one: CaseColumn, case: object) -> bool:
    """Whether the case has a value in the column."""
    return bool(getattr(case, one.name) != one.value_kind.blank)


def status_tags(columns: Iterable[CaseColumn], case: object) -> list[tuple[str, str]]:
    """The tags of a case, as name of the column and words."""
    found = [one for one in columns if one.place == "status" and is_filled(one, case)]
    return [(one.name, _tag_words(one, case)) for one in found]


def _tag_words(one: CaseColumn, case: object) -> str:
    if one.kind != "date":
        return one.tag
    return f"{one.tag} since {date_in_words(getattr(case, one.name))}"


def weeks(number: int) -> str:
    """A number of weeks in words.

    Examples
    --------
    >>> weeks(1), weeks(3)
    ('1 week', '3 weeks')
    """
    return f"{number} week{'' if number == 1 else 's'}"


def day_of(value: object) -> date | None:
    """The day of a date in any form that pandas reads; None where it is missing."""
    return None if is_missing(value) else pd.Timestamp(str(value)).date()


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, Iterable) or isinstance(values, str):
        return ()
    return tuple(text for text in map(plain_text, values) if text)


def _number(value: Any) -> int | None:
    return None if is_missing(value) else int(value)


def _flag(value: object) -> bool:
    return not is_missing(value) and bool(value)


KINDS: Mapping[Kind, ValueKind] = {
    "text": ValueKind(plain_text, "", _TEXT),
    "level": ValueKind(plain_text, "", _TEXT),
    "texts": ValueKind(_texts, (), {"type": "array", "items": {"type": "string", "minLength": 1}}),
    "number": ValueKind(_number, None, {"type": ["integer", "null"]}),
    "age": ValueKind(_number, None, {"type": ["integer", "null"]}),
    "waited": ValueKind(lambda value: _number(value) or 0, 0, {"type": "integer", "minimum": 0}),
    "date": ValueKind(day_of, None, ISO_DATE),
    "flag": ValueKind(_flag, False, {"type": "boolean"}),
}
