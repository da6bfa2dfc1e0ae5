"""One synthetic service for the tests that need many rows: made once, changed by none."""

from dataclasses import dataclass

import numpy as np
import pytest

from synthetic.audits import Selection, select
from synthetic.rating.drawing import Ratings, draw_ratings
from synthetic.record.record import CaseRecord, make_record
from synthetic.settings import DemoSettings
from synthetic.world import World, make_world

SEED = 5
MANY = 12_000


def settings(**changes) -> DemoSettings:
    given = {
        "seed": SEED,
        "assessments": MANY,
        "audits": 1_500,
        "scenario": "realistic",
        "form": "additive",
        "bias": 0.0,
    }
    return DemoSettings(**(given | changes))


@dataclass(frozen=True)
class Service:
    record: CaseRecord
    ratings: Ratings
    selection: Selection
    world: World


@pytest.fixture(scope="session")
def service() -> Service:
    draws = np.random.default_rng(SEED).spawn(4)
    record = make_record(draws[0], assessments=MANY)
    ratings = draw_ratings(draws[1], settings=settings(), record=record)
    selection = select(draws[2], settings=settings(), timeline=record.timeline, ratings=ratings)
    world = make_world(settings(), np.random.default_rng(SEED))
    return Service(record, ratings, selection, world)


@pytest.fixture(scope="session")
def settings_of():
    return settings
