from pathlib import Path

import pytest

from benchmarks.mutants.reach import enclosing_function, importing_tests

FILES = {
    "shop/limit.py": "LIMIT = 3\n",
    "shop/basket.py": "def full(n):\n    from shop.limit import LIMIT\n    return n > LIMIT\n",
    "tests/made_up.py": "import shop.basket\n",
    "tests/shop/test_basket.py": "from tests.made_up import shop\n",
    "tests/shop/test_other.py": "import os\n",
    "tests/shop/deep/test_by_fixture.py": "def test(basket):\n    assert basket\n",
    "tests/shop/deep/conftest.py": "from shop import basket\n",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_tests_that_import_a_module_by_way_of_others_are_found_and_no_more(folder):
    found = importing_tests(folder, Path("shop/limit.py"), below=Path("tests"))

    assert found == ["tests/shop/deep/test_by_fixture.py", "tests/shop/test_basket.py"]


@pytest.mark.parametrize(
    ("line", "start"), [(1, None), (2, 2), (3, 2), (4, 2), (5, 5), (6, 5), (7, 2), (8, None)]
)
def test_a_line_belongs_to_the_innermost_function_around_it(line, start):
    source = "a = 1\n@f\ndef g():\n    b = 2\n    def h():\n        return 3\n    return h\nc = 4\n"

    assert enclosing_function(source, line) == start
