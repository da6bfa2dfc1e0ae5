"""docs/sources.md as its reader meets it."""

import re
from pathlib import Path

import pytest

from contracts.checks.run import Checked, check_tables
from contracts.sources.profile.load import load_profile
from contracts.sources.profile.schema import Profile
from contracts.sources.read import read_source

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")


def example(name: str) -> str:
    found = re.search(rf"<!-- example: {re.escape(name)} -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found.group(1)


@pytest.fixture(scope="module")
def checked(tmp_path_factory) -> Checked:
    folder = tmp_path_factory.mktemp("mine")
    (folder / "cases.csv").write_text(example("cases.csv"), encoding="utf-8")
    (folder / "mine.yaml").write_text(example("profile"), encoding="utf-8")
    return check_tables(read_source(load_profile(folder / "mine.yaml"), folder))


def test_the_worked_example_is_read_in_full(checked):
    assessments = checked.tables["assessments"]

    assert list(assessments["assigned_rosh"]) == ["amber", "green", "green"]
    assert assessments["assessment_date"].dt.strftime("%d %B").to_list()[0] == "03 February"
    assert list(checked.tables["audits"]["audited_rosh"]) == ["red", "amber"]
    assert not checked.quarantine.get("assessments", assessments.iloc[:0]).size


def test_its_features_are_typed_and_blanks_stay_blank(checked):
    extra = checked.tables["extra"]

    assert list(extra["arrears"]) == [1250.5, 0.0, 87.2]
    assert extra["evictions"].isna().to_list() == [False, True, False]
    assert extra["heating"].isna().to_list() == [False, False, True]
    assert list(checked.tables["protected"]["sex"]) == ["female", "male", "female"]


def test_every_key_of_a_profile_is_explained():
    table = PAGE.split("### Every key")[1].split("Rules that no profile")[0]

    missing = [name for name in Profile.__dataclass_fields__ if f"`{name}`" not in table]
    assert missing == []


@pytest.mark.parametrize("name", ["ktas", "compas"])
def test_the_page_and_the_profile_name_the_same_files(name):
    profile = load_profile(ROOT / "contracts" / "sources" / f"{name}.yaml")

    assert all(part.sha256 in PAGE for part in profile.files)
    assert profile.origin is not None
    assert profile.origin.citation.split(". ")[0] in " ".join(PAGE.split())
