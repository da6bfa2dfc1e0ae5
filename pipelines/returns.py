"""Returned workbooks in, decisions recorded. Run by people, so not a stage of the graph."""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from contracts.errors import InputError
from contracts.secret_key import list_key
from pipelines.running.params.file import read_parameters
from worklists.returns.frozen import check_grown
from worklists.returns.intake import IntakeContext, take_in
from worklists.returns.notes import write_notes
from worklists.returns.rounds import read_rounds, round_folders
from worklists.returns.store import DEFAULT_URL, URL_VARIABLE, Store


def main(files: list[Path], *, rounds: list[Path], supersede: bool, grace_days: int) -> str:
    """Record the decisions of every file without a fault, and say what was recorded.

    Raises
    ------
    InputError
        With the faults of the files of which nothing was recorded; the others are on record,
        and a note for each stands in ``returns/notes``.
    """
    context = IntakeContext(
        issued=read_rounds(rounds),
        key=list_key(),
        now=datetime.now(UTC),
        supersede=supersede,
        grace_days=grace_days,
    )
    with Store(os.environ.get(URL_VARIABLE, DEFAULT_URL)).opened() as decisions:
        recorded = decisions.all()
        check_grown(recorded, before=None)
        intake = take_in(files, recorded, context=context)
        decisions.add(intake.decisions)
    write_notes(intake.refused, files)
    if refusal := intake.refusal(len(files)):
        raise refusal
    return f"returns: {intake.message}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m pipelines.returns", description=main.__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a returned workbook")
    parser.add_argument("--lists", type=Path, action="append", help="folder of a round of lists")
    parser.add_argument("--supersede", action="store_true", help="replace earlier answers")
    arguments = parser.parse_args()
    try:
        rounds = arguments.lists or round_folders()
        late = read_parameters().returns.grace_days
        print(main(arguments.files, rounds=rounds, supersede=arguments.supersede, grace_days=late))
    except InputError as refusal:
        print(refusal, file=sys.stderr)
        raise SystemExit(2) from None
