import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "tests_of_changes.py"
ALWAYS = {"tests/test_dvc.py", "tests/test_documents.py", "tests/test_parameters.py"}


@pytest.fixture(scope="module")
def chosen():
    """The tests chosen for files of these names, less those that always run."""
    found = importlib.util.spec_from_file_location("tests_of_changes", SCRIPT)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)

    def names(*files):
        tests = set(module.tests_of([Path(file) for file in files]))
        assert tests >= ALWAYS
        return tests - ALWAYS

    return names


def test_a_module_has_its_examples_its_test_and_those_that_import_it(chosen):
    tests = chosen("worklists/ranking/churn.py")

    assert tests == {"worklists/ranking/churn.py", "tests/worklists/ranking/test_churn.py"}
    assert {
        "tests/contracts/test_levels.py",
        "tests/contracts/reports/test_results_page.py",
    } < chosen("contracts/levels.py")


def test_a_package_has_the_test_without_the_underscores(chosen):
    assert "tests/pipelines/test_init.py" in chosen("pipelines/__init__.py")


def test_a_changed_test_runs_and_a_helper_runs_those_that_import_it(chosen):
    assert chosen("tests/test_words.py") == {"tests/test_words.py"}
    assert chosen("tests/worklists/letters.py") >= {"tests/worklists/workbook/test_book.py"}
    assert "tests/worklists/letters.py" not in chosen("tests/worklists/letters.py")


def test_a_table_or_a_template_runs_the_tests_of_its_folder(chosen):
    assert "tests/contracts/test_every_rule.py" in chosen("contracts/tables/audits.yaml")
    assert "tests/worklists/publishing/test_page.py" in chosen(
        "worklists/publishing/templates/base.html"
    )


def test_benchmarks_and_scripts_of_ci_have_theirs(chosen):
    assert "tests/benchmarks/mutants/test_reach.py" in chosen("benchmarks/mutants/reach.py")
    assert "tests/ci/test_licences.py" in chosen(".ci/licences.py")


def test_pages_parameters_and_what_is_gone_run_nothing_more(chosen):
    assert chosen("README.md", "docs/testing.md", "params.yaml", "contracts/gone.py") == set()


def test_of_ten_files_each_has_its_own(chosen):
    files = [
        f"worklists/returns/{name}.py" for name in ("backup", "conflicts", "matching", "rounds")
    ]
    files += [f"contracts/files/{name}.py" for name in ("cells", "dialect", "numbers", "plain")]
    files += ["pipelines/score.py", "features/bands.py"]

    each = [chosen(file) for file in files]

    assert chosen(*files) == set().union(*each)
    assert {f"tests/{Path(file).parent}/test_{Path(file).name}" for file in files} <= set().union(
        *each
    )
