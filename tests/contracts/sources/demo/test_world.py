import numpy as np
import pandas as pd
import pytest

from contracts.sources.demo.settings import Settings
from contracts.sources.demo.world import World, make_world


def world(*, seed: int = 5, assessments: int = 800, audits: int = 120) -> World:
    settings = Settings(seed, assessments, audits, scenario="realistic", form="additive", bias=0.0)
    return make_world(settings, np.random.default_rng(seed))


def test_the_same_seed_gives_the_same_world():
    first, second = world(), world()

    for name, table in first.tables.items():
        pd.testing.assert_frame_equal(table, second.tables[name])
    pd.testing.assert_frame_equal(first.truth, second.truth)


def test_another_seed_gives_another_world():
    first, second = world(seed=5), world(seed=6)

    assert not first.tables["contacts"].equals(second.tables["contacts"])
    assert not first.truth.equals(second.truth)


def test_nine_tables_are_made_and_the_truth_is_not_one_of_them():
    made = world()

    assert sorted(made.tables) == [
        "assessments", "audits", "contacts", "enquiries", "offences", "practitioner_months",
        "protected", "registrations", "unit_months",
    ]  # fmt: skip
    assert "p_under" not in {c for table in made.tables.values() for c in table.columns}


def test_the_chances_of_the_levels_add_up_and_agree_with_their_sums():
    truth = world().truth

    levels = truth.filter(like="p_level_")
    assert levels.sum(axis=1).to_numpy() == pytest.approx(1, abs=1e-8)
    assert (truth["p_level_high"] + truth["p_level_very_high"]).to_numpy() == pytest.approx(
        truth["p_high"].to_numpy(), abs=1e-8
    )
    assert truth["p_under"].add(truth["p_over"]).max() <= 1


def test_every_audit_records_the_drawn_level_of_its_assessment():
    made = world()

    audits = made.tables["audits"].merge(made.truth, on="assessment_id", suffixes=("", "_drawn"))
    assert len(audits) == len(made.tables["audits"]) > 60
    assert (audits["audited_rosh"] == audits["audited_rosh_drawn"]).all()
