"""docs/sources-oasys-ndelius.md: the adapter column by column, made from the mapping that runs.

``python -m contracts.sources.oasys_ndelius.page docs/sources-oasys-ndelius.md`` writes it anew;
a test says when it is stale.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from contracts.sources.oasys_ndelius.mapping import TableMapping, load_codes, load_mappings
from contracts.table import Table, load_tables

LISTS = re.compile(r"\b(?:as|in)_(\w+)\(")
HEAD = """\
# From OASys and nDelius to the contract's tables

Made from `contracts/sources/oasys_ndelius/`, which is also what runs: do not edit this page. To
make it again: `python -m contracts.sources.oasys_ndelius.page docs/sources-oasys-ndelius.md`.

Put one file a table into a folder, named after the table of the system it comes from
(`OASYS_SET.csv`, `CONTACT.parquet` ...), with the fields below. Fields that are not listed are not
read. Identifiers must be replaced by pseudonyms before extraction, the same ones in both systems:
`CMS_PROB_NUMBER` in OASys and `CRN` in nDelius. Never extract names, addresses, notes or other
free text.

    make run PROFILE=contracts/sources/oasys_ndelius.yaml SOURCE_DIR=folder

* A file named after a table of the contract (`enquiries.csv`, `unit_months.parquet` ...) is read as
  that table, in place of what the extracts would give. No public field list holds the months of
  units, and no contact type for a police check on domestic abuse is known, so both come that way.
* Where a reference table (`R_CONTACT_TYPE` ...) is not extracted, a `*_CODE` column of the main
  extract is read instead.
* A row that is no record of the table (voided, deleted, never signed ...) is left out, and the
  number left out is a finding, by reason.
* A code that no list holds goes through as it is: checking reads it as the list's catch-all where
  there is one, and says how many there were.
* Field names and code lists are those of public Ministry of Justice repositories, read as facts;
  a live system may differ, and what is marked as an addition is in neither system.
"""


def mapping_page() -> str:
    """The whole page, as Markdown."""
    contract = load_tables()
    mappings = {name: m for name, m in load_mappings().items() if name in contract}
    parts = [HEAD, *(_table(contract[n], mappings[n]) for n in contract if n in mappings)]
    return "\n".join([*parts, *_codes()])


def _table(table: Table, mapping: TableMapping) -> str:
    lines = [f"## {table.name}", "", f"A row is {mapping.grain}."]
    if mapping.drop:
        reasons = "; ".join(drop.reason for drop in mapping.drop)
        lines += ["", f"Left out, and counted: {reasons}."]
    lines += ["", "| column | from | how |", "|---|---|---|"]
    mapped = [name for name in table.names if name in mapping.columns]
    lines += [_row(name, mapping) for name in mapped]
    absent = [name for name in table.names if name not in mapped]
    if absent:
        lines += ["", f"No public field is known for: {', '.join(f'`{name}`' for name in absent)}."]
    return "\n".join([*lines, ""])


def _row(name: str, mapping: TableMapping) -> str:
    column = mapping.columns[name]
    fields = [f"`{owner}.{field}`" for owner, field in sorted(mapping.fields(column.sql))]
    lists = [f"code list `{one}`" for one in dict.fromkeys(LISTS.findall(column.sql))]
    source = ", ".join(fields) or f"`{column.needs}`"
    return f"| `{name}` | {source} | {'; '.join([*lists, column.note.strip()]).strip('; ')} |"


def _codes() -> Iterator[str]:
    yield "## Code lists\n"
    yield "| list | value | codes |\n|---|---|---|"
    for name, codes in load_codes().items():
        by_value: dict[str, list[str]] = {}
        for code, value in codes.items():
            by_value.setdefault(value or "(blank)", []).append(code)
        for value, held in by_value.items():
            yield f"| `{name}` | {value} | {', '.join(held)} |"
    yield ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(mapping_page(), encoding="utf-8")
