"""Returned workbooks in, decisions recorded. Run by people, so not a stage of the graph."""

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from contracts.refusal import Refusal
from worklists.check_value import KEY_VARIABLE
from worklists.returns.decisions import chain_faults
from worklists.returns.intake import Office, take_in
from worklists.returns.issued import IssuedList, all_rounds, issued_lists
from worklists.returns.store import DEFAULT_URL, URL_VARIABLE, Store


def main(files: list[Path], *, rounds: list[Path], supersede: bool) -> str:
    """Record every decision in the files, or none, and say what was recorded."""
    key = os.environ.get(KEY_VARIABLE)
    office = Office(
        issued=all_rounds(read_round(folder) for folder in rounds),
        key=key.encode() if key else None,
        now=datetime.now(UTC),
        supersede=supersede,
    )
    with Store(os.environ.get(URL_VARIABLE, DEFAULT_URL)).opened() as decisions:
        recorded = decisions.all()
        if faults := chain_faults(recorded):
            raise Refusal("the decisions database", faults, "restore it from its last backup")
        intake = take_in(files, recorded, office=office)
        decisions.add(intake.decisions)
    return (
        f"{len(intake.decisions)} decisions recorded, {intake.already_recorded} already on record, "
        f"{intake.not_answered} rows without an answer, {intake.missing} rows missing, "
        f"{intake.files_seen_before} files given before"
    )


def read_round(folder: Path) -> dict[str, IssuedList]:
    """The lists of the round whose rank stage wrote ``folder``."""
    try:
        return issued_lists(
            worklist=pd.read_parquet(folder / "worklist.parquet"),
            cases=pd.read_parquet(folder / "cases.parquet"),
            lists=json.loads((folder / "lists.json").read_text(encoding="utf-8")),
        )
    except FileNotFoundError:
        fault = "worklist.parquet, cases.parquet or lists.json is not there"
        raise Refusal(str(folder), [fault], "name a folder the rank stage wrote") from None


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m pipelines.returns", description=main.__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a returned workbook")
    parser.add_argument("--lists", type=Path, action="append", help="a round's data/07_worklist")
    parser.add_argument("--supersede", action="store_true", help="replace earlier answers")
    given = parser.parse_args()
    rounds = given.lists or [Path("data/07_worklist")]
    try:
        print(main(given.files, rounds=rounds, supersede=given.supersede))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        raise SystemExit(2) from None
