import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from contracts.errors import InputError
from pipelines import reproduce
from pipelines.reproduce import reproduced

GIT = ("git", "-c", "user.name=test", "-c", "user.email=test@localhost")
STAGES = """
stages:
  lists:
    cmd: python lists.py
    deps: [lists.py]
    outs: [data/lists.csv]
"""
RUN = """
import os, pathlib, subprocess, sys
path = f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
raise SystemExit(subprocess.call(["dvc", "repro", "-q"], env=os.environ | {"PATH": path}))
"""
MAKES = "import pathlib; pathlib.Path('data').mkdir(exist_ok=True)\n"
MAKES += "pathlib.Path('data/lists.csv').write_text({})\n"


def run(*command):
    programs = Path(sys.executable).parent
    first = programs / command[0] if (programs / command[0]).exists() else command[0]
    subprocess.run([first, *command[1:]], check=True, capture_output=True)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project whose one stage writes what ``text`` evaluates to, run and committed."""
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def committed(text):
        (folder / "lists.py").write_text(MAKES.format(text))
        (folder / "dvc.yaml").write_text(STAGES)
        (folder / "params.yaml").write_text("source: {path: data/none}\n")
        (folder / "requirements.lock").write_text("same\n")
        (folder / "pipelines").mkdir()
        (folder / "pipelines" / "__init__.py").touch()
        (folder / "pipelines" / "run.py").write_text(RUN)
        run("git", "init", "-q")
        run("dvc", "init", "-q")
        run("python", "-m", "pipelines.run")
        run(*GIT, "add", "-A")
        run(*GIT, "commit", "-qm", "A run")
        return folder

    return committed


@pytest.mark.journey
def test_a_run_that_repeats_is_identical(project):
    folder = project("'the same'")

    assert reproduced("HEAD", folder) == (
        "Identical: all 1 outputs have the bytes on record.",
        False,
    )


@pytest.mark.journey
def test_a_run_that_does_not_repeat_says_what_differs(project):
    folder = project("__import__('uuid').uuid4().hex")
    (folder / "requirements.lock").write_text("another\n")

    words, differs = reproduced("HEAD", folder)

    assert differs
    assert words.splitlines()[:2] == [
        "Differs: 1 of 1 outputs are not those on record.",
        "  - data/lists.csv: differs",
    ]
    assert "requirements.lock was another one" in words


@pytest.mark.journey
def test_a_run_that_fails_is_refused_in_words(project):
    folder = project("'the same'")
    (folder / "pipelines" / "run.py").write_text("raise SystemExit(2)")
    run(*GIT, "commit", "-qam", "A fault")

    with pytest.raises(InputError, match="the run ended with exit code 2"):
        reproduced("HEAD", folder)


@pytest.mark.parametrize(("made", "code"), [("by itself", 0), (None, 0), (None, 3)])
def test_the_run_is_made_in_the_checkout_and_its_end_is_waited_for(
    tmp_path, monkeypatch, made, code
):
    lock = "stages: {lists: {cmd: c, outs: [{path: a.csv, md5: %s}]}}\n"
    folder = tmp_path / "clone"
    folder.mkdir()
    (folder / "dvc.lock").write_text(lock % "one")

    def run_of(command, **options):
        if made:
            (options["cwd"] / "dvc.lock").write_text(lock % "another")
        return subprocess.CompletedProcess(command, code)

    monkeypatch.setattr(reproduce, "checked_out", lambda *_: nullcontext(folder))
    monkeypatch.setattr(reproduce.subprocess, "run", run_of)

    if code:
        with pytest.raises(InputError, match="the run ended with exit code 3"):
            reproduced("HEAD", tmp_path)
    else:
        assert reproduced("HEAD", tmp_path)[1] == bool(made)


@pytest.mark.parametrize(("differs", "code"), [(False, 0), (True, 2)])
def test_the_exit_code_says_whether_anything_differs(monkeypatch, capsys, differs, code):
    monkeypatch.setattr("sys.argv", ["reproduce", "HEAD"])
    monkeypatch.setattr(reproduce, "commit_of", lambda run: f"commit of {run}")
    monkeypatch.setattr(reproduce, "reproduced", lambda *_: ("What came out.", differs))

    with pytest.raises(SystemExit) as ended:
        reproduce.main()

    assert ended.value.code == code
    assert capsys.readouterr().out.endswith("\nWhat came out.\n")
