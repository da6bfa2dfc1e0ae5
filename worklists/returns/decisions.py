"""The decision record: what came back about one case, with where it came from."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace

FIRST = "0" * 64  # what the first record's prev_hash holds


@dataclass(frozen=True)
class Decision:
    """One decision, final once recorded; a correction is another one that ``supersedes`` it.

    ``outcome`` is agree, regrade or more_info, ``review_outcome`` the choice made in the
    drop-down; ``level`` is set if and only if the outcome is regrade. ``case_key`` is the
    assessment's id. ``decided_at`` is the ISO date the reader gave, ``recorded_at`` the UTC time
    of recording. ``prev_hash`` and ``hash`` are empty until the record stands in the chain.
    """

    decision_id: str
    list_id: str
    unit_id: str
    run_id: str
    model_version: str
    ranked_by: str
    listed_on: str
    case_key: str
    rated_level: str
    rank: int
    selected_by: str
    inclusion_probability: float
    outcome: str
    review_outcome: str
    level: str | None
    rationale: str
    sensitive: bool
    next_action: str
    follow_up_date: str
    saw_reasons: bool
    decided_by: str
    decided_at: str
    recorded_at: str
    channel: str
    source_file_sha256: str
    supersedes: str
    prev_hash: str = ""
    hash: str = ""


COLUMNS = tuple(field.name for field in fields(Decision))
_ANSWER = (
    "list_id",
    "case_key",
    "review_outcome",
    "level",
    "rationale",
    "next_action",
    "follow_up_date",
    "decided_by",
    "decided_at",
)


def says_the_same(one: Decision, other: Decision) -> bool:
    """True where the same person gave the same answer about the same case of the same list."""
    return all(getattr(one, name) == getattr(other, name) for name in _ANSWER)


def with_id(decision: Decision) -> Decision:
    """The decision with its id: a hash of what it says and where it came from, never random."""
    parts = [getattr(decision, name) for name in (*_ANSWER, "source_file_sha256", "supersedes")]
    name = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
    return replace(decision, decision_id=f"D{name[:20]}")


def chained(decisions: Iterable[Decision], *, prev_hash: str) -> list[Decision]:
    """The decisions in order, each carrying the hash of the one before it and its own."""
    linked = []
    for decision in decisions:
        with_previous = replace(decision, prev_hash=prev_hash, hash="")
        prev_hash = content_hash(with_previous)
        linked.append(replace(with_previous, hash=prev_hash))
    return linked


def content_hash(decision: Decision) -> str:
    """SHA-256 of every field but ``hash``, in one canonical form."""
    content = asdict(decision)
    del content["hash"]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def chain_faults(decisions: Iterable[Decision]) -> list[str]:
    """Where the chain of records is broken, by record number from 1; empty where it holds."""
    faults, expected = [], FIRST
    for number, decision in enumerate(decisions, start=1):
        if decision.prev_hash != expected:
            faults.append(f"record {number}: does not follow the record before it")
        if content_hash(decision) != decision.hash:
            faults.append(f"record {number}: was changed after it was recorded")
        expected = decision.hash
    return faults
