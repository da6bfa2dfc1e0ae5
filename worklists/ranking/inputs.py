"""Everything a round of lists is made from, read from the places where earlier stages put it."""

from dataclasses import astuple, dataclass
from pathlib import Path

from contracts.source import Source
from worklists.monitoring.yields import verdict_after
from worklists.ranking import reader
from worklists.ranking.origin import made_by
from worklists.ranking.ranked_by import chosen_ranking
from worklists.ranking.round import RankInputs
from worklists.ranking.selection import ListRules
from worklists.reasons.weights import read_contributions
from worklists.urgent.cases import READ


@dataclass(frozen=True)
class RankPaths:
    """Where each of them is."""

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


def read_given(places: RankPaths, rules: ListRules) -> RankInputs:
    """What is on record, and what ranks: the model only while the gate and the lists' yield say so.

    Raises
    ------
    Refusal
        For a file that is named and cannot be read.
    """
    source = Source.load(places.checked / "source.json")
    gate = reader.read_json(places.evaluation / "gate.json")
    performance = reader.read_json(places.performance)
    verdict = verdict_after(gate, performance, reader.read_baselines(places.model))
    ranking = chosen_ranking(reader.read_scores(places.scores, places.fallback), verdict)
    learned = {name: getattr(places, name) for name in ("checked", "features", "catalogue")}
    records = reader.read_records(
        ranking.scores, places.checked, source=source, decisions=places.decisions
    )
    return RankInputs(
        source=source,
        ranking=ranking,
        made_by=made_by(
            astuple(places), rules, places.model / "model.skops" if ranking.is_model else None
        ),
        records=records,
        capacity=reader.read_capacity(places.capacity),
        previous=reader.read_previous(places.previous),
        described=reader.read_described(
            places.features, catalogue=places.catalogue, evidence=places.evidence
        ),
        weigh=read_contributions(places.model, **learned) if ranking.is_model else None,
        bins=reader.read_json(places.evaluation / "bins.json"),
        tables=reader.read_tables(places.checked, READ),
    )
