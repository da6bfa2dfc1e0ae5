"""The published bands of the actuarial predictors, by score: where the next band begins.

Per cent, from the predictors' own documentation (domain reference 2.3). Of the older generation
(``ogrs3``) only the combined score's bands are documented, and it has three of them.
"""

from collections.abc import Mapping

BANDS: Mapping[str, tuple[float, ...]] = {
    "reoffending_2yr_pct": (50, 75, 90),
    "violence_2yr_pct": (30, 60, 80),
    "serious_violence_2yr_pct": (1, 3, 6.9),
    "serious_recidivism_pct": (1, 3, 6.9),
}
LEGACY_BANDS: Mapping[str, tuple[float, ...]] = {"serious_recidivism_pct": (3, 7)}


def band_column(score: str) -> str:
    """The column of the band that a source records beside a score.

    Examples
    --------
    >>> band_column("violence_2yr_pct"), band_column("serious_recidivism_pct")
    ('violence_band', 'serious_recidivism_band')
    """
    return f"{score.removesuffix('_pct').removesuffix('_2yr')}_band"
