"""Why a case is listed, in plain sentences: for, against, what is missing, where to look."""

from collections.abc import Sequence

import pandas as pd

from worklists.reasons.case_features import ReasonInputs, cases_with_features
from worklists.reasons.sentences import CaseFeature, blank_sentence

MOST_FOR, MOST_AGAINST, MOST_MISSING, MOST_PLACES = 3, 1, 3, 4
USUAL = 0.8  # share of all assessments that hold a value, from which a blank is a gap
STRONG, MODERATE = 0.25, 0.10  # shares of what all themes move the margin by, either way
NOTHING_STANDS_OUT = "No single part of the record stands out."


def sentences(inputs: ReasonInputs) -> pd.DataFrame:
    """Sentences for every case that has contributions.

    Features of one theme share a sentence: that of the one that moves the margin most. Columns
    that a source declares itself have a sentence each. Themes come by what their shown features
    add up to. Features of staff, load and unit context count in what all parts add up to, and are
    never said. A feature whose sentence would read against its declared direction is left out.

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
    rows = [
        {"assessment_id": case} | _sentences(features, inputs)
        for case, features in cases_with_features(inputs)
    ]
    columns = ["assessment_id", "reasons", "against", "missing", "look_at"]
    return pd.DataFrame(rows, columns=columns)


def _sentences(features: Sequence[CaseFeature], inputs: ReasonInputs) -> dict[str, list[str]]:
    """The four lists of sentences of one case."""
    total = _moved(features) if inputs.from_model else 0.0
    reasons = _speaking(features, raised=True, net=inputs.from_model)[:MOST_FOR]
    against = _speaking(features, raised=False, net=inputs.from_model)[:MOST_AGAINST]
    spoken = [feature for feature, _ in reasons]
    missing = _missing(features, spoken=spoken, usual=USUAL * inputs.assessments)
    shown = [feature for feature, _ in (*reasons, *against)] + [feature for feature, _ in missing]
    return {
        "reasons": [_with_strength(feature, theme, total) for feature, theme in reasons]
        or [NOTHING_STANDS_OUT],
        "against": [_with_strength(feature, theme, total) for feature, theme in against],
        "missing": list(dict.fromkeys(text for _, text in missing))[:MOST_MISSING],
        "look_at": _places(shown),
    }


def _moved(features: Sequence[CaseFeature]) -> float:
    """All that moves the margin either way: what every theme, shown or not, adds up to."""
    totals: dict[str, float] = {}
    for feature in features:
        theme = feature.subject
        totals[theme] = totals.get(theme, 0.0) + feature.contribution
    return sum(map(abs, totals.values()))


def _speaking(
    features: Sequence[CaseFeature], *, raised: bool, net: bool
) -> list[tuple[CaseFeature, float]]:
    """The feature that speaks for each theme, with the theme's total, the largest first.

    A model's total is net; among rules that fired, one that did not takes nothing away.
    """
    sign = 1 if raised else -1
    totals: dict[str, float] = {}
    voices: dict[str, CaseFeature] = {}
    for feature in (feature for feature in features if feature.may_be_shown):
        theme = feature.subject
        supports = feature.supports(raised)
        if net or supports:
            totals[theme] = totals.get(theme, 0.0) + sign * feature.contribution
        voice = voices.get(theme)
        if supports and (voice is None or abs(feature.contribution) > abs(voice.contribution)):
            voices[theme] = feature
    ranked = sorted((theme for theme in voices if totals[theme] > 0), key=lambda t: -totals[t])
    return [(voices[theme], totals[theme]) for theme in ranked]


def _with_strength(feature: CaseFeature, theme: float, total: float) -> str:
    """The sentence, behind a word for the theme's share of all that moves the margin."""
    if not total:
        return feature.sentence()
    share = theme / total
    word = "Strong" if share >= STRONG else "Moderate" if share >= MODERATE else "Slight"
    return f"{word}: {feature.sentence()}"


def _missing(
    features: Sequence[CaseFeature], *, spoken: Sequence[CaseFeature], usual: float
) -> list[tuple[CaseFeature, str]]:
    """Checks not made or not answered that no reason mentions, then what other records hold.

    What has been filled by the day of the list is not missing.
    """
    shown = [f for f in features if f.entry["shown_as_reason"] and f.ended is None]
    ranked = sorted(shown, key=lambda feature: -abs(feature.contribution))
    gaps = [
        (feature, feature.sentence())
        for feature in ranked
        if feature.is_gap and feature.supports(raised=True) and feature not in spoken
    ]
    blanks = [
        (feature, text)
        for feature in ranked
        if feature.value is None and feature.entry["known"] >= usual
        if (text := blank_sentence(feature.entry, feature.signed))
    ]
    return [*gaps, *blanks][:MOST_MISSING]


def _places(features: Sequence[CaseFeature]) -> list[str]:
    named = [feature.entry["look_at"] for feature in features if feature.entry["look_at"]]
    return list(dict.fromkeys(f"{place[:1].upper()}{place[1:]}" for place in named))[:MOST_PLACES]
