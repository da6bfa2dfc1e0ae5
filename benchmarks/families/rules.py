"""What each rule of choice would find, from the out-of-fold predictions of every candidate."""

import json
from pathlib import Path

import pandas as pd

from benchmarks.families.measure import MEDIUM, share_found

ONE_ERROR = "rule: one standard error"
SMALLEST = "rule: smallest loss"
STACK = "rule: always the stack"
RULES = (ONE_ERROR, SMALLEST, STACK)
STACKED = "stacked"
Row = dict[str, object]


def by_rule(model: Path, truth: pd.DataFrame) -> dict[str, Row]:
    """Finds in the top 5 % of each test window as a share of the exact ceiling's: mean of windows.

    Parameters
    ----------
    model : Path
        The folder that the train stage wrote.
    truth : DataFrame
        Of a ``World``.

    Returns
    -------
    dict
        For each of ``RULES``: ``made by``, the candidate it takes, ``any`` and ``medium to high``.
        Nothing where there was no choice.
    """
    account = json.loads((model / "training.json").read_text(encoding="utf-8"))
    losses = {row["candidate"]: row["log_loss"] for row in account["choice"]}
    if STACKED not in losses:
        return {}
    taken = [account["chosen"], min(losses, key=lambda name: losses[name]), STACKED]
    predictions = pd.read_parquet(model / "fold_predictions.parquet")
    exact = truth.set_index("assessment_id")[["assigned", "p_under", "p_high"]]
    cases = predictions.drop(columns="assigned").join(
        exact.add_prefix("exact_"), on="assessment_id"
    )
    cases = cases[cases["exact_assigned"] < cases["exact_assigned"].max()]
    found = {name: _found(cases[cases["candidate"] == name]) for name in sorted(set(taken))}
    return {rule: {"made by": name, **found[name]} for rule, name in zip(RULES, taken, strict=True)}


def _found(cases: pd.DataFrame) -> Row:
    medium = cases[cases["exact_assigned"] == MEDIUM]
    return {
        "any": _mean_of_windows(cases, "p_under"),
        "medium to high": _mean_of_windows(medium, "p_high"),
    }


def _mean_of_windows(cases: pd.DataFrame, chance: str) -> float:
    windows = cases.groupby(["repeat", "fold"])
    return float(
        pd.Series(
            share_found(part[chance].to_numpy(), part[f"exact_{chance}"].to_numpy())
            for _, part in windows
        ).mean()
    )
