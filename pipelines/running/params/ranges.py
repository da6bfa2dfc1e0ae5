"""What a value in params.yaml may be: numbers with their ranges, days, names and addresses."""

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import AfterValidator, Field

LONGEST = 5200  # weeks: a century, which days can be reckoned with
MANY = 1_000_000
LONGEST_LINK = 500  # signs, so that an address fits into a cell of a workbook
CASE_LINK = (
    "null, or an address with http or https and {reference} once, behind the host; "
    f"at most {LONGEST_LINK} signs"
)


def _day(value: str) -> str:
    try:
        return dt.date.fromisoformat(value).isoformat()
    except ValueError:
        raise ValueError("a day, YYYY-MM-DD") from None


def _latest_or_day(value: str) -> str:
    try:
        return value if value == "latest" else _day(value)
    except ValueError:
        raise ValueError("latest, or a day, YYYY-MM-DD") from None


def _case_link(value: str) -> str:
    fixed = value.replace("{reference}", "", 1)
    host = re.match(r"https?://([A-Za-z0-9.-]+(:[0-9]+)?)[/?#]", value)
    short = len(value) <= LONGEST_LINK
    if (
        host
        and short
        and fixed != value
        and re.fullmatch(r"[A-Za-z0-9._~:/?#&=+,;%@!$()*-]+", fixed)
    ):
        return value
    raise ValueError(CASE_LINK)


def _plain_name(value: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9_.-]+", value):
        return value
    raise ValueError("letters, digits, '_', '-' and '.'")


def distinct(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """The values, each of which stands once.

    Raises
    ------
    ValueError
        One stands twice.
    """
    if len(set(values)) < len(values):
        raise ValueError("each entry once")
    return values


Seed = Annotated[int, Field(ge=0, le=999_999_999)]
Count = Annotated[int, Field(ge=0, le=MANY)]
OneOrMore = Annotated[int, Field(ge=1, le=MANY)]
Share = Annotated[float, Field(ge=0, le=1)]
ShareBetween = Annotated[float, Field(gt=0, lt=1)]
Name = Annotated[str, Field(min_length=1)]
Weights = Annotated[dict[str, Annotated[float, Field(ge=0, le=MANY)]], Field(min_length=1)]
Day = Annotated[str, AfterValidator(_day), Field(description="a day, `2026-06-30`")]
CaseLink = Annotated[
    str,
    AfterValidator(_case_link),
    Field(
        description="an address with `http` or `https` and `{reference}` once, behind the host, of "
        f"at most {LONGEST_LINK} signs"
    ),
]
PlainName = Annotated[
    str, AfterValidator(_plain_name), Field(description="letters, digits, `_`, `-`, `.`")
]
LatestOrDay = Annotated[
    str, AfterValidator(_latest_or_day), Field(description="`latest`, or a day, `2026-06-30`")
]
