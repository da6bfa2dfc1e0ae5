"""Every number a person may change: a class for each section of params.yaml.

docs/parameters.md says what each one means. No other package's settings are imported here, so
that a stage does not depend on what it never runs.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from pipelines.running.params.ranges import (
    LONGEST,
    MANY,
    CaseLink,
    Count,
    Day,
    LatestOrDay,
    Name,
    OneOrMore,
    PlainName,
    Seed,
    Share,
    ShareBetween,
    Weights,
    distinct,
)


@dataclass(frozen=True)
class SourceParameters:
    """Which records."""

    profile: Name
    path: Name


@dataclass(frozen=True)
class DemoParameters:
    """The synthetic service."""

    seed: Seed
    assessments: Annotated[int, Field(ge=500, le=MANY)]
    audits: Count
    scenario: Literal["realistic", "seed_stress"]
    form: Literal["additive", "interacting", "threshold"]
    bias: Annotated[float, Field(ge=-5, le=5)]


@dataclass(frozen=True)
class CheckParameters:
    """The day of a run, what identifiers may look like, and what the records are held beside."""

    run_date: LatestOrDay
    identifiers: Literal["pseudonyms", "live"]
    previous: Name = "data/00_nothing_yet"


@dataclass(frozen=True)
class FeaturiseParameters:
    """As of when facts are taken."""

    as_of: Literal["signature", "run_date"]
    reporting_lag_months: Annotated[int, Field(ge=0, le=60)]


@dataclass(frozen=True)
class ScopeParameters:
    """Which assessments are scored."""

    max_age_weeks: Annotated[int, Field(ge=1, le=LONGEST)]
    latest_only: bool
    other_as_of: bool


@dataclass(frozen=True)
class TrainParameters:
    """Which candidates are compared, on which folds."""

    candidates: Annotated[tuple[Name, ...], Field(min_length=1), AfterValidator(distinct)]
    folds: Annotated[int, Field(ge=2, le=50)]
    repeats: Annotated[int, Field(ge=1, le=100)]
    first_cut: ShareBetween
    seed: Seed
    jobs: Annotated[int, Field(ge=1, le=256)]
    decisions: Name
    dependent_audits: bool
    learning_curve: Annotated[tuple[OneOrMore, ...], AfterValidator(distinct)]


@dataclass(frozen=True)
class PriorityParameters:
    """What lists are sorted by."""

    harm_weights: Annotated[dict[str, Weights], Field(min_length=1)]


@dataclass(frozen=True)
class EvaluateParameters:
    """How figures and their intervals are made."""

    capacity_share: Annotated[float, Field(gt=0, le=1)]
    draws: Annotated[int, Field(ge=20, le=100_000)]
    seed: Seed
    floor_positives: OneOrMore


@dataclass(frozen=True)
class GateParameters:
    """When the model may make the lists."""

    tolerance: Share
    interval: ShareBetween
    champion: Name | None


@dataclass(frozen=True)
class RankParameters:
    """How long lists are, and what is known since the last ones."""

    cases_per_list: Count
    total_cases: Count | None
    minimum_per_list: Count
    random_share: Share
    early_licence_first: bool
    cadence: Literal["weekly", "daily_early_licence"]
    carry_over_weeks: Annotated[int, Field(ge=0, le=LONGEST)]
    new_share: Share
    seed: Seed
    capacity: Name
    previous: Name
    decisions: Name


@dataclass(frozen=True)
class MonitorParameters:
    """When the model no longer makes the lists."""

    since: Day | None
    least_advantage: Annotated[float, Field(gt=0, le=0.2)]
    false_stop_every: Annotated[int, Field(ge=2, le=MANY)]
    least_reviewed: OneOrMore


@dataclass(frozen=True)
class DisclosureParameters:
    """What pages for readers outside a team may say of few people."""

    withhold_below: Annotated[int, Field(ge=6, le=1000)]
    round_to: Annotated[int, Field(ge=5, le=1000)]
    rate_needs: Annotated[int, Field(ge=30, le=MANY)]
    audits_needed: Annotated[int, Field(ge=10, le=MANY)]
    assessors_needed: Annotated[int, Field(ge=5, le=MANY)]


@dataclass(frozen=True)
class DriftParameters:
    """When drift asks for a look, a retrain or a stop."""

    input_shift: ShareBetween
    mix_shift: ShareBetween
    rate_shift: ShareBetween
    calibration_shift: ShareBetween
    false_alarms: ShareBetween


@dataclass(frozen=True)
class EditionParameters:
    """Which report was published before, so that the two cannot be subtracted."""

    previous: Name


@dataclass(frozen=True)
class ReturnsParameters:
    """Until when answers are taken."""

    grace_days: Annotated[int, Field(ge=0, le=365)]


@dataclass(frozen=True)
class DeliverParameters:
    """What delivered lists lead to."""

    case_link: CaseLink | None


@dataclass(frozen=True)
class RegisterParameters:
    """What services call the model."""

    model_name: PlainName


@dataclass(frozen=True)
class Parameters:
    """All of params.yaml."""

    version: Literal[1]
    source: SourceParameters
    demo: DemoParameters
    check: CheckParameters
    featurise: FeaturiseParameters
    scope: ScopeParameters
    train: TrainParameters
    priority: PriorityParameters
    evaluate: EvaluateParameters
    gate: GateParameters
    rank: RankParameters
    monitor: MonitorParameters
    disclosure: DisclosureParameters
    deliver: DeliverParameters
    drift: DriftParameters
    edition: EditionParameters
    returns: ReturnsParameters
    register: RegisterParameters
