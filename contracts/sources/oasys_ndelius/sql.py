"""Runs a mapping's SQL over extracts: code lists as macros, dropped rows counted by reason."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from contracts.sources.engine import closed_engine
from contracts.sources.oasys_ndelius.extracts import Extract, is_day
from contracts.sources.oasys_ndelius.mapping import Mapped, TableMapping, load_codes

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PLAIN = r"regexp_replace(upper(trim(cast(code as varchar))), '[^A-Z0-9.]+', '_', 'g')"


def engine_over(
    extracts: Mapping[str, Extract], mappings: Iterable[TableMapping]
) -> "DuckDBPyConnection":
    """An engine that holds every code list, and every extract: without rows where it is absent."""
    engine = closed_engine()
    for name, codes in load_codes().items():
        for macro in _macros(name, codes):
            engine.execute(macro)
    needed: dict[str, set[str]] = {}
    for mapping in mappings:
        for owner, field in mapping.all_fields:
            needed.setdefault(owner, set()).add(field)
    for name, fields in sorted(needed.items()):
        engine.register(name, _arrow(extracts.get(name), sorted(fields)))
    return engine


def dropped(engine: "DuckDBPyConnection", mapping: TableMapping) -> dict[str, int]:
    """Rows of the main extract that are no records of the table, by the first reason that holds."""
    whens = " ".join(f"when {drop.when} then '{drop.reason}'" for drop in mapping.drop)
    if not whens:
        return {}
    counted = engine.sql(
        f"{_with(mapping)} select case {whens} end as reason, count(*) as rows "  # noqa: S608
        f"from {mapping.from_} group by reason"
    ).df()
    counts = dict(zip(counted["reason"], counted["rows"], strict=True))
    return {drop.reason: int(counts[drop.reason]) for drop in mapping.drop if drop.reason in counts}


def adapted(
    engine: "DuckDBPyConnection", mapping: TableMapping, columns: Mapping[str, Mapped]
) -> pd.DataFrame:
    """The table's ``columns`` and ``row``, the row of the main extract."""
    listed = ", ".join(f'{column.sql} as "{name}"' for name, column in columns.items())
    kept = " and ".join(f"not coalesce({drop.when}, false)" for drop in mapping.drop) or "true"
    frame: pd.DataFrame = (
        engine.sql(
            f"{_with(mapping)} select {mapping.main}.row as row, {listed} from {mapping.from_} "  # noqa: S608
            f"where {kept} order by {mapping.main}.row"
        )
        .to_arrow_table()
        .to_pandas()
    )
    return frame


def _with(mapping: TableMapping) -> str:
    return f"with {mapping.with_}" if mapping.with_ else ""


def _macros(name: str, codes: Mapping[str, str | None]) -> Iterator[str]:
    """``as_<list>``: the contract's value of a code, or the code; ``in_<list>``: is it listed."""
    whens = " ".join(
        f"when '{code}' then {'null' if value is None else repr(value)}"
        for code, value in codes.items()
    )
    yield f"create macro as_{name}(code) as case {PLAIN} {whens} else code end"
    listed = ", ".join(f"'{code}'" for code in codes)
    yield f"create macro in_{name}(code) as coalesce({PLAIN} in ({listed}), false)"


def _arrow(extract: Extract | None, fields: list[str]) -> pa.Table:
    """The extract with every field that the mapping reads; one it lacks is blank."""
    frame = extract.frame if extract else pd.DataFrame({"row": pd.Series(dtype="int64")})
    blank = {
        field: pd.Series(
            None, index=frame.index, dtype="datetime64[us]" if is_day(field) else "str"
        )
        for field in fields
        if field not in frame
    }
    return pa.Table.from_pandas(frame.assign(**blank), preserve_index=False)
