from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import contracts
from contracts.checks.run import check_tables
from contracts.predictors import BANDS, band_column
from contracts.sources.profile.load import load_profile
from contracts.sources.read import read_source
from contracts.table import load_tables
from synthetic.settings import LEVELS, DemoSettings
from synthetic.world import World, make_world


def world(*, seed: int = 5, assessments: int = 800, audits: int = 120) -> World:
    settings = DemoSettings(
        seed, assessments, audits, scenario="realistic", form="additive", bias=0.0
    )
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


@pytest.mark.journey
def test_every_table_meets_its_contract_without_a_finding(tmp_path):
    for name, table in world(assessments=1500, audits=300).tables.items():
        table.to_parquet(tmp_path / f"{name}.parquet")
    profile = load_profile(Path(contracts.__file__).parent / "sources" / "demo.yaml")

    checked = check_tables(read_source(profile, tmp_path))

    assert {account.quarantined for account in checked.accounts.values()} == {0}
    assert set(checked.findings["code"]) <= {"random_audit_share"}


def test_every_column_of_the_contract_that_a_service_could_fill_is_filled():
    tables = world(assessments=1500, audits=300).tables

    beside = {band_column(score) for score in BANDS} | {"po_fte_vacant"}  # they check others
    for name, contract in load_tables().items():
        missing = set(contract.names) - set(tables[name].columns)
        assert missing <= {"outcome", "substitution_reason", *beside}, name
        assert not set(tables[name].columns) - set(contract.names), name


def test_every_value_is_one_the_contract_allows():
    tables = world(assessments=1500, audits=300).tables

    for name, contract in load_tables().items():
        for column in contract.columns:
            if column.allowed and column.name in tables[name]:
                values = tables[name][column.name].explode().dropna()
                assert set(values) <= set(column.allowed), (name, column.name)


def test_rates_of_change_at_audit_are_those_of_the_calibration_table(service):
    tables, truth = service.world.tables, service.world.truth
    assigned = tables["assessments"]["assigned_rosh"].map(LEVELS.index)
    right = truth["audited_rosh"].map(LEVELS.index)
    audits = tables["audits"].merge(tables["assessments"], on="assessment_id")

    changed = right != assigned
    audited_changed = (audits["audited_rosh"] != audits["assigned_rosh"]).mean()
    assert (right >= 2)[assigned == 1].mean() == pytest.approx(0.13, abs=0.02)
    assert (right > assigned)[assigned == 0].mean() == pytest.approx(0.08, abs=0.02)
    assert (right < assigned)[assigned == 2].mean() == pytest.approx(0.04, abs=0.02)
    assert (right > assigned)[changed].mean() == pytest.approx(0.80, abs=0.04)
    assert audited_changed == pytest.approx(0.16, abs=0.03)


def test_nothing_on_record_is_dated_after_the_last_signature(service):
    tables = service.world.tables
    last = tables["assessments"]["assessment_date"].max()

    for name in ("contacts", "registrations", "offences", "enquiries"):
        assert tables[name]["known_at"].max() < last, name
    assert tables["audits"]["audit_completed_date"].max() < last
