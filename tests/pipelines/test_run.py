import subprocess
import sys
from contextlib import nullcontext

import pytest

from contracts.errors import InputError
from pipelines import run


@pytest.fixture
def quiet(monkeypatch):
    monkeypatch.setattr("sys.argv", ["make run"])
    monkeypatch.setattr(run, "only_run", nullcontext)
    monkeypatch.setattr(run, "restore_parameters", lambda: None)
    monkeypatch.setattr(run, "choose_source", lambda *_: None)
    monkeypatch.setattr(run, "check_before_running", lambda: None)
    return monkeypatch


def test_a_mistake_of_a_person_ends_with_two_and_no_traceback(quiet, capsys):
    def refuse():
        raise InputError("params.yaml", ["train.folds is 0; allowed: at least 2"], "correct it")

    quiet.setattr(run, "check_before_running", refuse)

    with pytest.raises(SystemExit) as ended:
        run.main()

    assert ended.value.code == 2
    assert "train.folds is 0" in capsys.readouterr().err


def test_a_stage_that_fails_ends_with_two_and_shows_no_list(quiet, capsys):
    quiet.setattr(run, "run_whole", lambda _: 1)
    quiet.setattr(run, "lists_are_made", lambda: False)

    with pytest.raises(SystemExit) as ended:
        run.main()

    assert ended.value.code == 2
    assert "next: put that right" in capsys.readouterr().err


def test_control_c_ends_with_130_and_a_sentence(quiet, capsys):
    def interrupted(_):
        raise KeyboardInterrupt

    quiet.setattr(run, "run_whole", interrupted)

    with pytest.raises(SystemExit) as ended:
        run.main()

    assert ended.value.code == 130
    assert "make run goes on from there" in capsys.readouterr().err


def test_control_c_lets_the_stage_end_by_itself_and_no_other_begin(tmp_path):
    stages = (
        "import pathlib, subprocess, sys\n"
        "subprocess.run([sys.executable, '-c', 'import time, pathlib; print(1, flush=True);'\n"
        "                'time.sleep(1); pathlib.Path(\"first\").touch()'])\n"
        "pathlib.Path('second').touch()"
    )
    command = [sys.executable, "-c", stages]

    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as running:
        running.stdout.readline()  # the first has begun
        run._stop(running)

    assert (tmp_path / "first").exists()
    assert not (tmp_path / "second").exists()


def test_what_dvc_prints_is_passed_on_and_says_whether_a_stage_ran(capsys):
    command = [sys.executable, "-c", "print(\"Running stage 'check':\")"]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        ran = run._pass_on(running)

    assert ran
    assert capsys.readouterr().out == "Running stage 'check':\n"


def test_lists_are_shown_and_what_is_missing_is_the_last_line_where_only_mlflow_failed(
    quiet, capsys
):
    quiet.setattr(run, "run_whole", lambda _: 1)
    quiet.setattr(run, "lists_are_made", lambda: True)
    quiet.setattr(
        "pipelines.running.screen.closing_message.show", lambda: sys.stdout.write("the lists\n")
    )

    run.main()

    printed = capsys.readouterr()
    assert printed.out == "the lists\n"
    assert "not in MLflow" in printed.err.splitlines()[-1]
    assert "next:" in printed.err.splitlines()[-1]
