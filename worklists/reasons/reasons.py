"""Why a case is listed, in plain sentences: for, against, what is missing, where to look."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from contracts.errors import InputError
from worklists.reasons.sentences import Part, blank_words

MOST_FOR, MOST_AGAINST, MOST_MISSING, MOST_PLACES = 3, 1, 3, 4
USUAL = 0.8  # share of all assessments that hold a value, from which a blank is a gap
STRONG, MODERATE = 0.25, 0.10  # shares of what all themes move the margin by, either way
GAPS = "evidence_gaps"
NOTHING_STANDS_OUT = "No single part of the record stands out."
RATING: dict[str, Any] = {  # what a model weighs beside the features of the catalogue
    "name": "rating",
    "theme": "rating",
    "type": "yes_no",
    "sources": [],
    "direction": 1,
    "sentence": "",
    "sentence_absent": "",
    "speaks_from": 1.0,
    "shown_as_reason": False,
    "look_at": "",
    "missing_means": "never blank",
    "known": 1,
}


@dataclass(frozen=True)
class Record:
    """What reasons are made from.

    Parameters
    ----------
    contributions : DataFrame
        Index ``assessment_id``; one column per feature, what it adds to the margin of
        under-rating; ``base`` apart. From ``worklists.reasons.rules_fired`` where no model made
        the list.
    features, evidence : DataFrame
        ``features.parquet`` and ``evidence.parquet``.
    catalogue : sequence of mappings
        ``catalogue.json``.
    assessments : int
        How many assessments the catalogue was made of.
    weighed : bool
        Whether contributions are a model's, and may be called strong, moderate or slight.
    """

    contributions: pd.DataFrame
    features: pd.DataFrame
    evidence: pd.DataFrame
    catalogue: Sequence[Mapping[str, Any]]
    assessments: int
    weighed: bool = True


def words(record: Record) -> pd.DataFrame:
    """Sentences for every case that has contributions.

    Features of one theme share a sentence: that of the one that moves the margin most. Themes
    come by what their shown features add up to. Features of staff, load and unit context count
    in what all parts add up to, and are never said. A feature whose sentence would read against
    its declared direction is left out.

    Returns
    -------
    DataFrame
        ``assessment_id`` and lists of sentences: ``reasons`` (at most 3, at least 1),
        ``against`` (at most 1), ``missing`` (at most 3) and ``look_at`` (at most 4).

    Raises
    ------
    InputError
        Where a contribution belongs to no feature of the catalogue, or is not a number.
    """
    told = [{"assessment_id": name} | _told(parts, record) for name, parts in _cases(record)]
    columns = ["assessment_id", "reasons", "against", "missing", "look_at"]
    return pd.DataFrame(told, columns=columns)


def _cases(record: Record) -> Iterator[tuple[str, list[Part]]]:
    """Each case with its parts, in catalogue order, the rating last."""
    given = record.contributions.drop(columns="base", errors="ignore")
    entries = {str(entry["name"]): entry for entry in (*record.catalogue, RATING)}
    faults = [f"'{name}' is no feature of the catalogue" for name in given if name not in entries]
    faults += [] if np.isfinite(given.to_numpy(float)).all() else ["some are not numbers"]
    if faults:
        raise InputError("contributions", faults, "run train and featurise again, together")
    names = [name for name in entries if name in given]
    known = record.features.set_index("assessment_id").loc[given.index]
    if "rating" in given:
        known = known.assign(rating=given["rating"] > 0)
    dates = record.evidence.set_index("assessment_id").reindex(index=given.index, columns=names)
    middles = {n: _middle(record.features[n], entries[n]) for n in names if n in record.features}
    rows = zip(
        given.index,
        given[names].to_numpy(float),
        known[names].to_numpy(object),
        dates.to_numpy(object),
        known["assessment_date"],
        strict=True,
    )
    for case, moved, held, dated, signed in rows:
        told = zip(names, moved, held, dated, strict=True)
        yield (
            str(case),
            [
                Part(
                    entries[name],
                    float(by),
                    _known(value),
                    _day(day),
                    _day(signed),
                    middles.get(name),
                )
                for name, by, value, day in told
            ],
        )


def _middle(values: "pd.Series[float]", entry: Mapping[str, Any]) -> float | None:
    """The median of all assessments, where a sentence names it: one number says little alone."""
    named = any("{middle}" in entry[said] for said in ("sentence", "sentence_absent"))
    return float(values.median()) if named and entry["type"] == "number" else None


def _told(parts: Sequence[Part], record: Record) -> dict[str, list[str]]:
    moved = _moved(parts) if record.weighed else 0.0
    speaking = _speaking(parts, raised=True, net=record.weighed)[:MOST_FOR]
    against = _speaking(parts, raised=False, net=record.weighed)[:MOST_AGAINST]
    said = [part for part, _ in speaking]
    missing = _missing(parts, said=said, usual=USUAL * record.assessments)
    places = [part for part, _ in (*speaking, *against)] + [part for part, _ in missing]
    return {
        "reasons": [_weighed(part, total, moved) for part, total in speaking]
        or [NOTHING_STANDS_OUT],
        "against": [_weighed(part, total, moved) for part, total in against],
        "missing": list(dict.fromkeys(text for _, text in missing))[:MOST_MISSING],
        "look_at": _places(places),
    }


def _moved(parts: Sequence[Part]) -> float:
    """All that moves the margin either way: what every theme, said or not, adds up to."""
    totals: dict[str, float] = {}
    for part in parts:
        theme = str(part.entry["theme"])
        totals[theme] = totals.get(theme, 0.0) + part.contribution
    return sum(map(abs, totals.values()))


def _speaking(parts: Sequence[Part], *, raised: bool, net: bool) -> list[tuple[Part, float]]:
    """The part that speaks for each theme, with the theme's total, the largest first.

    A model's total is net; among rules that fired, one that did not takes nothing away.
    """
    sign = 1 if raised else -1
    totals: dict[str, float] = {}
    voices: dict[str, Part] = {}
    for part in (part for part in parts if part.may_be_shown):
        theme = str(part.entry["theme"])
        supports = part.supports(raised)
        if net or supports:
            totals[theme] = totals.get(theme, 0.0) + sign * part.contribution
        voice = voices.get(theme)
        if supports and (voice is None or abs(part.contribution) > abs(voice.contribution)):
            voices[theme] = part
    ranked = sorted((theme for theme in voices if totals[theme] > 0), key=lambda t: -totals[t])
    return [(voices[theme], totals[theme]) for theme in ranked]


def _weighed(part: Part, total: float, moved: float) -> str:
    if not moved:
        return part.said()
    share = total / moved
    word = "Strong" if share >= STRONG else "Moderate" if share >= MODERATE else "Slight"
    return f"{word}: {part.said()}"


def _missing(
    parts: Sequence[Part], *, said: Sequence[Part], usual: float
) -> list[tuple[Part, str]]:
    """Checks not made or not answered that no reason mentions, then what other records hold."""
    shown = [part for part in parts if part.entry["shown_as_reason"]]
    ranked = sorted(shown, key=lambda part: -abs(part.contribution))
    gaps = [(part, part.said()) for part in ranked if _is_gap(part) and part not in said]
    blanks = [
        (part, blank_words(part.entry))
        for part in ranked
        if part.value is None and part.entry["known"] >= usual
    ]
    return [*gaps, *blanks][:MOST_MISSING]


def _is_gap(part: Part) -> bool:
    gap = part.entry["theme"] == GAPS and part.entry["type"] == "yes_no"
    return gap and part.supports(raised=True)


def _places(parts: Sequence[Part]) -> list[str]:
    named = [part.entry["look_at"] for part in parts if part.entry["look_at"]]
    return list(dict.fromkeys(f"{place[:1].upper()}{place[1:]}" for place in named))[:MOST_PLACES]


def _known(value: Any) -> float | str | None:
    if isinstance(value, str):
        return value
    return None if pd.isna(value) else float(value)


def _day(value: Any) -> pd.Timestamp | None:
    return None if pd.isna(value) else pd.Timestamp(value)
