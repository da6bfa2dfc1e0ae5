"""Every stage ends in a sentence: without its input, with a fault in params.yaml, on Ctrl-C."""

import importlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from pipelines.running import stage as runner

ROOT = Path(__file__).parents[2]
MAP = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))
STAGES = list(MAP["stages"])
WITHOUT_INPUT = [stage for stage in STAGES if stage != "demo"]  # it reads no records
every_stage = pytest.mark.parametrize("stage", STAGES)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with what a stage finds in a fresh clone, and an earlier output of every stage."""
    for name in ("dvc.yaml", "params.yaml", "capacity.csv"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "contracts").symlink_to(ROOT / "contracts")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _arguments(stage):
    paths = MAP["vars"][0]["data"]
    text = re.sub(r"\$\{data\.(\w+)\}", lambda found: paths[found[1]], MAP["stages"][stage]["cmd"])
    return text.split()[2:]


def _outputs(project, stage):
    """Something at the place of every output of the stage, as an earlier run would leave it."""
    paths = MAP["vars"][0]["data"]
    places = [re.sub(r"\$\{data\.(\w+)\}", lambda m: paths[m[1]], out) for out in _named(stage)]
    for place in places:
        path = project / place
        kept = path if path.suffix else path / "kept.json"
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text("as it was")
    return {path: path.read_text() for place in places for path in _files(project / place)}


def _named(stage):
    entry = MAP["stages"][stage]
    metrics = [name for metric in entry.get("metrics", []) for name in metric]
    return [*entry["outs"], *metrics]


def _files(path):
    return [path] if path.is_file() else sorted(path.rglob("*.json"))


def _run(stage, monkeypatch):
    """The code that the stage's program ends with."""
    monkeypatch.setattr("sys.argv", _arguments(stage))
    with pytest.raises(SystemExit) as ended:
        runner.run(importlib.import_module(f"pipelines.{stage}").main)
    return ended.value.code


@pytest.mark.parametrize("stage", WITHOUT_INPUT)
def test_a_stage_without_its_input_says_so_and_leaves_earlier_outputs(
    project, stage, monkeypatch, capsys
):
    before = _outputs(project, stage)

    code = _run(stage, monkeypatch)

    message = capsys.readouterr().err
    assert code == 2
    assert "\n  - " in message
    assert "\n  next: " in message
    assert {path: path.read_text() for path in before} == before


@every_stage
def test_a_fault_anywhere_in_the_parameters_stops_a_stage_before_it_begins(
    project, stage, monkeypatch, capsys
):
    before = _outputs(project, stage)
    params = project / "params.yaml"
    params.write_text(params.read_text().replace("grace_days: 7", "grace_days: soon"))

    code = _run(stage, monkeypatch)

    assert code == 2
    assert "returns.grace_days" in capsys.readouterr().err
    assert {path: path.read_text() for path in before} == before


@every_stage
def test_control_c_ends_a_stage_with_130(stage, monkeypatch, capsys):
    def interrupted(*_):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(5)

    monkeypatch.setattr(runner, "_run", interrupted)

    assert _run(stage, monkeypatch) == 130
    assert f"{stage}: stopped" in capsys.readouterr().err


def test_control_c_while_a_stage_still_loads_ends_with_130_and_no_traceback(project):
    source = "import pipelines, time; print('loading', flush=True); time.sleep(60)"
    command = [sys.executable, "-c", source, "pipelines.rank"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as loading:
        assert loading.stdout.readline() == b"loading\n"
        loading.send_signal(signal.SIGINT)
        message = loading.stderr.read().decode()

    assert loading.returncode == 130
    assert message == "stopped; earlier outputs are as they were\n"
