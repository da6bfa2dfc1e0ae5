"""Reads what the ranking needs from the files of earlier stages."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from contracts.errors import InputError
from contracts.source import Source
from worklists.ranking.eligibility import Eligibility
from worklists.ranking.lists import FIRST_TYPES
from worklists.reasons.listed import Described

DECISION_TYPES = {
    "assessment_id": "str",
    "outcome": "str",
    "decided_on": "datetime64[us]",
    "follow_up_on": "datetime64[us]",
}


def read_records(
    scores: pd.DataFrame, checked: Path, *, source: Source, decisions: Path
) -> Eligibility:
    """What is on record on the source's run date; a source without audits has none."""
    tables = read_tables(checked, ("assessments", "audits"))
    no_audits = pd.DataFrame({"assessment_id": pd.Series(dtype="str")})
    return Eligibility(
        scores=scores,
        assessments=tables["assessments"],
        audits=tables.get("audits", no_audits),
        decisions=read_decisions(decisions),
        run_date=None if source.run_date is None else pd.Timestamp(source.run_date),
        fully_audited=source.fully_audited,
    )


def read_scores(scores: Path, fallback: Path) -> pd.DataFrame:
    """Scores, with each baseline's order beside them as `priority_<name>`."""
    told = pd.read_parquet(scores)
    return told.merge(
        pd.read_parquet(fallback), on="assessment_id", how="left", validate="one_to_one"
    )


def read_capacity(path: Path) -> pd.DataFrame:
    """The capacity file as text."""
    try:
        return pd.read_csv(path, dtype=str, encoding="utf-8-sig", skipinitialspace=True)
    except (OSError, ValueError) as fault:
        raise _unreadable("rank.capacity", fault) from None


def read_previous(folder: Path) -> pd.DataFrame:
    """The previous list's cases, how each was first listed, and ``listed_on``, the list's date.

    No rows where the folder holds nothing of a list.

    Raises
    ------
    InputError
        If there is no such folder, or it holds no list of this version.
    """
    columns = ["assessment_id", "unit_id", "list_id", *FIRST_TYPES]
    if _holds_none_of(folder, "worklist.parquet", "lists.json"):
        return pd.DataFrame(columns=[*columns, "listed_on"]).astype(
            FIRST_TYPES | {"listed_on": "datetime64[us]"}
        )
    try:
        listed = pd.read_parquet(folder / "worklist.parquet", columns=columns)
        facts = read_json(folder / "lists.json")
    except (OSError, ValueError) as fault:
        raise _unreadable("rank.previous", fault) from None
    made = {one["list_id"]: one["made_on"] for one in facts}
    return listed.assign(listed_on=pd.to_datetime(listed["list_id"].map(made)))


def read_tables(checked: Path, names: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Those of the named checked tables that are present."""
    paths = {name: checked / "tables" / f"{name}.parquet" for name in names}
    return {name: pd.read_parquet(path) for name, path in paths.items() if path.exists()}


def read_decisions(folder: Path) -> pd.DataFrame:
    """The latest decision on each assessment; no rows where the folder holds none.

    Parameters
    ----------
    folder : Path
        Of the frozen decisions. ``decisions.parquet`` has ``case_key`` (the assessment),
        ``outcome``, ``decided_at``, ``recorded_at`` and ``follow_up_date``, dates as ISO text
        or blank.

    Raises
    ------
    InputError
        If there is no such folder, or its file cannot be read.
    """
    if _holds_none_of(folder, "decisions.parquet"):
        return pd.DataFrame(columns=list(DECISION_TYPES)).astype(DECISION_TYPES)
    wanted = ["case_key", "outcome", "decided_at", "recorded_at", "follow_up_date"]
    try:
        frozen = pd.read_parquet(folder / "decisions.parquet", columns=wanted)
    except (OSError, ValueError) as fault:
        raise _unreadable("rank.decisions", fault) from None
    ordered = frozen.sort_values("recorded_at", kind="stable")
    latest = ordered.drop_duplicates("case_key", keep="last")
    given = latest["decided_at"].replace("", None).fillna(latest["recorded_at"].str[:10])
    follow_up = latest["follow_up_date"].replace("", None)
    return pd.DataFrame(
        {
            "assessment_id": latest["case_key"].to_numpy(),
            "outcome": latest["outcome"].to_numpy(),
            "decided_on": pd.to_datetime(given).to_numpy(),
            "follow_up_on": pd.to_datetime(follow_up).to_numpy(),
        }
    ).astype(DECISION_TYPES)


def read_described(features: Path, *, catalogue: Path, evidence: Path) -> Described:
    """What featurise wrote."""
    return Described(
        features=pd.read_parquet(features),
        evidence=pd.read_parquet(evidence),
        catalogue=read_json(catalogue),
    )


def read_baselines(model: Path) -> list[str]:
    """Names of the rules that could make the lists without a model."""
    told = read_json(model / "training.json")
    return [str(one["name"]) for one in told["candidates"] if one["kind"] == "baseline"]


def read_json(path: Path) -> Any:
    """The content of a JSON file that an earlier stage wrote."""
    return json.loads(path.read_text(encoding="utf-8"))


def _holds_none_of(folder: Path, *names: str) -> bool:
    """Whether the folder is there and none of the files is: nothing has come yet."""
    return folder.is_dir() and not any((folder / name).exists() for name in names)


def _unreadable(where: str, fault: Exception) -> InputError:
    told = f"it cannot be read ({type(fault).__name__})"
    return InputError(where, [told], "correct the path in section 'rank' of params.yaml")
