from pathlib import Path

import pytest

from contracts.errors import InputError
from contracts.sources.profile.load import load_profile

SOURCES = Path(__file__).parents[4] / "contracts" / "sources"
GOOD = """
title: Toy
about: A toy.
files: [{name: toy.csv}]
scale: {levels: [low, high], high_from: high}
columns: {assigned: rating}
"""


def profile(folder: Path, text: str, name: str = "toy") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text)
    return path


@pytest.mark.parametrize("path", sorted(SOURCES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_profile_of_the_project_loads(path):
    assert load_profile(path).name == path.stem


def test_a_profile_is_named_after_its_file(tmp_path):
    assert load_profile(profile(tmp_path, GOOD)).name == "toy"


def test_misspelt_and_missing_keys_are_refused_together(tmp_path):
    text = "titel: Toy\nscale: {level: [low, high], high_from: high}\ntruth: guess\n"

    with pytest.raises(InputError) as refusal:
        load_profile(profile(tmp_path, text))

    assert refusal.value.faults == [
        "unknown key 'titel'; did you mean 'title'?",
        "scale: unknown key 'level'; did you mean 'levels'?",
        "scale: 'levels' is missing",
        "truth is 'guess'; allowed: audit, outcome",
        "'title' is missing",
        "'about' is missing",
    ]


def test_a_profile_takes_over_what_it_extends(tmp_path):
    profile(tmp_path, GOOD + "blank: ['?']\ndialect: {delimiter: ';', decimal: ','}\n", "base")
    above = "extends: base.yaml\ntitle: Other\ndialect: {decimal: null}\nblank: null\n"

    loaded = load_profile(profile(tmp_path, above))

    assert (loaded.title, loaded.about) == ("Other", "A toy.")
    assert (loaded.dialect.delimiter, loaded.dialect.decimal) == (";", None)
    assert loaded.blank == ()


def test_profiles_that_extend_each_other_are_refused(tmp_path):
    profile(tmp_path, "extends: toy.yaml", "base")

    with pytest.raises(InputError, match="'extends' goes round in a circle"):
        load_profile(profile(tmp_path, "extends: base.yaml"))


def test_a_profile_that_is_not_there_names_those_that_are(tmp_path):
    with pytest.raises(
        InputError, match="profiles that come with the project: compas, compas_viol"
    ):
        load_profile(tmp_path / "none.yaml")


def test_a_file_that_is_no_yaml_says_the_line(tmp_path):
    with pytest.raises(InputError, match="not readable as YAML at line 2"):
        load_profile(profile(tmp_path, "title: a\n  about: [b\n"))


def test_codes_need_no_quotes(tmp_path):
    text = GOOD.replace("[low, high], high_from: high", "[5, 4], high_from: 4")

    assert load_profile(profile(tmp_path, text)).scale.levels == ("5", "4")
