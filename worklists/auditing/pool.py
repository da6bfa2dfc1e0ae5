"""Which cases may be drawn for audit, and what earlier draws took."""

from pathlib import Path

import pandas as pd

from contracts.errors import InputError
from contracts.source import Source

RECORD = "draw.parquet"


def drawable(
    scores: pd.DataFrame, audits: pd.DataFrame, drawn: "pd.Series[str]", source: Source
) -> pd.DataFrame:
    """The scored cases that no audit and no earlier draw has, and whose rating can be too low.

    Parameters
    ----------
    scores : DataFrame
        ``scores.parquet``: one row per assessment in scope.
    audits : DataFrame
        The checked table: ``assessment_id``.
    drawn : Series of str
        Assessments of earlier draws.
    """
    levels = list(source.scale.levels)
    top = levels.index(source.under_from) if source.under_from else len(levels) - 1
    taken = scores["assessment_id"].isin(audits["assessment_id"])
    taken |= scores["assessment_id"].isin(drawn)
    return scores[~taken & scores["assigned"].isin(levels[:top])]


def earlier_draws(folder: Path) -> pd.DataFrame:
    """What every draw on record took: ``draw``, ``assessment_id`` and the rest of its rows.

    Raises
    ------
    InputError
        Where a folder of a draw is there without its record: a new draw could overlap it.
    """
    folders = sorted(path for path in folder.glob("[!.]*") if path.is_dir())
    lost = [f"{path}: {RECORD} is not there" for path in folders if not (path / RECORD).exists()]
    if lost:
        step = "put the record back, or take the folder away if nobody was sent its cases"
        raise InputError("earlier draws", lost, step)
    tables = [pd.read_parquet(path / RECORD) for path in folders]
    if not tables:
        return pd.DataFrame({"draw": [], "assessment_id": []}, dtype="str")
    return pd.concat(tables, ignore_index=True)


def check_number(number: int, pool: int) -> None:
    """Refuse a draw of none, or of more cases than there are.

    Raises
    ------
    InputError
    """
    if number < 1:
        raise InputError("--number", [f"{number}; allowed: 1 or more"], "name how many to draw")
    if number > pool:
        fault = f"{number} cases; {pool} can be drawn: scored, not audited, not drawn before"
        raise InputError("--number", [fault], "draw fewer, or widen 'scope' in params.yaml")
