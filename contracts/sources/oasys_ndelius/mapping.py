"""How extracts of a case system become contract tables: SQL and code lists, declared in YAML."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import yaml

from contracts.errors import InputError
from contracts.validation import Lone, validated

FOLDER = Path(__file__).parent
FIELD = re.compile(r"\b(\w+)\.([A-Z][A-Z0-9_]*)\b")
ALIAS = re.compile(r"\b([A-Z][A-Z0-9_]*) as ([a-z_]+)\b")
Fields = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Mapped:
    """A contract column: SQL over fields of extracts, or of what ``with`` names.

    ``needs`` is the extract without which the column is not there; by default those of its SQL.
    """

    sql: str
    needs: str = ""
    note: str = ""


@dataclass(frozen=True)
class Drop:
    """Rows of the main extract that are not records of the table, and why."""

    when: str
    reason: str


@dataclass(frozen=True)
class TableMapping:
    """One contract table: the extract whose rows it takes, the joins, the columns."""

    grain: str
    main: str
    columns: Mapping[str, Mapped]
    with_: str = ""
    from_: str = ""
    drop: Annotated[tuple[Drop, ...], Lone] = field(default_factory=tuple)

    def fields(self, sql: str) -> Fields:
        """The fields of extracts that a piece of this table's SQL reads."""
        aliases = {alias: extract for extract, alias in ALIAS.findall(f"{self.with_} {self.from_}")}
        found = {(aliases.get(owner, owner), name) for owner, name in FIELD.findall(sql)}
        return frozenset((owner, name) for owner, name in found if owner.isupper())

    @property
    def all_fields(self) -> Fields:
        """Every field of every extract that the table reads."""
        texts = [self.with_, self.from_, *(drop.when for drop in self.drop)]
        return self.fields(" ".join([*texts, *(column.sql for column in self.columns.values())]))


@cache
def load_mappings(folder: Path = FOLDER) -> dict[str, TableMapping]:
    """The mapping of each contract table, by table; from the YAML files in ``folder``."""
    paths = sorted(path for path in folder.glob("*.yaml") if path.stem != "codes")
    return {path.stem: _mapping(path) for path in paths}


@cache
def load_codes(folder: Path = FOLDER) -> dict[str, dict[str, str | None]]:
    """The code lists by name: code in capitals, and the contract's value (None: blank)."""
    lists = _content(folder / "codes.yaml")
    return {
        name: {str(code).upper(): value for code, value in codes.items()}
        for name, codes in lists.items()
    }


def _mapping(path: Path) -> TableMapping:
    content = _content(path)
    content |= {"from_": content.pop("from", ""), "with_": content.pop("with", "")}
    content["columns"] = {
        name: {"sql": column} if isinstance(column, str) else column
        for name, column in content["columns"].items()
    }
    faults: list[str] = []
    mapping = validated(TableMapping, content, faults=faults)
    if mapping is None:
        raise InputError(str(path), faults, "correct the mapping")
    return mapping


def _content(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return content
