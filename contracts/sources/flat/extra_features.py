"""The features that a source brings itself, cut from its rows as the profile declares them."""

import re
from collections.abc import Mapping

import pandas as pd

from contracts.sources.files.decimals import with_points
from contracts.sources.profile.schema import OTHER, FeatureColumn, Profile


def own_features(
    profile: Profile,
    features: Mapping[str, FeatureColumn],
    records: pd.DataFrame,
    assessments: pd.DataFrame,
) -> pd.DataFrame:
    """``row``, ``assessment_id`` and one column a feature, codes renamed, still as text."""
    decimal = profile.dialect.decimal
    values = {
        name: _value(feature, records[feature.column], decimal=decimal)
        for name, feature in features.items()
    }
    return assessments[["row", "assessment_id"]].assign(**values)


def _value(feature: FeatureColumn, values: pd.Series, *, decimal: str | None) -> pd.Series:
    if pd.api.types.is_numeric_dtype(values) and not feature.codes and not feature.blank:
        return values
    text = as_text(values)
    text = text.where(~text.isin(feature.blank))
    if feature.type == "number" and decimal == ",":
        text = with_points(text)
    if feature.words:
        return _group(text, feature.words)
    return renamed(text, feature.codes)


def _group(text: pd.Series, groups: Mapping[str, tuple[str, ...]]) -> pd.Series:
    """The first group one of whose words begins a word of the text; the text is not kept.

    A text without a single letter says nothing and is blank.
    """
    small = text.str.lower()
    says = small.str.contains(r"[^\W\d_]").fillna(False).astype(bool)
    found = pd.Series(OTHER, index=text.index, dtype="str").where(says)
    for name, words in reversed(list(groups.items())):
        pattern = rf"(?:^|[^a-z0-9])(?:{'|'.join(re.escape(word.lower()) for word in words)})"
        found = found.mask(small.str.contains(pattern).fillna(False).astype(bool), name)
    return found


def as_text(values: pd.Series) -> pd.Series:
    """Values as text: a whole number from Parquet is written without a point."""
    if pd.api.types.is_float_dtype(values) and (values.dropna() % 1 == 0).all():
        values = values.astype("Int64")
    return values.astype("str").where(values.notna())


def renamed(values: pd.Series, names: Mapping[str, str]) -> pd.Series:
    """Values with their codes renamed; a value without a name stays as it is."""
    return values.replace(dict(names)) if names else values
