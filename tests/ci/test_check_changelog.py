"""A small repository whose commits change code, pages, names and the changelog."""

import importlib.util
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "check_changelog.py"
CODE = '"""A module."""\n\n\ndef double(x):\n    """Twice x."""\n    return 2 * x\n'


def load():
    found = importlib.util.spec_from_file_location("check_changelog", SCRIPT)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def git(*arguments):
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *arguments],
        check=True, capture_output=True,
    )  # fmt: skip


def commit(message, **files):
    for name, text in files.items():
        path = Path(name.replace("__", "/").replace("_py", ".py").replace("_md", ".md"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", message)


@pytest.fixture
def check(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BASE", raising=False)
    git("init", "-q", "-b", "main")
    commit("First", models__double_py=CODE, CHANGELOG_md="# Changes\n")
    git("checkout", "-qb", "change")
    return load().main


def test_a_change_of_code_without_a_line_is_noticed(check, capsys):
    commit("Treble", models__double_py=CODE.replace("2 * x", "3 * x"))

    assert check() == 1
    assert "models/double.py" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("message", "files"),
    [
        (
            "With a line",
            {"models__double_py": CODE.replace("2", "3"), "CHANGELOG_md": "# C\n-"},
        ),
        ("Words\n\nNo-behaviour-change: a name", {"models__double_py": CODE.replace("x", "y")}),
        ("A docstring", {"models__double_py": CODE.replace("Twice x", "Two times x")}),
        ("A comment", {"models__double_py": CODE + "# the end\n"}),
        ("A page", {"docs__page_md": "text\n"}),
        ("A test", {"tests__test_double_py": "assert True\n"}),
    ],
)
def test_lines_trailers_pages_tests_and_remarks_pass(check, message, files):
    commit(message, **files)

    assert check() == 0


def test_a_file_that_only_moved_passes(check):
    git("mv", "models/double.py", "models/twice.py")
    git("commit", "-qm", "Move")

    assert check() == 0


def test_a_first_commit_has_nothing_to_be_compared_with(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main")
    commit("First", models__double_py=CODE)

    assert load().main() == 0
    assert "no earlier commit" in capsys.readouterr().out
