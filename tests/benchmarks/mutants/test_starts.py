import subprocess
import sys

from tests.import_graph import ROOT

SHOP = "def cheap(price):\n    return price < 10\n\n\ndef dear(price):\n    return price > 99\n"
TESTS = """
import pytest
import shop

@pytest.fixture(scope="module")
def answer():
    return shop.cheap(3)

def test_it_is_so(answer):
    assert answer

def test_again(answer):
    assert answer

def test_dear():
    assert shop.dear(3)
"""
WATCHED = """
import sys, pytest
from pathlib import Path
sys.path.insert(0, {project!r})
from benchmarks.mutants.starts import Watch
plugin = Watch(Path.cwd())
pytest.main(["-q", "-p", "no:cacheprovider", "test_shop.py"], plugins=[plugin])
print("TESTS", {{name: sorted(tests) for name, tests in plugin.watched.tests_of.items()}})
print("FAILED", plugin.watched.failed)
"""


def test_each_function_has_the_tests_that_start_it_themselves_or_by_a_fixture(tmp_path):
    (tmp_path / "shop.py").write_text(SHOP)
    (tmp_path / "test_shop.py").write_text(TESTS)
    program = WATCHED.format(project=str(ROOT))

    run = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    lines = dict(line.split(" ", 1) for line in run.stdout.splitlines() if " " in line)
    tests_of = eval(lines["TESTS"])  # noqa: S307 - printed above
    assert tests_of["shop.py", 1] == ["test_shop.py::test_again", "test_shop.py::test_it_is_so"]
    assert tests_of["shop.py", 5] == ["test_shop.py::test_dear"]
    assert lines["FAILED"] == "{'test_shop.py::test_dear'}"
