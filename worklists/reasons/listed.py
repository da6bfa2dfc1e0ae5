"""The sentences of every listed case: what the model found, then what else is on record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from worklists.reasons.case_features import ReasonInputs
from worklists.reasons.list_day import ListDay
from worklists.reasons.model_contributions import Contributions
from worklists.reasons.reasons import (
    MOST_FOR,
    MOST_MISSING,
    MOST_PLACES,
    NOTHING_STANDS_OUT,
    sentences,
)
from worklists.reasons.rules_fired import rules_fired

ON_RECORD = "On record: "


@dataclass(frozen=True)
class FeatureTables:
    """What featurise wrote, and the record of listed cases on the day of the list.

    Parameters
    ----------
    features, evidence : DataFrame
        Feature values, and dates of their evidence.
    catalogue : sequence of mappings
        ``catalogue.json``.
    list_day : Timestamp or None
        The day of the list.
    on_list_day : callable or None
        From assessment ids to features as of that day; None where ``features`` are that already,
        or the source has no dates.
    """

    features: pd.DataFrame
    evidence: pd.DataFrame
    catalogue: Sequence[Mapping[str, Any]]
    list_day: pd.Timestamp | None = None
    on_list_day: ListDay | None = None


def listed_words(
    ids: "pd.Series[str]", described: FeatureTables, contributions: Contributions | None
) -> pd.DataFrame:
    """``assessment_id``, ``reasons``, ``against``, ``missing`` and ``look_at`` of listed cases.

    Parameters
    ----------
    ids : Series
        The listed assessments.
    described : FeatureTables
        Their record, and everyone else's.
    contributions : callable or None
        From the listed rows of the features to what each adds to the margin of under-rating.
        None where a baseline made the list: the rules that fired speak instead.
    """
    on_list_day = described.on_list_day
    today = None if on_list_day is None or ids.empty else on_list_day(ids)
    if contributions is None:
        return sentences(_reason_inputs(ids, described, None, today))
    explained = sentences(_reason_inputs(ids, described, contributions, today))
    fired = sentences(_reason_inputs(explained["assessment_id"], described, None, today))
    return topped_up(explained, fired)


def topped_up(explained: pd.DataFrame, fired: pd.DataFrame) -> pd.DataFrame:
    """The model's sentences of every case, then those of rules that fired, up to the usual number.

    A model of few columns leaves a reader with one sentence. What the record holds beside it
    follows as "On record", without a word of strength.

    Parameters
    ----------
    explained, fired : DataFrame
        Both from :func:`worklists.reasons.reasons.sentences`, the same cases in the same order.

    Examples
    --------
    >>> case = {"assessment_id": ["A1"], "against": [[]], "missing": [[]], "look_at": [[]]}
    >>> explained = pd.DataFrame(case | {"reasons": [["Strong: One."]]})
    >>> fired = pd.DataFrame(case | {"reasons": [["One.", "Two."]]})
    >>> topped_up(explained, fired)["reasons"].to_list()
    [['Strong: One.', 'On record: Two.']]
    """
    pairs = {
        name: list(zip(explained[name], fired[name], strict=True))
        for name in ("reasons", "missing", "look_at")
    }
    reasons = [_reasons(*pair) for pair in pairs["reasons"]]
    texts = {
        "reasons": reasons,
        "missing": [
            _missing(*two, stated) for two, stated in zip(pairs["missing"], reasons, strict=True)
        ],
        "look_at": [_together(*pair)[:MOST_PLACES] for pair in pairs["look_at"]],
    }
    return explained.assign(
        **{name: pd.Series(lists, explained.index, dtype=object) for name, lists in texts.items()}
    )


def _reasons(explained: Sequence[str], fired: Sequence[str]) -> list[str]:
    """No sentence twice, whatever word of strength stands before it."""
    first = [text for text in explained if text != NOTHING_STANDS_OUT]
    bare = {text.partition(": ")[2] for text in first}
    more = [
        f"{ON_RECORD}{text}" for text in fired if text not in bare and text != NOTHING_STANDS_OUT
    ]
    return [*first, *more][:MOST_FOR] or [NOTHING_STANDS_OUT]


def _missing(explained: Sequence[str], fired: Sequence[str], reasons: Sequence[str]) -> list[str]:
    """What is missing and is no reason: no sentence stands under both."""
    stated = {part for text in reasons for part in (text, text.partition(": ")[2])}
    return [text for text in _together(explained, fired) if text not in stated][:MOST_MISSING]


def _together(explained: Sequence[str], fired: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*explained, *fired]))


def _reason_inputs(
    ids: "pd.Series[str]",
    described: FeatureTables,
    contributions: Contributions | None,
    today: pd.DataFrame | None,
) -> ReasonInputs:
    listed = described.features[described.features["assessment_id"].isin(ids)]
    if contributions is None:
        moved = rules_fired(described.features, described.catalogue, ids.to_list())
    else:
        moved = contributions(listed)
    return ReasonInputs(
        contributions=moved,
        features=described.features,
        evidence=described.evidence,
        catalogue=[_shown_where_it_differs(one, described.features) for one in described.catalogue],
        assessments=len(described.features),
        from_model=contributions is not None,
        list_day=described.list_day,
        on_list_day=today,
    )


def _shown_where_it_differs(entry: Mapping[str, Any], features: pd.DataFrame) -> Mapping[str, Any]:
    """The feature's entry, never shown where every assessment has the same value, or none."""
    values = features[entry["name"]]
    same = values.isna().all() or values.eq(values.iloc[0]).all()
    return {**entry, "shown_as_reason": bool(entry["shown_as_reason"] and not same)}
