"""The bands of a case's actuarial predictors, by name: those recorded, else by the score."""

from bisect import bisect_right
from collections.abc import Mapping

from contracts.levels import ROSH
from contracts.predictors import BANDS, LEGACY_BANDS, band_column
from worklists.plain_text import is_missing

NAMES = {
    "reoffending_2yr_pct": "General reoffending",
    "violence_2yr_pct": "Violence",
    "serious_violence_2yr_pct": "Serious violence",
    "serious_recidivism_pct": "Serious reoffending",
}
SEXUAL = ("sexual_contact_band", "Contact sexual")
LEGACY = "ogrs3"


def predictor_bands(assessment: Mapping[str, object]) -> list[str]:
    """Each predictor with its band in words; none where the records hold no predictor.

    Parameters
    ----------
    assessment : mapping
        A row of the checked table; columns that the source does not have may be absent. A band
        on record counts before the one that the score falls in; of a family that is not recorded
        the score says no band.

    Examples
    --------
    >>> predictor_bands({"violence_2yr_pct": 61.0, "predictor_family": "ogrs4"})
    ['Violence: high']
    >>> predictor_bands({"serious_violence_2yr_pct": 9.0, "serious_violence_band": "medium"})
    ['Serious violence: medium']
    """
    bands = {name: _band(assessment, score) for score, name in NAMES.items()}
    recorded = assessment.get(SEXUAL[0])
    bands[SEXUAL[1]] = str(recorded) if recorded in ROSH else ""
    return [f"{name}: {band.replace('_', ' ')}" for name, band in bands.items() if band]


def _band(assessment: Mapping[str, object], score: str) -> str:
    recorded = assessment.get(band_column(score))
    if recorded in ROSH:
        return str(recorded)
    family, value = assessment.get("predictor_family"), assessment.get(score)
    if is_missing(family) or is_missing(value):
        return ""
    legacy = LEGACY_BANDS if family == LEGACY else {}
    thresholds = legacy.get(score, BANDS[score])
    return ROSH[bisect_right(thresholds, float(str(value)))]
