import subprocess

import pytest

from benchmarks.mutants.operators import faults_of
from benchmarks.mutants.sandbox import Sandbox

FILES = {
    "pyproject.toml": "[tool.pytest.ini_options]\npythonpath = ['.']\n"
    "markers = ['journey', 'browser', 'spark', 'datasets']\n",
    "shop/__init__.py": "",
    "shop/price.py": "def cheap(price):\n    return price < 10\n\n\ndef dear(price):\n"
    "    return price > 99\n",
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

    sandbox.catches(module.relative_to(sandbox.folder), fault)

    assert sandbox.unfit == {"tests/shop/test_price.py::test_that_fails_anyway"}
