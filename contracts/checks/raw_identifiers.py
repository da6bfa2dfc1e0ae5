"""Values that identify a person, found in the columns where only pseudonyms may be."""

from collections.abc import Iterator

import pandas as pd

from contracts.findings import first_rows
from contracts.table import Column, RawTable, Table

CASE_NUMBER = r"[A-Z][-._/]?\d{6}"  # CRN
NUMBERS = {
    "prison numbers": r"[A-Z][-._/]?\d{4}[-._/]?[A-Z]{2}",  # NOMS
    "police numbers": r"(?:\d\d)?\d\d/\d{1,7}[A-Z]|\d{11}[A-Z]|\d{1,6}/\d\d[A-Z]",  # PNC, CRO
    "National Insurance numbers": r"[A-CEGHJ-PR-TW-Z][A-Z][-._/]?(?:\d\d[-._/]?){3}[A-D]",
    "e-mail addresses": r"[^@]+@[^@]+\.[A-Z]{2,}",
}
# two words or more of letters alone, as a person is written
NAME = r"\p{L}[\p{L}'\x{2019}-]+(?:\s*,\s*|[\s.]+)(?:\p{L}[\p{L}'\x{2019}.-]*\s*){1,4}"
BLANKS = r"[\s\p{Z}\p{Cf}]+"
PLACES = ("unit_id", "lau_id", "pdu_id", "region_id")


def raw_identifiers(raw: RawTable, table: Table) -> Iterator[str]:
    """A fault for each kind of raw identifier in each identifier column, in any case or spacing.

    Numbers of one form throughout, such as ``W000001``, are a table's keys, and case numbers only
    in a column of people. The names of teams are not looked for. No value is repeated.
    """
    for column in table.columns:
        if column.type != "string" or column.name not in raw.frame:
            continue
        if column.pseudonym or column.name.endswith("_id"):
            yield from _faults(raw, column)


def is_identifier(text: str) -> bool:
    """Whether a text by itself, such as a heading, is one of the numbers, an address or a name.

    Examples
    --------
    >>> is_identifier("Jo Bloggs"), is_identifier("x123456"), is_identifier("case_number")
    (True, True, False)
    """
    value = pd.Series([text], dtype="str")
    numbers = [CASE_NUMBER, *NUMBERS.values()]
    return bool(
        any(_matches(_squeezed(value), pattern)[0] for pattern in numbers)
        or _matches(value.str.strip(), NAME)[0]
    )


def _faults(raw: RawTable, column: Column) -> Iterator[str]:
    values = raw.frame[column.name].astype("str")
    for kind, rows in _kinds(values, column).items():
        if rows.any():
            yield (
                f"{raw.file}: column '{column.name}' (raw_identifier): {rows.sum():,} of "
                f"{len(values):,} values look like raw {kind} "
                f"({first_rows(raw.frame.loc[rows, 'row'])}); allowed: pseudonyms of any other "
                "form, or anything with check.identifiers: live"
            )


def _kinds(values: pd.Series, column: Column) -> dict[str, "pd.Series[bool]"]:
    """Which values are of each kind."""
    squeezed = _squeezed(values)
    kinds = {kind: _matches(squeezed, pattern) for kind, pattern in NUMBERS.items()}
    if column.name in PLACES:
        return kinds
    cases = _matches(squeezed, CASE_NUMBER)
    if not column.pseudonym and cases[values.notna()].all():
        cases &= len(squeezed.dropna().str[0].unique()) > 1
    return {"case numbers": cases} | kinds | {"names": _matches(values.str.strip(), NAME)}


def _squeezed(values: pd.Series) -> pd.Series:
    """Capitals without any blank or unseen mark."""
    import pyarrow as pa
    import pyarrow.compute as pc

    bare = pc.replace_substring_regex(
        pc.utf8_upper(pa.array(values, type=pa.string())), pattern=BLANKS, replacement=""
    )
    return pd.Series(bare.to_pandas(), index=values.index, dtype="str")


def _matches(values: pd.Series, pattern: str) -> "pd.Series[bool]":
    import pyarrow as pa
    import pyarrow.compute as pc

    whole = pc.match_substring_regex(pa.array(values, type=pa.string()), pattern=f"^(?:{pattern})$")
    return pd.Series(whole.to_pandas(), index=values.index).fillna(False).astype("bool")
