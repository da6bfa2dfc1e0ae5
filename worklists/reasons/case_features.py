"""The features of each case as its reasons need them: value, day, what each adds, what ended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from contracts.errors import InputError
from worklists.reasons.sentences import GAPS, CaseFeature, is_from_profile

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
class ReasonInputs:
    """What reasons are made from.

    Parameters
    ----------
    contributions : DataFrame
        One row a case, indexed by ``assessment_id``: one column per feature with what it adds to
        the margin of under-rating, in log odds, and ``base``, which belongs to no feature. From
        ``worklists.reasons.rules_fired`` where no model made the list.
    features, evidence : DataFrame
        ``features.parquet`` and ``evidence.parquet``.
    catalogue : sequence of mappings
        ``catalogue.json``.
    assessments : int
        How many assessments the catalogue was made of.
    from_model : bool
        Whether contributions are a model's, and may be called strong, moderate or slight.
    list_day : Timestamp or None
        The day of the list.
    on_list_day : DataFrame or None
        ``assessment_id`` and features as of that day, for sentences that hold no longer.
    """

    contributions: pd.DataFrame
    features: pd.DataFrame
    evidence: pd.DataFrame
    catalogue: Sequence[Mapping[str, Any]]
    assessments: int
    from_model: bool = True
    list_day: pd.Timestamp | None = None
    on_list_day: pd.DataFrame | None = None


def cases_with_features(inputs: ReasonInputs) -> Iterator[tuple[str, list[CaseFeature]]]:
    """Each case with its features, in catalogue order, the rating last."""
    moved = inputs.contributions.drop(columns="base", errors="ignore")
    entries = {str(entry["name"]): entry for entry in (*inputs.catalogue, RATING)}
    _refuse_foreign(moved, entries)
    names = [name for name in entries if name in moved]
    values = _values(inputs.features, moved)
    dates = inputs.evidence.set_index("assessment_id").reindex(index=moved.index, columns=names)
    middles = {n: _middle(inputs.features[n], entries[n]) for n in names if n in inputs.features}
    ended = _ended(values, inputs, [entries[name] for name in names])
    held, days = values[names].to_numpy(object), dates.to_numpy(object)
    rows = zip(moved.index, moved[names].to_numpy(float), held, days, strict=True)
    for (case, added, of_case, dated), signed in zip(rows, values["assessment_date"], strict=True):
        parts = zip(names, added, of_case, dated, strict=True)
        ends = ended.get(str(case), ())
        yield (
            str(case),
            [
                CaseFeature(
                    entries[name],
                    float(contribution),
                    _value(value),
                    _day(day),
                    _day(signed),
                    middles.get(name),
                    ended=inputs.list_day if name in ends else None,
                )
                for name, contribution, value, day in parts
            ],
        )


def _values(features: pd.DataFrame, moved: pd.DataFrame) -> pd.DataFrame:
    """Feature values of the cases that have contributions, and whether their rating adds."""
    values = features.set_index("assessment_id").loc[moved.index]
    return values.assign(rating=moved["rating"] > 0) if "rating" in moved else values


def _ended(
    values: pd.DataFrame, inputs: ReasonInputs, entries: Sequence[Mapping[str, Any]]
) -> dict[str, list[str]]:
    """By case, the gaps that were open at the signature, and blanks, that are filled since."""
    if inputs.on_list_day is None:
        return {}
    today = inputs.on_list_day.set_index("assessment_id").reindex(values.index)
    ended: dict[str, list[str]] = {}
    for entry in (one for one in entries if one["name"] in today):
        then, now = values[entry["name"]], today[entry["name"]]
        filled = then.isna() & now.notna()
        if entry["theme"] == GAPS and entry["type"] != "category":
            filled |= (then >= entry["speaks_from"]) & (now < entry["speaks_from"])
        for case in values.index[filled.to_numpy(bool)]:
            ended.setdefault(str(case), []).append(str(entry["name"]))
    return ended


def _refuse_foreign(moved: pd.DataFrame, entries: Mapping[str, Any]) -> None:
    faults = [f"'{name}' is no feature of the catalogue" for name in moved if name not in entries]
    faults += [] if np.isfinite(moved.to_numpy(float)).all() else ["some are not numbers"]
    if faults:
        raise InputError("contributions", faults, "run train and featurise again, together")


def _middle(values: "pd.Series[float]", entry: Mapping[str, Any]) -> float | None:
    """The median of all assessments, where a sentence names it: one number says little alone.

    And of a source's own numbers that declare a direction: which side speaks is not declared.
    """
    named = any("{middle}" in entry[text] for text in ("sentence", "sentence_absent"))
    directed = bool(entry["direction"]) and is_from_profile(entry)
    return float(values.median()) if entry["type"] == "number" and (named or directed) else None


def _value(value: Any) -> float | str | None:
    if isinstance(value, str):
        return value
    return None if pd.isna(value) else float(value)


def _day(value: Any) -> pd.Timestamp | None:
    return None if pd.isna(value) else pd.Timestamp(value)
