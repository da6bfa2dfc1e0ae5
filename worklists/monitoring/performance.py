"""How well the lists work, from what came back: the model's part against the random part."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from contracts.disclosure.rules import DisclosureRules
from worklists.monitoring.stop_rule import StopRule, evidence_to_stop
from worklists.monitoring.yields import DIGITS, Yield, difference, in_words, rounded_yield, yield_of
from worklists.returns.frozen import current_decisions

RANKED_BY_MODEL = "the model"  # as lists.json says it
URGENT = "urgent"  # how urgent cases are selected
_PARTS = {"model": "put on lists by the model", "random": "drawn at random"}


@dataclass(frozen=True)
class MonitorRules:
    """The 'monitor' section of params.yaml.

    ``since`` counts lists made on or after that ISO date: set it when a new model takes over
    after a stop. Below ``least_reviewed`` reviewed cases in either part nothing is compared.
    """

    since: str | None
    least_advantage: float
    false_stop_every: int
    least_reviewed: int

    @property
    def stop_rule(self) -> StopRule:
        """When the model no longer makes the lists."""
        return StopRule(self.least_advantage, self.false_stop_every)


@dataclass(frozen=True)
class Performance:
    """What is known about the lists, and whether the model should go on making them.

    ``urgent`` counts urgent cases, which no model chose: they are compared with nothing.
    ``difference`` is the model's yield less the random part's, with Newcombe's 95 % interval.
    The intervals describe one look; ``stop`` rests on ``evidence`` reaching ``evidence_needed``,
    which stays valid however often it is looked at. ``over_time`` has one entry a round.
    """

    model: Yield
    random: Yield
    urgent: Yield
    difference: Mapping[str, float] | None
    waiting: int
    evidence: float
    evidence_needed: float
    stop: bool
    sentence: str
    over_time: tuple[Mapping[str, Any], ...]

    def as_json(self) -> dict[str, Any]:
        """The content of performance.json."""
        return asdict(self)


def list_performance(
    decisions: pd.DataFrame,
    worklists: pd.DataFrame | None,
    rules: MonitorRules,
    disclosure: DisclosureRules,
) -> Performance:
    """Yield per reviewed case of the model's part and of the random part, and the stop rule.

    A case is reviewed where the outcome is agree or regrade, and raised where a higher level
    was recorded. Only lists ranked by the model count. Cases waiting for information are
    counted in ``waiting``.

    Parameters
    ----------
    decisions : DataFrame
        A snapshot of decisions.
    worklists : DataFrame or None
        ``worklist.parquet`` of the rounds known, one below the other; gives ``listed``.
    rules : MonitorRules
        Which lists count, and when to stop.
    disclosure : DisclosureRules
        What the sentence, which pages print, may say of few cases.
    """
    kept = _counted(decisions, rules)
    reviewed = _reviewed(kept)
    parts = {name: yield_of(reviewed, name, listed=_listed(worklists, kept)) for name in _PARTS}
    gap = difference(parts["model"], parts["random"])
    evidence = evidence_to_stop(reviewed, rules.stop_rule)
    stop = evidence >= rules.false_stop_every
    return Performance(
        model=parts["model"],
        random=parts["random"],
        urgent=_urgent_yield(decisions, worklists, rules),
        difference=gap,
        waiting=int((kept["outcome"] == "more_info").sum()),
        evidence=round(evidence, DIGITS),
        evidence_needed=float(rules.false_stop_every),
        stop=stop,
        sentence=_sentence(parts, rules, disclosure, stop=stop),
        over_time=_over_time(reviewed),
    )


def verdict_after(
    gate: Mapping[str, Any], performance: Mapping[str, Any], baselines: Collection[str]
) -> dict[str, Any]:
    """The gate's verdict, turned to the best of the baselines where the lists say stop.

    Examples
    --------
    >>> rivals = [{"against": "boosted"}, {"against": "practice_and_directions"}]
    >>> gate = {"used": "model", "sentence": "", "comparisons": rivals}
    >>> stopped = {"stop": True, "sentence": "Stopped."}
    >>> verdict_after(gate, stopped, ["random", "practice_and_directions"])["used"]
    'practice_and_directions'
    """
    if not performance["stop"] or gate["used"] != "model":
        return dict(gate)
    against = [one["against"] for one in gate["comparisons"] if one["against"] in baselines]
    best = against[0] if against else "fallback"
    return {**gate, "passed": False, "used": best, "sentence": performance["sentence"]} | {
        "stopped": True
    }


def _urgent_yield(
    decisions: pd.DataFrame, worklists: pd.DataFrame | None, rules: MonitorRules
) -> Yield:
    current = _since(current_decisions(decisions), rules)
    urgent = current[current["selected_by"] == URGENT]
    return yield_of(_reviewed(urgent), URGENT, listed=_listed(worklists, urgent))


def _since(decisions: pd.DataFrame, rules: MonitorRules) -> pd.DataFrame:
    return decisions if rules.since is None else decisions[decisions["listed_on"] >= rules.since]


def _counted(decisions: pd.DataFrame, rules: MonitorRules) -> pd.DataFrame:
    kept = current_decisions(decisions)
    return _since(kept[kept["ranked_by"] == RANKED_BY_MODEL], rules)


def _reviewed(kept: pd.DataFrame) -> pd.DataFrame:
    reviewed = kept[kept["outcome"].isin(["agree", "regrade"])]
    return reviewed.assign(raised=(reviewed["review_outcome"] == "raised").astype("int64"))


def _listed(worklists: pd.DataFrame | None, kept: pd.DataFrame) -> "pd.Series[int] | None":
    """Cases on the lists that answers came from, by part."""
    if worklists is None:
        return None
    answered = worklists[worklists["list_id"].isin(set(kept["list_id"]))]
    unique = answered.drop_duplicates("assessment_id")
    return unique["first_selected_by"].value_counts()


def _over_time(reviewed: pd.DataFrame) -> tuple[Mapping[str, Any], ...]:
    rounds = []
    for listed_on, rows in reviewed.groupby("listed_on", sort=True):
        shares = {part: asdict(yield_of(rows, part, listed=None)) for part in _PARTS}
        rounds.append({"listed_on": str(listed_on), **shares})
    return tuple(rounds)


def _sentence(
    parts: Mapping[str, Yield], rules: MonitorRules, disclosure: DisclosureRules, *, stop: bool
) -> str:
    """For pages that leave the team: made from rounded counts, so it says no more than they do."""
    if not any(part.reviewed for part in parts.values()):
        return "No answers to lists made by the model are on record, so how well they work is open."
    shown = {name: rounded_yield(part, disclosure) for name, part in parts.items()}
    clauses = [
        f"of the cases {_PARTS[name]}, {in_words(shown[name], part)}"
        for name, part in parts.items()
    ]
    found = "; ".join(clauses).capitalize()
    if stop:
        return f"{found}. The model no longer makes the lists: they are ranked by a rule."
    gap = difference(shown["model"], shown["random"])
    if gap is None or min(part.reviewed for part in parts.values()) < rules.least_reviewed:
        return f"{found}. There is not enough evidence to compare them."
    points = [f"{round(100 * gap[name])}" for name in ("value", "low", "high")]
    return f"{found}. The difference is {points[0]} points (95 % range {points[1]} to {points[2]})."
