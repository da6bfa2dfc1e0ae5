"""Reads a profile from its YAML file, and refuses one that contradicts itself."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from contracts.errors import InputError
from contracts.sources.profile.consistency import contradictions
from contracts.sources.profile.schema import Profile
from contracts.validation import validated

__all__ = ["Profile", "load_profile"]

LOG = logging.getLogger(__name__)
RENAMED = {"truth": "label"}
NEXT = "correct the profile; docs/sources.md explains every key"


def load_profile(path: Path) -> Profile:
    """The profile in the YAML file at ``path``.

    ``extends: other.yaml`` (beside the file) takes over what the other profile says: mappings
    are merged key by key, anything else is replaced, null takes a key away.

    Raises
    ------
    InputError
        With every fault at once: unknown keys (and the nearest known one), values of the wrong
        kind, a feature on a protected, refused or later-known column, a sex or ethnicity feature.
    """
    content = {"name": path.stem} | _content(path, seen=())
    faults = [fault for old, new in RENAMED.items() for fault in _renamed(content, old, new)]
    profile = None if faults else validated(Profile, content, faults=faults)
    if profile is not None:
        faults += contradictions(profile)
    if profile is None or faults:
        raise InputError(str(path), faults, NEXT)
    return profile


def _renamed(content: dict[str, Any], old: str, new: str) -> list[str]:
    """Read the old name of a key as the new one, and say so once."""
    if old not in content:
        return []
    if new in content:
        return [f"'{old}' is the old name of '{new}': give '{new}' alone"]
    content[new] = content.pop(old)
    LOG.info(
        "profile %s: '%s' is now called '%s'; the old name is still read", content["name"], old, new
    )
    return []


def _content(path: Path, *, seen: tuple[Path, ...]) -> dict[str, Any]:
    if path.resolve() in seen:
        raise InputError(str(path), ["'extends' goes round in a circle"], NEXT)
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except OSError:
        names = ", ".join(sorted(p.stem for p in Path(__file__).parents[1].glob("*.yaml")))
        fault = f"there is no such file; profiles that come with the project: {names}"
        raise InputError(str(path), [fault], "correct source.profile in params.yaml") from None
    except yaml.YAMLError as fault:
        at = getattr(fault, "problem_mark", None)
        line = f" at line {at.line + 1}" if at else ""
        raise InputError(str(path), [f"not readable as YAML{line}"], NEXT) from None
    if not isinstance(content, dict):
        raise InputError(str(path), ["not a mapping of keys to values"], NEXT)
    below = content.pop("extends", None)
    if below is None:
        return content
    return _merged(_content(path.parent / str(below), seen=(*seen, path.resolve())), content)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            value = _merged(old, value)  # noqa: PLW2901
        merged[key] = value
    return {key: value for key, value in merged.items() if value is not None}
