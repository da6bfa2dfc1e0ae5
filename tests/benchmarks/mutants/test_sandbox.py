import subprocess

import pytest

from benchmarks.mutants import trial
from benchmarks.mutants.operators import faults_of
from benchmarks.mutants.sandbox import Sandbox

FILES = {
    "pyproject.toml": "[tool.pytest.ini_options]\npythonpath = ['.']\n"
    "markers = ['journey', 'browser', 'spark', 'datasets']\n",
    "shop/__init__.py": "",
    "shop/price.py": "def cheap(price):\n    return price < 10\n\n\ndef dear(price):\n"
    "    return price > 99\n",
    "shop/limit.py": "LIMIT = 3\n",
    "shop/basket.py": "from shop.limit import LIMIT\n\n\ndef full(n):\n    return n > LIMIT\n",
    "shop/loop.py": "def drained(n):\n    while n:\n        n -= 1\n    return n\n",
    "tests/shop/test_loop.py": "from shop.loop import drained\n\n\ndef test_it_ends():\n"
    "    assert drained(3) == 0\n",
    "tests/shop/test_basket.py": "import pytest\n\nfrom shop.basket import full\n\n\n"
    "@pytest.fixture(scope='module')\ndef answers():\n    return full(3), full(4)\n\n\n"
    "def test_there_are_two(answers):\n    assert len(answers) == 2\n\n\n"
    "def test_from_four_it_is_full(answers):\n    assert answers == (False, True)\n",
    "tests/shop/test_price.py": "from shop.price import cheap\n\n\ndef test_ten_is_not_cheap():\n"
    "    assert not cheap(10)\n\n\ndef test_that_fails_anyway():\n    assert False\n",
}


@pytest.fixture
def sandbox(tmp_path):
    project = tmp_path / "project"
    for name, text in FILES.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text)
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    subprocess.run(["git", "add", "-A"], cwd=project, check=True)
    return Sandbox.of(project, tmp_path / "copy")


def test_a_fault_that_a_test_sees_is_caught_and_another_is_not(sandbox):
    module = sandbox.folder / "shop/price.py"
    faults = {
        f.line: f
        for f in faults_of(module.read_text())
        if f.kind in ("< becomes <=", "> becomes >=")
    }

    caught = {
        line: sandbox.catches(module.relative_to(sandbox.folder), f) for line, f in faults.items()
    }

    assert caught == {2: True, 6: False}
    assert module.read_text() == FILES["shop/price.py"], "the module is sound again"


def test_a_test_that_fails_without_a_fault_catches_none(sandbox):
    module = sandbox.folder / "shop/price.py"
    fault = faults_of(module.read_text())[-1]

    caught = sandbox.catches(module.relative_to(sandbox.folder), fault)

    assert not caught
    assert sandbox.unfit == {"tests/shop/test_price.py::test_that_fails_anyway"}


def test_a_fault_in_what_runs_at_import_is_caught_by_a_test_that_imports_it_from_afar(sandbox):
    module = sandbox.folder / "shop/limit.py"
    fault = faults_of(module.read_text())[0]

    caught = sandbox.catches(module.relative_to(sandbox.folder), fault)

    assert caught, "test_basket.py imports shop.basket, which imports shop.limit"


def test_a_fault_seen_only_by_who_finds_a_fixture_made_already_is_caught(sandbox):
    module = sandbox.folder / "shop/basket.py"
    fault = faults_of(module.read_text())[0]

    caught = sandbox.catches(module.relative_to(sandbox.folder), fault)

    assert caught, "the first test makes the fixture, the second looks at it"


def test_a_fault_that_never_ends_is_caught(sandbox, monkeypatch):
    monkeypatch.setattr(trial, "LEAST", 3)
    monkeypatch.setattr(trial, "PATIENCE", 0)
    module = sandbox.folder / "shop/loop.py"
    fault = next(f for f in faults_of(module.read_text()) if f.kind == "statement deleted")

    assert sandbox.catches(module.relative_to(sandbox.folder), fault)
