"""The checks of a contract without Great Expectations, whose planning takes nine tenths of a trial.

Every so many trials both are asked, and have to agree: ``agreeing``.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd

from contracts.checks import expectations
from contracts.checks.expectations import Check

EVERY = 40  # one trial in so many asks both
_validate = expectations._validate  # noqa: SLF001 - what is stood in for


def load_great_expectations() -> None:
    """Load the library before the first trial: it takes longer than many trials."""
    expectations._great_expectations()  # noqa: SLF001


@contextmanager
def plain_checks(number: int) -> Iterator[None]:
    """Within the block checks are plain; in one trial of ``EVERY`` by its ``number``, both."""
    stand_in = agreeing if number % EVERY == 0 else broken_plainly
    expectations._validate = stand_in  # noqa: SLF001
    try:
        yield
    finally:
        expectations._validate = _validate  # noqa: SLF001


def agreeing(view: pd.DataFrame, checks: list[Check]) -> list[list[int]]:
    """What Great Expectations finds; an AssertionError where the plain checks differ."""
    found, plain = _validate(view, checks), broken_plainly(view, checks)
    for check, one, other in zip(checks, found, plain, strict=True):
        if one != other:
            raise AssertionError(f"{check}: {one} by Great Expectations, {other} plainly")
    return found


def broken_plainly(view: pd.DataFrame, checks: list[Check]) -> list[list[int]]:
    """Positions of the rows that break each check, one list a check."""
    return [
        [int(place) for place in _broken(view, check).to_numpy().nonzero()[0]] for check in checks
    ]


def _broken(view: pd.DataFrame, check: Check) -> pd.Series:
    if check.kind == "unique_together":
        columns = check.arguments["columns"]
        whole: pd.Series = view[columns].notna().all(axis=1)
        return view.duplicated(columns, keep=False) & whole
    values = view[check.column]
    if check.kind == "not_null":
        return values.isna()
    return _strange(view, values, check) & values.notna()


def _strange(view: pd.DataFrame, values: pd.Series, check: Check) -> pd.Series:
    """Where a value that is there breaks the check."""
    if check.kind == "unique":
        return values.duplicated(keep=False)
    if check.kind == "in_set":
        return ~values.isin(check.arguments["value_set"])
    if check.kind == "matches":
        fits = values.astype("str").str.match(check.arguments["regex"])
        return ~fits.fillna(False).astype(bool)
    if check.kind == "ordered":
        shifted = expectations._shifted(check)  # noqa: SLF001
        later: pd.Series = view[check.arguments["later"]] < view[shifted]
        return later
    low, high = check.arguments["min_value"], check.arguments["max_value"]
    below = (values < low) if low is not None else values.isna()
    above = (values > high) if high is not None else values.isna()
    outside: pd.Series = (below | above).fillna(False).astype(bool)
    return outside
