"""Runs a stage: paths from the command line, parameters from params.yaml, figures to the screen."""

import argparse
import dataclasses
import difflib
import inspect
import logging
import sys
import time
import types
import typing
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml

from contracts.errors import InputError

P = TypeVar("P")
Figures = Mapping[str, int | float | str]
PARAMS_FILE = Path("params.yaml")


def run(main: Callable[..., Figures], params: type[Any] | None = None) -> None:
    """Run ``main`` as a program: ``python -m pipelines.<stage> --path-option PATH ...``.

    Every keyword of ``main`` but ``params`` is a path and becomes a required option (optional
    where it has a default). ``params`` is a frozen dataclass: plain fields come from the section
    of params.yaml named after the stage, a field that is itself a dataclass from the section of
    that field's name. Unknown and missing names are refused, with the nearest known name.
    """
    stage = Path(inspect.getfile(main)).stem
    try:
        options = vars(_parser(stage, main).parse_args())
        given = {name: value for name, value in options.items() if value is not None}
        if params is not None:
            given["params"] = read_params(params, stage, PARAMS_FILE)
        began = time.perf_counter()
        _show_progress(stage)
        figures = main(**given)
    except InputError as refusal:
        print(refusal, file=sys.stderr)
        raise SystemExit(2) from None
    told = ", ".join(f"{name.replace('_', ' ')} {_short(value)}" for name, value in figures.items())
    print(f"{stage}: {told} ({time.perf_counter() - began:.1f} s)", flush=True)


def _show_progress(stage: str) -> None:
    """Pass on what our own packages report while they work; other libraries stay quiet."""
    told = logging.StreamHandler(sys.stdout)
    told.setFormatter(logging.Formatter(f"  {stage}: %(message)s"))
    for package in ("contracts", "features", "models", "worklists"):
        logger = logging.getLogger(package)
        logger.setLevel(logging.INFO)
        logger.handlers = [told]


def read_params(params: type[P], stage: str, path: Path) -> P:
    """Build the dataclass ``params`` from the file at ``path``; refuse what does not fit."""
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    hints = typing.get_type_hints(params)
    faults: list[str] = []
    own = {name: hint for name, hint in hints.items() if not dataclasses.is_dataclass(hint)}
    values = _section(content, stage, own, faults) if own else {}
    for name, hint in hints.items():
        if dataclasses.is_dataclass(hint):
            fields = typing.get_type_hints(hint)
            section = _section(content, name, fields, faults)
            if not faults:
                values[name] = typing.cast(Callable[..., Any], hint)(**section)
    if faults:
        raise InputError(str(path), faults, f"correct {path}; docs/parameters.md lists every name")
    return params(**values)


def _section(
    content: Mapping[str, Any], name: str, fields: Mapping[str, Any], faults: list[str]
) -> dict[str, Any]:
    section = content.get(name)
    if not isinstance(section, dict):
        faults.append(f"section '{name}' is missing; it holds: {', '.join(fields)}")
        return {}
    unknown = sorted(str(key) for key in section.keys() - fields.keys())
    faults += [
        f"section '{name}': unknown parameter '{key}'; did you mean '{_nearest(key, fields)}'?"
        for key in unknown
    ]
    missing = [key for key in fields if key not in section]
    faults += [f"section '{name}': parameter '{key}' is missing" for key in missing]
    faults += [
        f"section '{name}': '{key}' is {section[key]!r}; allowed: {_type_name(hint)}"
        for key, hint in fields.items()
        if key in section and not _fits(section[key], hint)
    ]
    return {key: section[key] for key in fields if key in section}


def _nearest(name: str, known: Mapping[str, Any]) -> str:
    near: list[str] = difflib.get_close_matches(name, list(known), n=1, cutoff=0)
    return near[0]


def _fits(value: object, hint: Any) -> bool:
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        return any(_fits(value, part) for part in typing.get_args(hint))
    if origin is typing.Literal:
        return value in typing.get_args(hint)
    kind = origin or hint
    if kind is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if isinstance(kind, type):
        return isinstance(value, kind)
    return True


def _type_name(hint: Any) -> str:
    names = {int: "a whole number", float: "a number", str: "a text", bool: "true or false"}
    names |= {list: "a list", dict: "a mapping", type(None): "null"}
    origin = typing.get_origin(hint)
    if origin is typing.Literal:
        return " or ".join(str(part) for part in typing.get_args(hint))
    if origin in (types.UnionType, typing.Union):
        return " or ".join(_type_name(part) for part in typing.get_args(hint))
    return names.get(origin or hint, str(hint))


def _parser(stage: str, main: Callable[..., Figures]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"python -m pipelines.{stage}", description=inspect.getdoc(main), allow_abbrev=False
    )
    for name, parameter in inspect.signature(main).parameters.items():
        if name != "params":
            required = parameter.default is inspect.Parameter.empty
            parser.add_argument(f"--{name.replace('_', '-')}", type=Path, required=required)
    return parser


def _short(value: int | float | str) -> str:
    if isinstance(value, float):
        return f"{value:,.4g}"
    return value if isinstance(value, str) else f"{value:,}"
