"""Columns that a source's own profile declares as features: passed through, as column."""

from collections.abc import Mapping, Sequence

from contracts.errors import InputError
from contracts.source import ExtraFeature
from contracts.table import load_tables
from features.compose import CASE_COLUMNS
from features.declaration import Direction, Feature, Theme, ValueType
from features.refusals import refuse

_TYPES: Mapping[str, ValueType] = {
    "number": "number",
    "boolean": "yes_no",
    "category": "category",
}
_DIRECTIONS: Mapping[int, Direction] = {1: 1, -1: -1, 0: 0}


def profile_theme(extra: Sequence[ExtraFeature]) -> Theme:
    """A theme over the ``extra`` table, one feature for each declared column.

    Raises
    ------
    InputError
        For columns of the refusal list and for names that the feature table uses itself.

    Examples
    --------
    >>> wait = ExtraFeature("wait", "number", "Minutes waited", unit="minutes", direction=1)
    >>> [feature.name for feature in profile_theme([wait]).features]
    ['wait']
    """
    refuse(((one.name, f"extra.{one.name}") for one in extra), load_tables())
    taken = CASE_COLUMNS.keys() & {one.name for one in extra}
    if taken:
        faults = [f"extra column '{name}' has a name the feature table uses" for name in taken]
        raise InputError("source profile", sorted(faults), "name the column differently")
    return Theme("profile", "What else does this source say?", tuple(map(_feature, extra)))


def _feature(column: ExtraFeature) -> Feature:
    yes, no = ("yes", "no") if column.type == "boolean" else ("{value}", "{value}")
    sentence = column.sentence or f"{column.meaning}: {yes}."
    otherwise = f"{column.meaning}: {no}."
    return Feature(
        name=column.name,
        unit=column.unit,
        missing_means=column.missing_means,
        direction=_DIRECTIONS[column.direction],
        sentence=sentence,
        sentence_absent=column.sentence_absent or otherwise,
        look_at=column.meaning,
        table="extra",
        type=_TYPES[column.type],
        expression=_value(column.name, column.type),
        shown_as_reason=column.shown_as_reason,
    )


def _value(name: str, kind: str) -> str:
    column = 'f."' + name.replace('"', '""') + '"'
    if kind == "boolean":
        return f"max(case when {column} then 1 when not {column} then 0 end)"
    return f"max({column})"
