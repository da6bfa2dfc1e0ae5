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
    text = "titel: Toy\nscale: {level: [low, high], high_from: high}\nlabel: guess\n"

    with pytest.raises(InputError) as refusal:
        load_profile(profile(tmp_path, text))

    assert refusal.value.faults == [
        "'title' is missing",
        "'about' is missing",
        "scale: 'levels' is missing",
        "scale: unknown key 'level'; did you mean 'levels'?",
        "label is 'guess'; allowed: audit, outcome",
        "unknown key 'titel'; did you mean 'title'?",
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("label_lag_days: -1", "label_lag_days is -1; allowed: at least 0"),
        ("label_lag_days: 99999", "label_lag_days is 99999; allowed: at most 36525"),
        ("dialect: {delimiter: ';;'}", "dialect.delimiter is ';;'; allowed: one character"),
        (
            "dialect: {encoding: utf-9}",
            "dialect.encoding is 'utf-9'; allowed: the name of an encoding, as utf-8",
        ),
        (
            "files: [{name: toy.csv, sha256: 12}]",
            "files[1].sha256 is 12; allowed: the 64 hexadecimal digits of a SHA-256 checksum",
        ),
        (
            "outcome: {column: again, happened: 1, under_from: high, follow_up_days: soon}",
            "outcome.follow_up_days is of the wrong kind; allowed: a whole number",
        ),
        (
            "features: {one: {column: a, type: number, meaning: A, low: .inf}}",
            "features.one.low is inf; allowed: a number",
        ),
        (
            "features: {one: {column: a, type: numbr, meaning: A, direction: 2}}",
            "features.one.type is 'numbr'; allowed: number, category, boolean",
        ),
        ("protected: {sex: {colum: Sex}}", "protected.sex: 'column' is missing"),
        ("title: ''", "title is ''; allowed: a text that is not empty"),
        ("title: [a]", "title is of the wrong kind; allowed: a text"),
    ],
)
def test_a_value_out_of_range_says_what_is_allowed(tmp_path, line, fault):
    text = "\n".join(part for part in GOOD.splitlines() if part.split(":")[0] != line.split(":")[0])

    with pytest.raises(InputError) as refusal:
        load_profile(profile(tmp_path, f"{text}\n{line}\n"))

    assert fault in refusal.value.faults
    assert "pydantic" not in str(refusal.value)


def test_the_old_name_of_a_key_is_read_with_one_notice(tmp_path, caplog):
    text = GOOD.replace("assigned: rating", "assigned: rating, audited: right") + "truth: audit\n"

    with caplog.at_level("INFO", logger="contracts"):
        loaded = load_profile(profile(tmp_path, text))

    assert loaded.label == "audit"
    assert caplog.messages == [
        "profile toy: 'truth' is now called 'label'; the old name is still read"
    ]


def test_both_names_of_a_key_are_refused(tmp_path):
    text = GOOD + "truth: audit\nlabel: audit\n"

    with pytest.raises(InputError, match="'truth' is the old name of 'label': give 'label' alone"):
        load_profile(profile(tmp_path, text))


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
