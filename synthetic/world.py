"""Puts the synthetic service together: nine tables, and apart from them the truth."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from synthetic.assessments import assessment_numbers, assessments_table
from synthetic.audits import Selection, audits_table, select
from synthetic.columns import chosen
from synthetic.columns import identifiers as ids
from synthetic.people import protected_table
from synthetic.rating.drawing import Ratings, draw_ratings
from synthetic.record.contacts import contacts_table, later_arrests
from synthetic.record.enquiries import enquiries_table
from synthetic.record.offences import offences_table
from synthetic.record.record import CaseRecord, make_record
from synthetic.record.registers import copied_ratings, registrations_table
from synthetic.settings import HIGH, LEVELS, DemoSettings
from synthetic.staff import practitioner_table, unit_table
from synthetic.timeline import NEVER, Timeline


@dataclass(frozen=True)
class World:
    """``tables`` by the contract's names; ``truth`` one row an assessment, for evaluation only."""

    tables: dict[str, pd.DataFrame]
    truth: pd.DataFrame


def make_world(settings: DemoSettings, rng: np.random.Generator) -> World:
    """The synthetic service; the same settings and generator state give the same world.

    Examples
    --------
    >>> settings = DemoSettings(
    ...     seed=1, assessments=500, audits=50, scenario="realistic", form="additive", bias=0.0
    ... )
    >>> world = make_world(settings, np.random.default_rng(settings.seed))
    >>> len(world.tables), len(world.truth)
    (9, 500)
    """
    record_draws, rating_draws, audit_draws, table_draws = rng.spawn(4)
    record = make_record(record_draws, assessments=settings.assessments)
    timeline = record.timeline
    ratings = draw_ratings(rating_draws, settings=settings, record=record)
    selection = select(audit_draws, settings=settings, timeline=timeline, ratings=ratings)
    audits = audits_table(
        audit_draws, settings=settings, selection=selection, timeline=timeline, ratings=ratings
    )
    tables = tables_of(record, ratings, table_draws) | {"audits": audits}
    return World(tables, truth_table(timeline, ratings, selection))


def tables_of(
    record: CaseRecord, ratings: Ratings, rng: np.random.Generator
) -> dict[str, pd.DataFrame]:
    """Every table but the audits; facts that follow a rating are added to those before it."""
    timeline, staff = record.timeline, record.staff
    arrested = np.flatnonzero(ratings.arrested < NEVER)
    later = later_arrests(ratings.arrested[arrested], arrested, rng)
    copies = copied_ratings(timeline, ratings.assigned, rng)
    return {
        "assessments": assessments_table(record, ratings, rng),
        "registrations": registrations_table(record.registers, copies, rng),
        "offences": offences_table(record.offences, rng),
        "enquiries": enquiries_table(record.enquiries, timeline, rng),
        "contacts": contacts_table((record.contacts, later), timeline, rng),
        "practitioner_months": practitioner_table(staff, rng),
        "unit_months": unit_table(staff, rng),
        "protected": protected_table(record.people, rng),
    }


def truth_table(timeline: Timeline, ratings: Ratings, selection: Selection) -> pd.DataFrame:
    """The ceiling: exact chances given the record at signature and the rating; the level drawn."""
    level, chances = ratings.assigned, ratings.chances
    position = np.arange(len(LEVELS))
    shares = {f"p_level_{name}": chances[:, at] for at, name in enumerate(LEVELS)}
    return pd.DataFrame(
        {
            "assessment_id": ids("A", assessment_numbers(timeline), 8),
            **shares,
            "p_under": (chances * (position > level[:, None])).sum(axis=1),
            "p_over": (chances * (position < level[:, None])).sum(axis=1),
            "p_high": chances[:, HIGH:].sum(axis=1),
            "audited_rosh": chosen(ratings.right, LEVELS),
            "p_selected": selection.probability,
        }
    ).round(9)
