"""What a profile must not say: faults between its sections, each with its reason."""

import dataclasses
import fnmatch
from collections import Counter
from collections.abc import Iterator

from contracts.errors import InputError
from contracts.identifying import identifies
from contracts.levels import Scale
from contracts.protected import characteristic_of, is_about_age
from contracts.sources.profile.schema import FeatureColumn, Profile


def contradictions(profile: Profile) -> list[str]:
    """Every fault between the sections of ``profile``, in words."""
    faults = [*_scale(profile), *_label(profile), *_columns(profile)]
    for name, feature in profile.features.items():
        faults += _feature(profile, name, feature)
    return faults


def exclusion_reason(profile: Profile, column: str) -> str | None:
    """Why ``column`` must not be read, or None where the profile does not say so."""
    for listed, kind in ((profile.afterwards, "known only afterwards"), (profile.refused, "")):
        for entry in listed:
            if any(fnmatch.fnmatchcase(column, pattern) for pattern in entry.columns):
                return f"{kind}: {entry.reason}" if kind else entry.reason
    return None


def _scale(profile: Profile) -> Iterator[str]:
    levels = profile.scale.levels
    try:
        Scale(levels, high_from=profile.scale.high_from)
    except InputError as refusal:
        yield from (f"scale: {fault}" for fault in refusal.faults)
    named = [*profile.scale.titles, *profile.scale.spellings.values()]
    for level in sorted(set(named) - set(levels)):
        yield f"scale: titles or spellings name {level!r}; allowed: {', '.join(levels)}"


def _label(profile: Profile) -> Iterator[str]:
    outcome, columns = profile.outcome, profile.columns
    if (profile.label == "outcome") != (outcome is not None):
        yield "label: 'outcome' needs the section 'outcome', and 'audit' must not have it"
    if outcome and columns and columns.audited:
        yield "columns.audited: a source has audits or an outcome, not both"
    if outcome and outcome.under_from not in profile.scale.levels[1:]:
        allowed = ", ".join(profile.scale.levels[1:])
        yield f"outcome.under_from is {outcome.under_from!r}; allowed: {allowed}"


def _columns(profile: Profile) -> Iterator[str]:
    if (profile.shape == "flat") != (profile.columns is not None):
        yield "columns: needed where shape is 'flat', and only there"
        return
    if profile.columns is None:
        return
    if not profile.files:
        yield "files: a flat source names its file"
    parts = {k: v for k, v in dataclasses.asdict(profile.columns).items() if v is not None}
    for column, count in Counter(parts.values()).items():
        if count > 1:
            yield f"columns: {column!r} plays {count} parts; allowed: one"
    for part, column in parts.items():
        reason = exclusion_reason(profile, column)
        if reason and part not in ("audited", "audit_date"):
            yield f"columns.{part}: column {column!r} is kept out: {reason}"


def _feature(profile: Profile, name: str, feature: FeatureColumn) -> Iterator[str]:
    names = (name, feature.column)
    reason = exclusion_reason(profile, feature.column)
    if reason:
        yield f"features.{name}: column {feature.column!r} is kept out: {reason}"
    about_age = any(map(is_about_age, names))
    if any(map(characteristic_of, names)):
        yield f"features.{name}: never a feature, being protected; name it under 'protected'"
    elif any(map(identifies, names)) and not about_age:
        yield f"features.{name}: never a feature, since it identifies people; leave it out"
    if about_age and not feature.because:
        yield f"features.{name}: a person's age needs 'because': why it may be used here"
    kept_apart = {protected.column for protected in profile.protected.values()}
    if feature.column in kept_apart and not about_age:
        yield f"features.{name}: column {feature.column!r} is protected and kept apart"
    if profile.columns and feature.column in _label_columns(profile):
        yield f"features.{name}: column {feature.column!r} is what the audit or outcome says"
    if feature.words and (feature.codes or feature.type != "category"):
        yield f"features.{name}: 'words' is for a category, and without 'codes'"
    if feature.low is not None and feature.high is not None and feature.low > feature.high:
        yield f"features.{name}: low is above high"


def _label_columns(profile: Profile) -> set[str]:
    columns, outcome = profile.columns, profile.outcome
    held = {columns.audited, columns.audit_date, columns.auditor} if columns else set()
    held |= {columns.selection_reason, columns.selection_probability} if columns else set()
    return {column for column in held if column} | ({outcome.column} if outcome else set())
