"""Turns the plain content of a profile into frozen dataclasses, and gathers what does not fit."""

import dataclasses
import datetime as dt
import difflib
import types
import typing
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

T = TypeVar("T")
WORDS = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dt.date: "a date, YYYY-MM-DD",
    tuple: "a list",
    Mapping: "a mapping",
    type(None): "null",
}


def build(kind: type[T], content: object, *, at: str, faults: list[str]) -> T | None:
    """The dataclass ``kind`` made from ``content``, or None with its faults added to ``faults``.

    Whole numbers and true/false are read as text where a text is asked for, so that codes need
    no quotes. A lone value stands for a list of one.

    Examples
    --------
    >>> @dataclasses.dataclass(frozen=True)
    ... class Dialect:
    ...     delimiter: str = ","
    >>> faults = []
    >>> build(Dialect, {"delimeter": ";"}, at="dialect", faults=faults)
    >>> faults
    ["dialect: unknown key 'delimeter'; did you mean 'delimiter'?"]
    """
    if not isinstance(content, Mapping):
        faults.append(f"{at}: allowed: a mapping of {', '.join(_fields(kind))}")
        return None
    before = len(faults)
    hints = _fields(kind)
    inside = f"{at}: " if at else ""
    faults += [
        f"{inside}unknown key '{key}'; did you mean '{nearest(key, hints)}'?"
        for key in content
        if str(key) not in hints
    ]
    values = {
        name: _fit(content[name], hint, at=f"{at}.{name}" if at else name, faults=faults)
        for name, hint in hints.items()
        if name in content
    }
    faults += [f"{inside}'{name}' is missing" for name in _needed(kind) if name not in content]
    return kind(**values) if len(faults) == before else None


def nearest(name: object, known: Iterable[str]) -> str:
    """The known name that looks most like ``name``."""
    return difflib.get_close_matches(str(name), list(known), n=1, cutoff=0)[0]


def _fields(kind: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _needed(kind: type[Any]) -> list[str]:
    missing = dataclasses.MISSING
    return [
        field.name
        for field in dataclasses.fields(kind)
        if field.default is missing and field.default_factory is missing
    ]


def _fit(value: Any, hint: Any, *, at: str, faults: list[str]) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        if value is None:
            return None
        return _fit(value, arguments[0], at=at, faults=faults)
    if origin is tuple:
        listed = value if isinstance(value, list) else [value]
        parts = [
            _fit(part, arguments[0], at=f"{at}[{i}]", faults=faults)
            for i, part in enumerate(listed, start=1)
        ]
        return tuple(parts)
    if origin is Mapping and isinstance(value, Mapping):
        return {
            str(key): _fit(part, arguments[1], at=f"{at}.{key}", faults=faults)
            for key, part in value.items()
        }
    if dataclasses.is_dataclass(hint):
        return build(typing.cast(type[Any], hint), value, at=at, faults=faults)
    return _plain(value, hint, at=at, faults=faults)


def _plain(value: Any, hint: Any, *, at: str, faults: list[str]) -> Any:
    if typing.get_origin(hint) is typing.Literal:
        allowed = typing.get_args(hint)
        if value not in allowed:
            faults.append(f"{at} is {value!r}; allowed: {', '.join(map(str, allowed))}")
        return value
    if hint is str and isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    kinds = (int, float) if hint is float else typing.get_origin(hint) or hint
    if not isinstance(value, kinds) or (isinstance(value, bool) and hint is not bool):
        wanted = WORDS[typing.get_origin(hint) or hint]
        faults.append(f"{at} is of the wrong kind; allowed: {wanted}")
    return value
