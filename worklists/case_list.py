"""What a team receives, as one frozen structure: the page, the workbook and the exports share it.

Everything a reader may see is here and nothing else is: how a case was selected stays behind,
and of a restricted case only its reference is kept.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from contracts.source import Source

STANDING = (
    "This list shows assessments worth a second look. "
    "It does not say the rating is wrong. "
    "Cases not listed have not been checked."
)
RESTRICTED = (
    "This is a restricted access case. Check the case record if you require access "
    "or further information."
)
LONGEST_TEXT = 2_000  # characters; what is longer ends in an ellipsis
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True)
class Level:
    """One level of the source's scale: ``code`` as stored, ``title`` as people read it."""

    code: str
    title: str


@dataclass(frozen=True)
class PublishedCase:
    """One listed case. Of a restricted case everything but reference and position is blank.

    ``assessment_date`` and ``age_weeks`` are None where the source has no dates. ``reasons``
    holds at most three sentences that speak for a second look, ``against`` what speaks against
    one; ``carried_weeks`` is 0 for a case that is new on this list.
    """

    case_reference: str
    position: int
    assigned: str
    assigned_title: str
    assessment_date: date | None
    age_weeks: int | None
    at_risk: tuple[str, ...]
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    missing: tuple[str, ...]
    look_at: tuple[str, ...]
    chance_words: str
    restricted: bool
    carried_weeks: int
    early_licence: bool


@dataclass(frozen=True)
class PublishedList:
    """One team's list: where it comes from, what must be said with it, and its cases in order.

    ``ranked_by`` is a sentence; ``levels`` run from the least to the most severe. ``sentences``
    must appear wherever the list does; the first is always the standing one.
    ``withheld_restricted`` counts the cases shown by reference only.
    """

    list_id: str
    unit_id: str
    source_title: str
    made_on: date | None
    records_up_to: date | None
    expires_on: date | None
    ranked_by: str
    sentences: tuple[str, ...]
    levels: tuple[Level, ...]
    cases: tuple[PublishedCase, ...]
    withheld_restricted: int


def published_lists(
    *,
    worklist: pd.DataFrame,
    cases: pd.DataFrame,
    lists: Sequence[Mapping[str, Any]],
    source: Source,
) -> list[PublishedList]:
    """Every team's list, in order of team and list; a list without cases is still a list.

    Parameters
    ----------
    worklist, cases : DataFrame
        ``worklist.parquet`` and ``cases.parquet`` of the rank stage, one row per listed case.
    lists : sequence of mappings
        The content of ``lists.json``.
    source : Source
        Its title, scale and notes are used.

    Raises
    ------
    KeyError
        Where a listed assessment has no row in ``cases``.
    """
    levels = _levels(source)
    joined = worklist.merge(cases, on="assessment_id", how="left", validate="many_to_one")
    if joined["case_reference"].isna().any():
        raise KeyError("a listed assessment has no row in cases")
    rows: dict[str, list[PublishedCase]] = {}
    for row in joined.sort_values(["list_id", "position"]).to_dict("records"):
        rows.setdefault(str(row["list_id"]), []).append(_case(row, levels))
    ordered = sorted(lists, key=lambda facts: (str(facts["unit_id"]), str(facts["list_id"])))
    return [_list(facts, rows.get(str(facts["list_id"]), []), source) for facts in ordered]


def plain_text(value: object) -> str:
    r"""Text that cannot hide or reorder what stands beside it, at most 2,000 characters long.

    Control, bidirectional, zero-width and unassigned characters become blanks, runs of blanks
    one blank; a missing value becomes the empty text.

    Examples
    --------
    >>> plain_text("  Jo\u202e\x00\nSmith ")
    'Jo Smith'
    >>> plain_text(None)
    ''
    """
    if value is None or (not isinstance(value, str) and pd.isna(value)):  # type: ignore[call-overload]
        return ""
    shown = "".join(" " if unicodedata.category(c) in _HIDDEN else c for c in str(value))
    shown = re.sub(r"\s+", " ", shown).strip()
    return shown if len(shown) <= LONGEST_TEXT else shown[: LONGEST_TEXT - 1] + "…"


def _levels(source: Source) -> tuple[Level, ...]:
    titles = {code: plain_text(source.title_of(code)) for code in source.scale.levels}
    return tuple(Level(code, title[:1].upper() + title[1:]) for code, title in titles.items())


def _list(facts: Mapping[str, Any], cases: list[PublishedCase], source: Source) -> PublishedList:
    said = [STANDING, *facts.get("sentences", []), *source.notes]
    return PublishedList(
        list_id=plain_text(facts["list_id"]),
        unit_id=plain_text(facts["unit_id"]),
        source_title=plain_text(source.title),
        made_on=_day(facts.get("made_on")),
        records_up_to=_day(facts.get("records_up_to")),
        expires_on=_day(facts.get("expires_on")),
        ranked_by=f"This list is ranked by {plain_text(facts['ranked_by'])}.",
        sentences=tuple(dict.fromkeys(plain_text(sentence) for sentence in said)),
        levels=_levels(source),
        cases=tuple(cases),
        withheld_restricted=sum(case.restricted for case in cases),
    )


def _case(row: Mapping[Any, Any], levels: tuple[Level, ...]) -> PublishedCase:
    title = {level.code: level.title for level in levels}
    if not _blank(row["restricted"]) and bool(row["restricted"]):
        return _restricted(row)
    return PublishedCase(
        case_reference=plain_text(row["case_reference"]),
        position=int(row["position"]),
        assigned=str(row["assigned"]),
        assigned_title=title[str(row["assigned"])],
        assessment_date=_day(row["assessment_date"]),
        age_weeks=None if _blank(row["age_weeks"]) else int(row["age_weeks"]),
        at_risk=_texts(row["at_risk"]),
        reasons=_texts(row["reasons"]),
        against=_texts(row["against"]),
        missing=_texts(row["missing"]),
        look_at=_texts(row["look_at"]),
        chance_words=plain_text(row["chance_words"]),
        restricted=False,
        carried_weeks=0 if _blank(row["carried_weeks"]) else int(row["carried_weeks"]),
        early_licence=not _blank(row["early_licence"]) and bool(row["early_licence"]),
    )


def _restricted(row: Mapping[Any, Any]) -> PublishedCase:
    return PublishedCase(
        case_reference=plain_text(row["case_reference"]),
        position=int(row["position"]),
        assigned="",
        assigned_title="",
        assessment_date=None,
        age_weeks=None,
        at_risk=(),
        reasons=(),
        against=(),
        missing=(),
        look_at=(),
        chance_words="",
        restricted=True,
        carried_weeks=0,
        early_licence=False,
    )


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, Iterable) or isinstance(values, str):
        return ()
    return tuple(text for text in map(plain_text, values) if text)


def _day(value: object) -> date | None:
    return None if _blank(value) else pd.Timestamp(str(value)).date()


def _blank(value: object) -> bool:
    return value is None or bool(pd.isna(value))  # type: ignore[call-overload]
