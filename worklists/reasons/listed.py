"""The words of every listed case, gathered from what made the list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from worklists.reasons.filling import filled
from worklists.reasons.reasons import Record, words
from worklists.reasons.rules_fired import rules_fired

Contributions = Callable[[pd.DataFrame], pd.DataFrame]


@dataclass(frozen=True)
class Described:
    """What featurise wrote: feature values, dates of their evidence, and the catalogue."""

    features: pd.DataFrame
    evidence: pd.DataFrame
    catalogue: Sequence[Mapping[str, Any]]


def listed_words(
    ids: "pd.Series[str]", described: Described, contributions: Contributions | None
) -> pd.DataFrame:
    """``assessment_id``, ``reasons``, ``against``, ``missing`` and ``look_at`` of listed cases.

    Parameters
    ----------
    ids : Series
        The listed assessments.
    described : Described
        Their record, and everyone else's.
    contributions : callable or None
        Takes the listed rows of the features to what each adds to the margin of under-rating.
        None where a baseline made the list: the rules that fired speak instead.
    """
    if contributions is None:
        return words(_record(ids, described, contributions=None))
    weighed = words(_record(ids, described, contributions=contributions))
    fired = words(_record(weighed["assessment_id"], described, contributions=None))
    return filled(weighed, fired)


def _record(
    ids: "pd.Series[str]", described: Described, *, contributions: Contributions | None
) -> Record:
    listed = described.features[described.features["assessment_id"].isin(ids)]
    if contributions is None:
        moved = rules_fired(described.features, described.catalogue, ids.to_list())
    else:
        moved = contributions(listed)
    return Record(
        contributions=moved,
        features=listed,
        evidence=described.evidence,
        catalogue=described.catalogue,
        assessments=len(described.features),
        weighed=contributions is not None,
    )
