"""Checks settings written by hand against a dataclass: all faults together, in the house's words.

pydantic does the checking; this module gives it the house's strictness and the house's sentences.
Types and ranges stand in the dataclass itself: ``folds: Annotated[int, Field(ge=2, le=20)]``.
"""

import dataclasses
import datetime as dt
import difflib
import json
import types
import typing
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, ConfigDict, TypeAdapter, ValidationError

T = TypeVar("T")
STRICT = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
SHOWN = 60
NUMBER = "a number"
KINDS = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "float_type": NUMBER,
    "bool_type": "true or false",
    "date_type": "a date, YYYY-MM-DD",
    "date_parsing": "a date, YYYY-MM-DD",
    "date_from_datetime_parsing": "a date, YYYY-MM-DD",
    "tuple_type": "a list",
    "list_type": "a list",
    "mapping_type": "a mapping",
    "dict_type": "a mapping",
    "none_required": "null",
}
RANGES = {
    "greater_than": ("gt", "above {}"),
    "greater_than_equal": ("ge", "at least {}"),
    "less_than": ("lt", "below {}"),
    "less_than_equal": ("le", "at most {}"),
    "too_short": ("min_length", "at least {} entries"),
    "string_too_short": ("min_length", "a text of at least {} character(s)"),
}


def _number_as_text(value: object) -> object:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return str(value) if is_number else value


def _lone_value_as_list(value: object) -> object:
    return tuple(value) if isinstance(value, list) else (value,)


Lone = BeforeValidator(_lone_value_as_list)
"""For a tuple in ``Annotated``: a lone value stands for a list of one."""
Text = Annotated[str, BeforeValidator(_number_as_text)]
"""A text; a number is read as one, so that codes need no quotes."""
Texts = Annotated[tuple[Text, ...], Lone]
"""A list of texts, or a lone one."""


def validated(kind: type[T], content: object, *, at: str = "", faults: list[str]) -> T | None:
    """The dataclass ``kind`` made from plain YAML ``content``, or None where it does not fit.

    Every fault is added to ``faults`` in words: where it is (``at`` and the keys below it), what
    is allowed, for an unknown key the nearest known one. Fields that are dataclasses, tuples,
    mappings, unions or ``Annotated`` with a range are followed to any depth. No number is read
    from a text, and NaN and infinity are no numbers.

    Examples
    --------
    >>> from pydantic import Field
    >>> @dataclasses.dataclass(frozen=True)
    ... class Forest:
    ...     trees: Annotated[int, Field(ge=1)]
    ...     depth: int | None = None
    >>> validated(Forest, {"trees": 100}, faults=[])
    Forest(trees=100, depth=None)
    >>> faults = []
    >>> validated(Forest, {"trees": 0, "dept": 3}, at="train", faults=faults)
    >>> faults
    ['train.trees is 0; allowed: at least 1', "train: unknown key 'dept'; did you mean 'depth'?"]
    """
    adapter = TypeAdapter(tuple[kind], config=STRICT)  # type: ignore[valid-type]
    try:
        return adapter.validate_json(json.dumps([_plain(content)]))[0]
    except ValidationError as error:
        faults += _in_words(kind, error, at)
        return None


def nearest(name: object, names: Iterable[str]) -> str:
    """The one of ``names`` that looks most like ``name``."""
    return difflib.get_close_matches(str(name), list(names), n=1, cutoff=0)[0]


def _plain(value: Any) -> Any:
    """YAML content as JSON can hold it: keys as text, days as YYYY-MM-DD."""
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _in_words(kind: Any, error: ValidationError, at: str) -> list[str]:
    """One sentence a fault; where every form of a union refuses, they stand in one sentence."""
    faults: dict[str, list[str]] = {}
    for problem in error.errors(include_url=False):
        path = [at, *problem["loc"][1:]]
        if problem["type"] in ("missing", "unexpected_keyword_argument"):
            faults[_key_fault(kind, path, problem["type"])] = []
            continue
        place, hint = _place(kind, path)
        fault = f"{place or 'content'}{_complaint(problem, hint)} allowed: "
        faults.setdefault(fault, []).append(_allowed(problem, hint))
    return [fault + " or ".join(dict.fromkeys(forms)) for fault, forms in faults.items()]


def _key_fault(kind: Any, path: list[Any], problem: str) -> str:
    *above, key = path
    place, owner = _place(kind, above)
    fault = f"'{key}' is missing"
    if problem != "missing":
        fault = f"unknown key '{key}'; did you mean '{nearest(key, _fields(owner))}'?"
    return f"{place}: {fault}" if place else fault


def _complaint(problem: Mapping[str, Any], hint: Any) -> str:
    if problem["type"] == "dataclass_type":
        return ":"
    if problem["type"] in KINDS and not _is_union(hint):
        return " is of the wrong kind;"
    return f" is {_shown(problem['input'])};"


def _allowed(problem: Mapping[str, Any], hint: Any) -> str:
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "dataclass_type":
        return f"a mapping of {', '.join(_fields(hint))}"
    if kind == "literal_error":
        forms = typing.get_args(hint) if _is_union(hint) else [hint]
        literals = [form for form in forms if typing.get_origin(form) is Literal]
        return ", ".join(str(value) for form in literals for value in typing.get_args(form))
    if kind in RANGES:
        name, sentence = RANGES[kind]
        return sentence.format(f"{context[name]:.12g}")
    if kind == "value_error":
        return str(context["error"])
    return NUMBER if kind == "finite_number" else KINDS.get(kind, str(problem["msg"]))


def _fields(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind, include_extras=True)


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}..."


def _place(kind: Any, path: list[Any]) -> tuple[str, Any]:
    """A path of keys as people write it, list entries counted from 1, and the type found there."""
    at, *keys = path
    place, hint = str(at), kind
    for key in keys:
        hint = _bare(hint)
        if _is_union(hint):  # what follows names a form of the union, not a key
            return place, hint
        if isinstance(key, int):
            place += f"[{key + 1}]"
        else:
            place += f".{key}" if place else str(key)
        hint = _below(hint, key)
    return place, _bare(hint)


def _below(hint: Any, key: object) -> Any:
    if dataclasses.is_dataclass(hint):
        return _fields(hint)[str(key)]
    arguments = typing.get_args(hint)
    return arguments[-1 if isinstance(key, str) else 0]


def _bare(hint: Any) -> Any:
    """A type without its ranges and without ``| None``."""
    while typing.get_origin(hint) is Annotated:
        hint = typing.get_args(hint)[0]
    if _is_union(hint):
        forms = [form for form in typing.get_args(hint) if form is not type(None)]
        return _bare(forms[0]) if len(forms) == 1 else hint
    return hint


def _is_union(hint: Any) -> bool:
    return typing.get_origin(hint) in (types.UnionType, typing.Union)
