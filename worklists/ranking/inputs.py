"""Everything a round of lists is made from, read from the places where earlier stages put it."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

import pandas as pd

from contracts.checked_folder import CheckedFolder
from contracts.files.content_hash import file_hash, folder_hash
from contracts.source import Source
from worklists.monitoring.performance import verdict_after
from worklists.ranking.capacity import read_capacity
from worklists.ranking.eligibility import ListRecords
from worklists.ranking.list_rules import ListRules
from worklists.ranking.previous_round import read_decisions, read_previous, read_waiting
from worklists.ranking.ranked_by import RankedScores, ranked_scores
from worklists.reasons.list_day import read_list_day
from worklists.reasons.listed import FeatureTables
from worklists.reasons.model_contributions import Contributions, read_contributions

ID_LENGTH = 16  # hexadecimal digits of a run's and a model's name


@dataclass(frozen=True)
class RankPaths:
    """Files and folders that lists are made from, in the order that run ids are made in."""

    scores: Path
    fallback: Path
    checked: Path
    features: Path
    catalogue: Path
    evidence: Path
    model: Path
    evaluation: Path
    performance: Path
    previous: Path
    decisions: Path
    capacity: Path


@dataclass(frozen=True)
class RunIdentity:
    """Which run and which model made a list: names made from content, never from the clock.

    ``run_id`` is the same for the same inputs and rules; ``model_version`` is None where a
    baseline made the list. Both have 16 hexadecimal digits.
    """

    run_id: str
    model_version: str | None


@dataclass(frozen=True)
class RankInputs:
    """What a round of lists is made from.

    Parameters
    ----------
    source : Source
        The records' source: run date, scale, titles, notes.
    ranked : RankedScores
        Scores with the priority that makes the lists: the model's or a baseline's.
    identity : RunIdentity
        Names of this run and its model.
    records : ListRecords
        Assessments, audits and decisions on record.
    capacity : DataFrame
        The capacity file.
    previous : DataFrame
        The previous list; no rows without one.
    waiting : DataFrame
        Open cases of lists before it for which it had no place.
    described : FeatureTables
        Features, dates of their evidence and the catalogue.
    contributions : callable or None
        What the model finds in listed cases; None where a baseline makes the lists.
    bins : sequence of mappings
        ``bins.json``: what became of past cases, by chance.
    """

    source: Source
    ranked: RankedScores
    identity: RunIdentity
    records: ListRecords
    capacity: pd.DataFrame
    previous: pd.DataFrame
    waiting: pd.DataFrame
    described: FeatureTables
    contributions: Contributions | None
    bins: Sequence[Mapping[str, Any]]


def read_inputs(paths: RankPaths, rules: ListRules) -> RankInputs:
    """Read what is on record, and what ranks: the model only while gate and yields say so.

    Raises
    ------
    InputError
        For a file that is named and cannot be read.
    """
    checked = CheckedFolder(paths.checked)
    source = Source.load(checked.source_file)
    ranked = _read_ranked(paths)
    model = paths.model / "model.skops" if ranked.is_model else None
    contributions = None
    if ranked.is_model:
        contributions = read_contributions(
            paths.model,
            checked=paths.checked,
            features=paths.features,
            catalogue=paths.catalogue,
        )
    return RankInputs(
        source=source,
        ranked=ranked,
        identity=run_identity(astuple(paths), rules, model),
        records=_read_records(ranked.scores, paths, source),
        capacity=read_capacity(paths.capacity),
        previous=read_previous(paths.previous),
        waiting=read_waiting(paths.previous),
        described=_read_features(paths, source),
        contributions=contributions,
        bins=_read_json(paths.evaluation / "bins.json"),
    )


def run_identity(inputs: Iterable[Path], rules: ListRules, model: Path | None) -> RunIdentity:
    """Names of a run and of its model.

    Parameters
    ----------
    inputs : iterable of Path
        Files and folders that lists are made from; one that is not there counts as empty.
    rules : ListRules
        How lists are cut.
    model : Path or None
        The saved model; None where a baseline ranks.

    Examples
    --------
    >>> rules = ListRules(20, None, 5, 0.15, False, "weekly", 4, 0.5, "key", 1)
    >>> run_identity([], rules, None).model_version is None
    True
    """
    hashes = [
        folder_hash(path) if path.is_dir() or not path.exists() else file_hash(path)
        for path in inputs
    ]
    content = json.dumps([hashes, *(getattr(rules, field.name) for field in fields(ListRules))])
    run_id = hashlib.sha256(content.encode()).hexdigest()[:ID_LENGTH]
    return RunIdentity(run_id, None if model is None else file_hash(model)[:ID_LENGTH])


def _read_ranked(paths: RankPaths) -> RankedScores:
    """Scores with each baseline's order beside them, ranked as gate and monitor have it."""
    scores = pd.read_parquet(paths.scores).merge(
        pd.read_parquet(paths.fallback), on="assessment_id", how="left", validate="one_to_one"
    )
    candidates = _read_json(paths.model / "training.json")["candidates"]
    baselines = [str(one["name"]) for one in candidates if one["kind"] == "baseline"]
    gate = _read_json(paths.evaluation / "gate.json")
    return ranked_scores(scores, verdict_after(gate, _read_json(paths.performance), baselines))


def _read_records(scores: pd.DataFrame, paths: RankPaths, source: Source) -> ListRecords:
    """What is on record on the source's run date; a source without audits has none."""
    checked = CheckedFolder(paths.checked)
    return ListRecords(
        scores=scores,
        assessments=checked.table("assessments"),
        audits=checked.table("audits"),
        decisions=read_decisions(paths.decisions),
        run_date=None if source.run_date is None else pd.Timestamp(source.run_date),
        fully_audited=source.fully_audited,
        raisable=source.raisable,
    )


def _read_features(paths: RankPaths, source: Source) -> FeatureTables:
    catalogue = _read_json(paths.catalogue)
    as_of_today = any(entry["as_of"] == "run_date" for entry in catalogue)
    return FeatureTables(
        features=pd.read_parquet(paths.features),
        evidence=pd.read_parquet(paths.evidence),
        catalogue=catalogue,
        list_day=None if source.run_date is None else pd.Timestamp(source.run_date),
        on_list_day=None if as_of_today else read_list_day(CheckedFolder(paths.checked), source),
    )


def _read_json(path: Path) -> Any:
    """The content of a JSON file that an earlier stage wrote."""
    return json.loads(path.read_text(encoding="utf-8"))
