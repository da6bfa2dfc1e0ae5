"""Reads params.yaml whole, and refuses every value that does not fit, all at once."""

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from contracts.errors import InputError
from contracts.validation import validated
from pipelines.running.params.sections import Parameters

Rules = TypeVar("Rules")
PARAMS_FILE = Path("params.yaml")
NEXT = "correct it; docs/parameters.md lists every name and its range"


def read_parameters(path: Path = PARAMS_FILE) -> Parameters:
    """The parameters in the file at ``path``.

    Raises
    ------
    InputError
        With every fault: names that are missing or unknown, values of another type or outside
        their range, values that contradict each other.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise InputError(str(path), ["not readable as a text in UTF-8"], NEXT) from None
    return parsed(text, where=str(path))


def parsed(text: str, *, where: str) -> Parameters:
    """The parameters in a text of YAML; ``where`` names it in messages.

    Raises
    ------
    InputError
        As ``read_parameters``.
    """
    content = _content(text, where)
    faults = list(_unquoted_days(content, ""))
    parameters = validated(Parameters, content, faults=faults)
    faults += _contradictions(content)
    if parameters is None or faults:
        raise InputError(where, faults, NEXT)
    return parameters


def settings(kind: type[Rules], section: object, **others: object) -> Rules:
    """The dataclass ``kind`` filled from ``others`` and the same-named fields of a section.

    Examples
    --------
    >>> from pipelines.running.params.sections import ScopeParameters
    >>> @dataclasses.dataclass
    ... class Age:
    ...     max_age_weeks: int
    >>> settings(Age, ScopeParameters(55, latest_only=True, other_as_of=False))
    Age(max_age_weeks=55)
    """
    names = {field.name for field in dataclasses.fields(kind)} - set(others)  # type: ignore[arg-type]
    return kind(**others, **{name: getattr(section, name) for name in names})


def _content(text: str, where: str) -> dict[str, Any]:
    """The YAML as DVC reads it; a key that stands twice is a fault."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        content = YAML(typ="safe", pure=True).load(text)
    except YAMLError as fault:
        at = getattr(fault, "problem_mark", None)
        line = f" at line {at.line + 1}" if at else ""
        problem = str(getattr(fault, "problem", None) or "not YAML").split("\n", maxsplit=1)[0]
        raise InputError(where, [f"not readable as YAML{line}: {problem}"], NEXT) from None
    if not isinstance(content, dict):
        sections = ", ".join(field.name for field in dataclasses.fields(Parameters))
        raise InputError(where, [f"not a mapping of sections; allowed: {sections}"], NEXT)
    return content


def _unquoted_days(content: Any, at: str) -> Iterator[str]:
    """Days without quotes: YAML makes dates of them, and DVC ends on a date."""
    if isinstance(content, Mapping):
        for key, part in content.items():
            yield from _unquoted_days(part, f"{at}.{key}" if at else str(key))
    elif isinstance(content, list):
        for number, part in enumerate(content, start=1):
            yield from _unquoted_days(part, f"{at}[{number}]")
    elif isinstance(content, dt.date):
        yield f"{at} is a day without quotes; allowed: '{content.isoformat()}', in quotes"


def _contradictions(content: Mapping[str, Any]) -> list[str]:
    """Values that fit by themselves and not together."""
    demo = content.get("demo")
    audits, of = (demo.get(name) if isinstance(demo, dict) else None for name in _OF_DEMO)
    if not (isinstance(audits, int) and isinstance(of, int)) or audits <= of // 3:
        return []
    return [f"demo.audits is {audits}; allowed: at most a third of the {of} assessments"]


_OF_DEMO = ("audits", "assessments")
