"""Two runs never work in one folder at once, and none is left behind by the one that began it."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from contracts.errors import InputError
from pipelines.running.exclusive import DVC_LOCK, LOCK, only_run

HOLDER = """
import sys, time
from pipelines.running.exclusive import only_run
with only_run(0):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def holder():
    environment = {"PYTHONPATH": str(Path(__file__).parents[3])}
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, env=environment, text=True
    )
    assert other.stdout.readline() == "held\n"
    return other


def test_a_second_run_is_refused_in_words(folder):
    with holder() as other:
        with pytest.raises(InputError, match="another run is under way") as refused, only_run(0.3):
            pass
        other.kill()

    assert "wait until it has ended" in refused.value.next_step


def test_a_run_that_was_killed_holds_nothing(folder):
    with holder() as other:
        other.kill()

    with only_run(5):
        assert LOCK.is_file()


def test_one_run_after_another_waits_for_nothing(folder):
    for _ in range(2):
        with only_run(0):
            pass


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells a process of its parent's end"
)
def test_a_process_ends_with_the_one_that_started_it(folder):
    child = "from pipelines.running.exclusive import end_with_parent as e; e(); import time; "
    child += "print('begun', flush=True); time.sleep(60)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    environment = {"PYTHONPATH": str(Path(__file__).parents[3])}
    with subprocess.Popen(
        [sys.executable, "-c", parent], stdout=subprocess.PIPE, env=environment, text=True
    ) as running:
        assert running.stdout.readline() == "begun\n"
        began = time.monotonic()
        running.kill()
        assert running.stdout.read() == ""  # its other end closes when the child has ended

    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    ("content", "stays"), [("", False), ('{"a.csv": {"wri', False), ("{}", True)]
)
def test_a_list_of_readers_that_dvc_was_killed_in_is_removed(folder, content, stays):
    DVC_LOCK.parent.mkdir(parents=True)
    DVC_LOCK.write_text(content)

    with only_run(0):
        assert DVC_LOCK.exists() is stays
