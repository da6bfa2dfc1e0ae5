import hashlib
import json
import shutil
from pathlib import Path

import pytest

from contracts.errors import InputError
from pipelines.running.params import preflight

ROOT = Path(__file__).parents[4]
PARAMS = (ROOT / "params.yaml").read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contracts/sources").mkdir(parents=True)
    for name in ("demo", "probation"):
        shutil.copy(ROOT / f"contracts/sources/{name}.yaml", tmp_path / "contracts/sources")
    for place in ("data/00_nothing_yet", "data/01_raw/demo"):
        (tmp_path / place).mkdir(parents=True)
    shutil.copy(ROOT / "capacity.csv", tmp_path)
    return tmp_path


def check(text):
    Path("params.yaml").write_text(text, encoding="utf-8")
    preflight.check_before_running()


def test_the_committed_parameters_may_run(project):
    check(PARAMS)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("candidates: [", "candidates: [logit, ", "'logit' is no candidate; allowed: "),
        ("low: {medium", "lwo: {medium", "'lwo' is no level; did you mean 'low'?"),
        ("high: {very_high: 4}", "high: {low: 4}", "from 'high' to 'low' is no step up"),
        ("identifiers: pseudonyms", "identifiers: raw", "check.identifiers is 'raw'"),
        ("capacity: capacity.csv", "capacity: gone.csv", "rank.capacity: there is no gone.csv"),
        ("path: data/01_raw/demo", "path: records", "source.path: there is no records"),
    ],
)
def test_what_would_stop_a_later_stage_is_refused_at_once(project, before, after, message):
    assert before in PARAMS

    with pytest.raises(InputError) as refused:
        check(PARAMS.replace(before, after, 1))

    assert message in str(refused.value)


def test_a_race_without_the_recipe_in_service_is_refused_before_minutes_are_spent(project):
    Path("champion.yaml").write_text("candidates: {demo: boosted}\n", encoding="utf-8")
    raced = "candidates: [stacked, prior_logistic, logistic, boosted]"
    assert raced in PARAMS
    check(PARAMS)

    with pytest.raises(InputError) as refused:
        check(PARAMS.replace(raced, "candidates: [stacked]"))

    assert "train.candidates lacks 'boosted', which made the model in service" in str(refused.value)
    assert "name it there too" in str(refused.value)


@pytest.mark.parametrize("champion", ["plain_ridge", "prior_logistic", "few"])
def test_a_baseline_and_a_candidate_by_its_older_name_take_part(project, champion):
    named = PARAMS.replace("champion: null", f"champion: {champion}", 1)
    assert named != PARAMS

    check(named)


def test_a_missing_demo_is_made_and_so_not_missed(project):
    (project / "data/01_raw/demo").rmdir()

    check(PARAMS)


def test_a_fault_in_the_profile_is_told_before_any_stage(project):
    (project / "contracts/sources/demo.yaml").write_text("title: 3\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"demo\.yaml"):
        check(PARAMS)


def test_what_the_last_lists_were_made_with_is_not_checked_again(project, monkeypatch):
    digest = hashlib.sha256(PARAMS.encode()).hexdigest()
    (project / "data/08_published").mkdir()
    manifest = json.dumps({"made_from": {"params": digest}})
    (project / "data/08_published/manifest.json").write_text(manifest, encoding="utf-8")
    (project / "contracts/sources/demo.yaml").write_text("title: 3\n", encoding="utf-8")

    check(PARAMS)
