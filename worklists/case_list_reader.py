"""Reads the lists that the rank stage wrote, as teams receive them."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from contracts.errors import InputError
from contracts.source import Source
from worklists.case_list import PublishedList, published_lists

NEEDED = ("worklist.parquet", "cases.parquet", "lists.json")


def read_lists(worklist: Path, source: Source) -> list[PublishedList]:
    """Every team's list in the folder ``worklist``.

    Raises
    ------
    InputError
        Naming every file that is not there.
    """
    facts = read_facts(worklist)
    return published_lists(
        worklist=pd.read_parquet(worklist / "worklist.parquet"),
        cases=pd.read_parquet(worklist / "cases.parquet"),
        lists=facts,
        source=source,
    )


def read_facts(worklist: Path) -> list[dict[str, Any]]:
    """The content of ``lists.json``: how each list was cut and what must be said of it.

    Raises
    ------
    InputError
        Naming every file of the folder that is not there.
    """
    absent = [name for name in NEEDED if not (worklist / name).is_file()]
    if absent:
        faults = [f"{name} is not there" for name in absent]
        raise InputError(str(worklist), faults, "run the rank stage first")
    facts: list[dict[str, Any]] = json.loads((worklist / "lists.json").read_text(encoding="utf-8"))
    return facts
