"""Severity orders and bands, as numbers and as SQL: each stands here once.

Bands count from 0, the lowest. Thresholds of predictors are those of the predictors' own
documentation (domain reference 2.3).
"""

from collections.abc import Iterable, Mapping

from contracts.levels import ROSH

SEVERITY: Mapping[str, int] = {
    "murder_manslaughter": 9,
    "sexual_child": 8,
    "sexual_adult": 8,
    "kidnap": 7,
    "gbh_wounding": 7,
    "aggravated_burglary": 6,
    "arson": 6,
    "endanger_life_damage": 6,
    "firearm": 6,
    "child_other": 6,
    "robbery": 5,
    "harassment_stalking": 5,
    "weapon": 5,
    "breach_protective_order": 3,
    "hate_aggravated": 3,
    "common_assault": 3,
    "public_order": 2,
    "drugs": 2,
    "acquisitive": 1,
    "motoring": 1,
    "other": 1,
}
SERIOUS_FROM = 5
INSPECTION = ("outstanding", "good", "requires_improvement", "inadequate")
CASELOAD = (30, 40, 50, 60)
WORKLOAD_PCT = (90, 100, 110, 130)
TENURE_MONTHS = (12, 24, 60)
REDUCTION_PCT = (1, 20, 40)
SHARE = (0.05, 0.10, 0.20, 0.30)
SPAN = (8, 10, 12, 15)
SICKNESS_DAYS = (0.5, 1.0, 1.5, 2.0)
OFFICE_DAYS = (1, 2, 3, 4)


def rank_of(column: str, order: Iterable[str]) -> str:
    """SQL for the place of a value in an order, 0 the first; null for anything else.

    Examples
    --------
    >>> rank_of("k.level", ("low", "high"))
    "case k.level when 'low' then 0 when 'high' then 1 end"
    """
    whens = " ".join(f"when '{_text(value)}' then {i}" for i, value in enumerate(order))
    return f"case {column} {whens} end"


def rosh_rank(column: str) -> str:
    """SQL for a RoSH level as 0 to 3."""
    return rank_of(column, ROSH)


def severity(column: str) -> str:
    """SQL for the severity of an offence group, 1 to 9; null for an unknown group."""
    whens = " ".join(f"when '{group}' then {value}" for group, value in SEVERITY.items())
    return f"case {column} {whens} end"


def band_of(column: str, thresholds: Iterable[float]) -> str:
    """SQL for the band of a number: how many thresholds it reaches; null for a blank.

    Examples
    --------
    >>> band_of("x", (30, 60))
    'case when x >= 60 then 2 when x >= 30 then 1 when x is not null then 0 end'
    """
    steps = list(enumerate(thresholds, start=1))
    whens = " ".join(f"when {column} >= {edge} then {band}" for band, edge in reversed(steps))
    return f"case {whens} when {column} is not null then 0 end"


def _text(value: str) -> str:
    return value.replace("'", "''")
