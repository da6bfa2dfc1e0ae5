import numpy as np
import pytest

from synthetic.audits import LONGEST_LAG, REASONS, SFO, select
from synthetic.world import make_world


def test_about_as_many_audits_are_complete_as_asked_for(service, settings_of):
    wanted = settings_of().audits

    assert len(service.world.tables["audits"]) == pytest.approx(wanted, rel=0.1)


def test_selection_probabilities_match_what_was_selected(service, settings_of):
    drawn = [
        select(
            np.random.default_rng(seed),
            settings=settings_of(audits=3_000),
            timeline=service.record.timeline,
            ratings=service.ratings,
        )
        for seed in range(4)
    ]
    chance = drawn[0].probability
    chosen = sum(((d.reason >= 0) & (d.reason != SFO)).astype(float) for d in drawn)

    for rows in np.array_split(np.argsort(chance), 8):
        spread = np.sqrt(4 * (chance[rows] * (1 - chance[rows])).sum())
        assert abs(chosen[rows].sum() - 4 * chance[rows].sum()) < 4 * spread


def test_a_weighted_mean_over_audits_is_the_mean_over_all_assessments(service):
    tables = service.world.tables
    audits = tables["audits"].query("selection_reason != 'sfo'")
    audits = audits.merge(service.world.truth, on="assessment_id", suffixes=("", "_drawn"))
    weight = 1 / audits["selection_probability"]
    early = service.world.truth["p_high"].mean()

    plain = audits["p_high"].mean()
    weighted = np.average(audits["p_high"], weights=weight)

    assert plain > early + 0.04
    assert abs(weighted - early) < 0.02


def test_every_reason_is_used_and_reviews_after_an_offence_have_no_probability(service):
    audits = service.world.tables["audits"]

    assert set(audits["selection_reason"]) == set(REASONS)
    after_offence = audits["selection_reason"] == "sfo"
    assert audits["selection_probability"].isna().equals(after_offence)


def test_reviews_after_an_offence_concern_medium_and_high_alike(service, settings_of):
    ratings, levels = service.ratings, []
    for seed in range(6):
        chosen = select(
            np.random.default_rng(seed),
            settings=settings_of(),
            timeline=service.record.timeline,
            ratings=ratings,
        )
        levels.append(ratings.assigned[chosen.reason == SFO])

    shares = np.bincount(np.concatenate(levels), minlength=4) / sum(map(len, levels))
    assert shares[1] == pytest.approx(0.42, abs=0.08)  # seen: medium 42 %
    assert shares[2] == pytest.approx(0.44, abs=0.09)  # seen: high 44 %


def test_labels_come_about_six_months_after_signature(service):
    tables = service.world.tables
    audits = tables["audits"].merge(tables["assessments"], on="assessment_id")

    lag = (audits["audit_completed_date"] - audits["assessment_date"]).dt.days
    assert lag.median() == pytest.approx(180, abs=15)  # seed: about six months
    assert lag.max() <= LONGEST_LAG
    assert (audits["audit_selected_date"] >= audits["assessment_date"]).all()
    assert (audits["audit_selected_date"] <= audits["audit_completed_date"]).all()


def test_judgements_are_as_common_as_the_scenario_says(service):
    audits = service.world.tables["audits"]
    second = audits.dropna(subset=["second_reviewer_rosh"])

    assert audits["assessment_sufficient"].mean() == pytest.approx(0.45, abs=0.02)
    assert audits["oversight_sufficient"].mean() == pytest.approx(0.28, abs=0.05)  # seen: 28 %
    agreed = (second["second_reviewer_rosh"] == second["audited_rosh"]).mean()
    assert agreed == pytest.approx(0.85, abs=0.10)  # proposal; few second reviews


def test_a_world_without_audits_has_an_empty_table_of_them(settings_of):
    world = make_world(settings_of(assessments=500, audits=0), np.random.default_rng(1))

    assert len(world.tables["audits"]) == 0
    assert len(world.tables["audits"].columns) == 17
