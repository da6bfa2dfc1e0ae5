"""The features that a source brings itself, cut from its rows as the profile describes them."""

import re
from collections.abc import Mapping

import pandas as pd

from contracts.files.cells import as_text
from contracts.sources.profile.schema import OTHER, FeatureColumn


def extra_features(
    features: Mapping[str, FeatureColumn], records: pd.DataFrame, assessments: pd.DataFrame
) -> pd.DataFrame:
    """``row``, ``assessment_id`` and one column a feature, codes renamed, still as text.

    Columns of numbers come with a decimal point and without thousands marks already.
    """
    values = {name: _value(feature, records[feature.column]) for name, feature in features.items()}
    return assessments[["row", "assessment_id"]].assign(**values)


def is_number(feature: FeatureColumn) -> bool:
    """Whether the cells of a feature are numbers as they stand, not codes of something else."""
    return feature.type == "number" and not feature.codes


def _value(feature: FeatureColumn, values: pd.Series) -> pd.Series:
    is_truth = pd.api.types.is_bool_dtype(values)
    is_numeric = pd.api.types.is_numeric_dtype(values) and not is_truth
    if is_numeric and not feature.codes and not feature.blank:
        return values
    text = as_text(values)
    text = text.where(~text.isin(feature.blank))
    if feature.words:
        return _group(text, feature.words)
    return renamed(text, feature.codes)


def _group(text: pd.Series, groups: Mapping[str, tuple[str, ...]]) -> pd.Series:
    """The first group one of whose words begins a word of the text; the text is not kept.

    A text without a single letter says nothing and is blank.
    """
    small = text.str.lower()
    has_letters = small.str.contains(r"[^\W\d_]").fillna(False).astype(bool)
    group = pd.Series(OTHER, index=text.index, dtype="str").where(has_letters)
    for name, words in reversed(list(groups.items())):
        pattern = rf"(?:^|[^a-z0-9])(?:{'|'.join(re.escape(word.lower()) for word in words)})"
        group = group.mask(small.str.contains(pattern).fillna(False).astype(bool), name)
    return group


def renamed(values: pd.Series, names: Mapping[str, str]) -> pd.Series:
    """Values with their codes renamed; a value without a name stays as it is."""
    return values.replace(dict(names)) if names else values
