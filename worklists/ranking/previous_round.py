"""Reads what an earlier round left behind: its list, and the decisions that came back."""

import json
from pathlib import Path

import pandas as pd

from worklists.ranking.list_rules import unreadable

DECISION_TYPES = {
    "assessment_id": "str",
    "outcome": "str",
    "decided_on": "datetime64[us]",
    "follow_up_on": "datetime64[us]",
}
FIRST_TYPES = {  # how, when and with what chance a case was first listed
    "first_listed_on": "datetime64[us]",
    "first_selected_by": "str",
    "first_inclusion_probability": "float64",
}
FIRST = list(FIRST_TYPES)
WAITING = "waiting.parquet"


def read_previous(folder: Path) -> pd.DataFrame:
    """The cases of the previous list, how each was first listed, and the list's date.

    Returns
    -------
    DataFrame
        ``assessment_id``, ``unit_id``, ``list_id``, ``position``, ``first_listed_on``,
        ``first_selected_by``, ``first_inclusion_probability`` and ``listed_on``. No rows where
        the folder holds nothing of a list.

    Raises
    ------
    InputError
        If there is no such folder, or it holds no list of this version.
    """
    columns = ["assessment_id", "unit_id", "list_id", "position", *FIRST]
    if _holds_none_of(folder, "worklist.parquet", "lists.json"):
        return pd.DataFrame(columns=[*columns, "listed_on"]).astype(
            FIRST_TYPES | {"listed_on": "datetime64[us]"}
        )
    try:
        listed = pd.read_parquet(folder / "worklist.parquet", columns=columns)
        facts = json.loads((folder / "lists.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise unreadable("rank.previous", fault) from None
    made = {one["list_id"]: one["made_on"] for one in facts}
    return listed.assign(listed_on=pd.to_datetime(listed["list_id"].map(made)))


def read_waiting(folder: Path) -> pd.DataFrame:
    """Open cases of lists before the previous one, for which that one had no place.

    Returns
    -------
    DataFrame
        ``assessment_id``, ``position`` (blank) and how each was first listed, as
        :func:`read_previous` gives it; no rows where the folder does not say.

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    columns = ["assessment_id", *FIRST]
    if not (folder / WAITING).exists():
        return pd.DataFrame(columns=[*columns, "position"]).astype(FIRST_TYPES)
    try:
        waiting = pd.read_parquet(folder / WAITING, columns=columns)
    except (OSError, ValueError) as fault:
        raise unreadable("rank.previous", fault) from None
    return waiting.assign(position=float("nan"))


def read_decisions(folder: Path) -> pd.DataFrame:
    """The latest decision on each assessment; no rows where the folder holds none.

    Parameters
    ----------
    folder : Path
        Of the frozen decisions. ``decisions.parquet`` has ``case_key`` (the assessment),
        ``outcome``, ``decided_at``, ``recorded_at`` and ``follow_up_date``, dates as ISO text
        or blank.

    Returns
    -------
    DataFrame
        ``assessment_id``, ``outcome``, ``decided_on`` (the day of recording where the team gave
        none) and ``follow_up_on`` (blank where there is none).

    Raises
    ------
    InputError
        If there is no such folder, or its file cannot be read.
    """
    if _holds_none_of(folder, "decisions.parquet"):
        return no_decisions()
    wanted = ["case_key", "outcome", "decided_at", "recorded_at", "follow_up_date"]
    try:
        frozen = pd.read_parquet(folder / "decisions.parquet", columns=wanted)
    except (OSError, ValueError) as fault:
        raise unreadable("rank.decisions", fault) from None
    ordered = frozen.sort_values("recorded_at", kind="stable")
    latest = ordered.drop_duplicates("case_key", keep="last")
    decided = latest["decided_at"].replace("", None).fillna(latest["recorded_at"].str[:10])
    follow_up = latest["follow_up_date"].replace("", None)
    return pd.DataFrame(
        {
            "assessment_id": latest["case_key"].to_numpy(),
            "outcome": latest["outcome"].to_numpy(),
            "decided_on": pd.to_datetime(decided).to_numpy(),
            "follow_up_on": pd.to_datetime(follow_up).to_numpy(),
        }
    ).astype(DECISION_TYPES)


def no_decisions() -> pd.DataFrame:
    """The table of :func:`read_decisions` without a row."""
    return pd.DataFrame(columns=list(DECISION_TYPES)).astype(DECISION_TYPES)


def _holds_none_of(folder: Path, *names: str) -> bool:
    """Whether the folder is there and none of the files is: nothing has come yet."""
    return folder.is_dir() and not any((folder / name).exists() for name in names)
