"""`python -m pipelines.audits --number N`: draws the assessments to audit next.

Half of a draw gives every case the same chance; the other half prefers those whose audit would
tell most. Every case's chance is kept with it, and no draw takes a case of an earlier one.
"""

import argparse
import sys
from pathlib import Path

import pandas as pd

from contracts.checked_folder import CheckedFolder
from contracts.errors import InputError
from contracts.files.csv_writer import write_csv
from contracts.files.signature import sign
from contracts.secret_key import reference_key
from contracts.source import Source
from pipelines.running.outputs import whole, write_table
from worklists.auditing.draw import Draw, draw_audits
from worklists.auditing.pool import RECORD, check_number, drawable, earlier_draws

FOR_AUDITORS = ["draw", "case_reference"]


def main() -> None:
    """Draw, keep the record, write what the audit team receives; exit code 2 for a refusal."""
    options = _parser().parse_args()
    try:
        print(draw(options.number, options))
    except InputError as refusal:
        print(refusal, file=sys.stderr)
        raise SystemExit(2) from None


def draw(number: int, places: argparse.Namespace) -> str:
    """Make a draw of ``number`` cases in a folder of its own; what was drawn, in words."""
    earlier = earlier_draws(places.draws)
    records = CheckedFolder(places.checked)
    source = Source.load(records.source_file)
    tables = {name: records.table(name) for name in ("assessments", "audits")}
    pool = drawable(
        pd.read_parquet(places.scores), tables["audits"], earlier["assessment_id"], source
    )
    check_number(number, len(pool))
    day = source.run_date
    name = f"{day.isoformat() if day else 'undated'}-{earlier['draw'].nunique() + 1:03d}"
    made = Draw(number, name, reference_key(), pd.Timestamp(day) if day else None)
    drawn = draw_audits(pool, _audited_levels(tables), made)
    with whole(places.draws / name) as folder:
        write_table(drawn, folder / RECORD)
        write_csv(drawn[FOR_AUDITORS], folder / "audits.csv")
        sign(folder)
    return _message(drawn, pool, places.draws / name)


def _audited_levels(tables: dict[str, pd.DataFrame]) -> "pd.Series[str]":
    levels = tables["assessments"].set_index("assessment_id")["assigned_rosh"]
    return levels[levels.index.isin(tables["audits"]["assessment_id"])]


def _message(drawn: pd.DataFrame, pool: pd.DataFrame, folder: Path) -> str:
    plain = int(drawn["selection_reason"].eq("random").sum())
    lowest, highest = drawn["selection_probability"].min(), drawn["selection_probability"].max()
    by_worth = "by what an audit would tell"
    if pool["p_under"].isna().all():
        by_worth += ": of levels alone, since no audit is on record"
    parts = f"{plain} with the same chance for all, {len(drawn) - plain} {by_worth}"
    return "\n".join(
        [
            f"{len(drawn)} of {len(pool)} cases drawn: {parts}.",
            f"Chances to be drawn: {lowest:.3f} to {highest:.3f}.",
            f"For the audit team, references alone: {folder / 'audits.csv'}",
            f"To keep, with every chance: {folder / RECORD}",
        ]
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pipelines.audits", description=__doc__)
    parser.add_argument("--number", type=int, required=True, help="how many cases to draw")
    parser.add_argument("--checked", type=Path, default=Path("data/02_checked"))
    parser.add_argument("--scores", type=Path, default=Path("data/05_scores/scores.parquet"))
    parser.add_argument(
        "--draws", type=Path, default=Path("audit_draws"), help="where every draw is kept"
    )
    return parser


if __name__ == "__main__":
    main()
