"""What models, reasons and readers need to know of every column of the feature table."""

from collections.abc import Mapping, Sequence
from typing import Any

from features.declaration import Theme
from features.registry import reads_rating, sources_of


def catalogue(
    themes: Sequence[Theme], *, as_of: str, filled: Mapping[str, int]
) -> list[dict[str, Any]]:
    """One entry for each feature, in column order.

    Beside the declaration: ``as_of``, the moment its facts were taken, which a model is trained
    for; ``known``, how many rows hold a value (0 where its table is absent); and the rule of its
    sentences: ``sentence`` holds at ``speaks_from`` and above, ``sentence_absent`` below, neither
    for a blank.
    """
    return [
        {
            "name": feature.name,
            "theme": theme.name,
            "type": feature.type,
            "unit": feature.unit,
            "sources": list(sources_of(feature, themes)),
            "about": feature.about or theme.about,
            "reads_rating": reads_rating(feature, themes),
            "missing_means": feature.missing_means,
            "direction": feature.direction,
            "sentence": feature.sentence,
            "sentence_absent": feature.sentence_absent,
            "speaks_from": feature.speaks_from,
            "shown_as_reason": feature.shown_as_reason,
            "look_at": feature.look_at,
            "as_of": as_of,
            "known": filled.get(feature.name, 0),
        }
        for theme in themes
        for feature in theme.features
    ]
