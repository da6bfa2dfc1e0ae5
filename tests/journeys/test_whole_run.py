"""Whole runs, from records to lists, as a person at a keyboard makes them."""

import json
import sys
import time

import pandas as pd
import pytest

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey")]

STABLE = [
    "02_checked/findings.parquet",
    "02_checked/accounts.json",
    "02_checked/results.html",
    "04_model/fold_predictions.parquet",
    "05_scores/scores.parquet",
    "06_evaluation/metrics.json",
    "06_evaluation/gate.json",
    "07_worklist/worklist.parquet",
    "07_urgent/urgent.csv",
    "08_published/manifest.json",
]


def test_one_command_leads_from_records_to_lists(small):
    said = (small.folder / "first_run.txt").read_text(encoding="utf-8")

    assert [name for name in STABLE if not (small.folder / "data" / name).exists()] == []
    assert "of its ratings are listed for review" in said
    assert "Open next:" in said
    assert "ATTEMPTED" not in said


def test_rows_read_are_rows_kept_and_rows_set_aside(small):
    accounts = json.loads((small.folder / "data/02_checked/accounts.json").read_text())

    for account in accounts.values():
        assert account["read"] == account["kept"] + account["quarantined"]


def test_scores_have_the_columns_that_other_tools_read(small):
    scores = pd.read_parquet(small.folder / "data/05_scores/scores.parquet")

    assert list(scores.columns) == [
        "assessment_id", "person_id", "unit_id", "assessment_date", "assigned", "p_level_low",
        "p_level_medium", "p_level_high", "p_level_very_high", "p_under", "p_over", "p_high",
        "priority", "model",
    ]  # fmt: skip
    levels = scores.filter(like="p_level_").sum(axis=1)
    assert levels.between(1 - 1e-6, 1 + 1e-6).all()
    assert scores["person_id"].is_unique


def test_fold_predictions_begin_with_the_columns_that_anyone_can_rescore(small):
    told = pd.read_parquet(small.folder / "data/04_model/fold_predictions.parquet")

    assert list(told.columns)[:12] == [
        "candidate", "repeat", "fold", "cut_off", "assessment_id", "assigned", "audited",
        "p_under", "p_high", "priority", "weight", "selected_at_random",
    ]  # fmt: skip
    rows = told.groupby(["repeat", "fold", "candidate"]).size().groupby(["repeat", "fold"])
    assert (rows.min() == rows.max()).all()


def test_a_second_run_does_nothing_and_says_so(small):
    before = small.hashes()
    began = time.perf_counter()

    again = small.make()

    assert again.returncode == 0
    assert "Nothing to do" in again.stdout
    assert "Running stage" not in again.stdout
    assert small.hashes() == before
    assert time.perf_counter() - began < 60


def test_make_alone_prints_help_and_make_run_is_what_people_type(small):
    told = small.run("make")
    ran = small.run("make", "run", f"VENV={sys.prefix}")

    assert "make run" in told.stdout
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Nothing to do" in ran.stdout


def test_dvc_says_something_useful_of_metrics_params_and_pictures(small):
    metrics = small.run("dvc", "metrics", "show", "--json")
    pictures = small.run("dvc", "plots", "show")

    assert "average_precision" in metrics.stdout
    assert pictures.returncode == 0, pictures.stderr
    page = (small.folder / "dvc_plots" / "index.html").read_text(encoding="utf-8")
    assert "finds.svg" in page
    assert "https://" not in page


def test_an_experiment_changes_what_it_names_and_nothing_else(small):
    before = small.hashes()

    tried = small.run("dvc", "exp", "run", "-S", "rank.cases_per_list=7")

    assert tried.returncode == 0, tried.stderr
    after = small.hashes()
    changed = sorted(path for path in after if after[path] != before[path])
    assert changed == ["data/07_worklist", "data/08_published"]
    lists = json.loads((small.folder / "data/07_worklist/lists.json").read_text())
    assert max(one["listed"] for one in lists) == 7
    small.set(rank__cases_per_list=20)


def test_an_unknown_parameter_is_refused_with_the_right_name(small):
    text = (small.folder / "params.yaml").read_text(encoding="utf-8")
    (small.folder / "params.yaml").write_text(text.replace("random_share:", "random_shares:"))

    refused = small.make()

    (small.folder / "params.yaml").write_text(text, encoding="utf-8")
    said = refused.stdout + refused.stderr
    assert refused.returncode == 2
    assert "did you mean 'random_share'?" in said
    assert "Traceback" not in said
