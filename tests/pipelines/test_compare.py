import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from contracts.errors import InputError
from pipelines import compare, evaluate
from pipelines.running.params.sections import EvaluateParameters, GateParameters
from tests.made_up_disclosure import PARAMETERS as DISCLOSURE
from tests.models.evaluation.made_up import SOURCE, TRAINING, fold_predictions, listing, world

SETTINGS = EvaluateParameters(capacity_share=0.05, draws=50, seed=1, floor_positives=10)
MAP = """
vars:
  - data: {checked: checked, model: model, evaluation: evaluation, worklist: worklist}
stages:
  all:
    cmd: python -c pass
    outs: [checked, model, evaluation, worklist]
"""
PARAMS = """
evaluate: {capacity_share: 0.05, draws: 50, seed: 1, floor_positives: 10}
rank: {seed: %d}
"""


def shell(*command):
    scripts = Path(sys.executable).parent
    found = shutil.which(command[0], path=str(scripts)) or command[0]
    subprocess.run([found, *command[1:]], check=True, capture_output=True)


def make_run(folder, *, audit_share, seed):
    """Everything a finished run leaves that the comparison reads."""
    cases = world(cases=1500, seed=1, audit_share=audit_share)
    for name in ("checked/tables", "model", "worklist"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "checked" / "source.json").write_text(json.dumps(SOURCE.content()))
    units = cases[["assessment_id", "person_id"]].assign(unit_id="Hull")
    units.to_parquet(folder / "checked" / "tables" / "assessments.parquet")
    counts = {"assessments": 1500, "audited": int(cases["audited"].sum())}
    (folder / "model" / "training.json").write_text(json.dumps(TRAINING | {"counts": counts}))
    importance = "feature,theme,mean_absolute,counts,declared,respected\n"
    (folder / "model" / "importance.csv").write_text(importance)
    told = fold_predictions(cases, seed=seed)
    told.to_parquet(folder / "model" / "fold_predictions.parquet")
    none = told[:0].assign(audits=0, chosen="")
    none.to_parquet(folder / "model" / "learning_curve.parquet")
    listing(cases, first=seed).to_parquet(folder / "worklist" / "worklist.parquet")
    evaluate.main(
        model=folder / "model",
        checked=folder / "checked",
        evaluation=folder / "evaluation",
        summary=folder / "summary.json",
        evaluate=SETTINGS,
        gate=GateParameters(0.05, 0.8, None),
        disclosure=DISCLOSURE,
    )
    (folder / "params.yaml").write_text(PARAMS % seed)


@pytest.fixture
def repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DVC_NO_ANALYTICS", "1")
    shell("git", "init", "-q")
    shell("git", "config", "user.email", "a@b.example")
    shell("git", "config", "user.name", "A")
    Path("dvc.yaml").write_text(MAP)
    return tmp_path


@pytest.mark.journey
def test_a_run_is_set_beside_the_last_committed_one(repository, capsys):
    shell("dvc", "init", "-q")
    make_run(repository, audit_share=0.3, seed=1)
    shell("dvc", "commit", "-q", "-f")
    shell("git", "add", "-A")
    shell("git", "commit", "-q", "-m", "A run")
    make_run(repository, audit_share=0.5, seed=2)
    capsys.readouterr()

    figures = compare.main(page=repository / "compare.html", evaluate=SETTINGS)

    told = " ".join(capsys.readouterr().out.split())
    assert "rank.seed 1 2 changed" in told
    assert "average precision" in told
    assert "audited cases that both predicted" in told
    assert "all teams 5 5 1 entered, 1 left, 4 stayed" in told
    assert figures["targets paired"] == 3
    assert "1 entered, 1 left, 4 stayed" in (repository / "compare.html").read_text()


def test_what_differs_is_printed_and_written_as_a_page(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("dvc.yaml").write_text(MAP)
    made = {
        "last_committed_run": lambda: None,
        "read_run": lambda *_: "a run",
        "paired_figures": lambda *_: {"under": 1},
        "changes": lambda *_: ["a block"],
        "as_text": lambda blocks: f"as text: {blocks}",
        "as_page": lambda blocks: f"as page: {blocks}",
    }
    for name, function in made.items():
        monkeypatch.setattr(compare, name, function)

    figures = compare.main(page=tmp_path / "compare.html", evaluate=SETTINGS)

    assert capsys.readouterr().out == "as text: ['a block']\n"
    assert (tmp_path / "compare.html").read_text() == "as page: ['a block']"
    assert figures["targets paired"] == 1


def test_without_a_committed_run_it_says_what_to_do(repository):
    with pytest.raises(InputError) as refused:
        compare.main(evaluate=SETTINGS)

    assert str(refused.value) == (
        "make compare: 1 fault\n"
        "  - there is no committed run: HEAD holds no dvc.lock\n"
        "  next: after `make run`: git add dvc.lock params.yaml summary.json && git commit"
    )


@pytest.mark.parametrize(
    ("runs", "fault", "step"),
    [
        ({"now": None}, "there is no finished run here", "make run"),
        ({"before": None}, "the committed run's files are not in the cache", "dvc pull, or git"),
    ],
)
def test_a_run_that_is_not_there_is_named(tmp_path, monkeypatch, runs, fault, step):
    monkeypatch.chdir(tmp_path)
    Path("dvc.yaml").write_text(MAP)
    found = {"before": "a run", "now": "a run"} | runs
    order = iter(("before", "now"))
    monkeypatch.setattr(compare, "last_committed_run", lambda: None)
    monkeypatch.setattr(compare, "read_run", lambda *_: found[next(order)])

    with pytest.raises(InputError) as refused:
        compare.main(evaluate=SETTINGS)

    assert refused.value.faults == [fault]
    assert refused.value.next_step.startswith(step)
