"""The source that a profile resolves to, before its records are checked."""

from collections.abc import Mapping

from contracts.levels import Scale
from contracts.source import ExtraFeature, Source
from contracts.sources.profile.schema import OTHER, FeatureColumn, Profile

NO_DATES = (
    "These records carry no dates: figures come from repeated stratified folds, and the list is "
    "retrospective."
)
OUTCOME = (
    "The label here is an outcome, not an audit: it says what happened afterwards, not what level "
    "a reviewer would have given."
)
WAIVED = (
    "A historical replay: outcomes are used as if they were known on the day of the assessment, "
    "though each takes {days} days to show."
)


def resolve(profile: Profile, features: Mapping[str, FeatureColumn]) -> Source:
    """The source as ``profile`` declares it, with those of its features that were read."""
    columns, outcome = profile.columns, profile.outcome
    has_dates = columns is None or columns.date is not None
    return Source(
        name=profile.name,
        title=profile.title,
        about=" ".join(profile.about.split()),
        scale=Scale(profile.scale.levels, high_from=profile.scale.high_from),
        titles=dict(profile.scale.titles),
        label=profile.label,
        under_from=outcome.under_from if outcome else None,
        label_lag_days=outcome.follow_up_days if outcome else profile.label_lag_days,
        earliest_day=profile.earliest_day,
        observed_until=outcome.observed_until if outcome else None,
        has_dates=has_dates,
        has_people=columns is None or columns.person is not None,
        has_units=columns is None or columns.unit is not None,
        extra=tuple(_extra(name, feature) for name, feature in features.items()),
        notes=(*_notes(profile, has_dates=has_dates), *profile.notes),
        marking=profile.marking,
    )


def _extra(name: str, feature: FeatureColumn) -> ExtraFeature:
    return ExtraFeature(
        name=name,
        type=feature.type,
        meaning=feature.meaning,
        unit=feature.unit,
        missing_means=feature.missing_means,
        direction=feature.direction,
        sentence=feature.sentence,
        sentence_absent=feature.sentence_absent,
        shown_as_reason=feature.shown_as_reason,
        low=feature.low,
        high=feature.high,
        values=_values(feature),
    )


def _values(feature: FeatureColumn) -> tuple[str, ...]:
    """The closed list of a category, in the order the profile lists it."""
    if feature.type != "category":
        return ()
    if feature.words:
        return (*feature.words, OTHER)
    return feature.allowed or tuple(dict.fromkeys(feature.codes.values()))


def _notes(profile: Profile, *, has_dates: bool) -> list[str]:
    notes = [] if has_dates else [NO_DATES]
    if profile.outcome:
        notes.append(OUTCOME)
        if profile.outcome.waive_lag:
            notes.append(WAIVED.format(days=profile.outcome.follow_up_days))
    return notes
