import dataclasses
import re

import pytest

from contracts.sources.profile.schema import (
    ColumnRoles,
    FeatureColumn,
    FollowUpOutcome,
    Profile,
    SourceFile,
)
from contracts.validation import validated
from tests.import_graph import ROOT

SHA256 = "0123456789abcdef" * 4
MEANT = {"column": "age", "type": "number", "meaning": "Age"}


def faults_of(kind, content):
    faults = []
    validated(kind, content, faults=faults)
    return faults


@pytest.mark.parametrize("digits", ["", SHA256, SHA256.upper()])
def test_a_checksum_is_64_hexadecimal_digits_or_left_out(digits):
    assert faults_of(SourceFile, {"name": "a.csv", "sha256": digits}) == []


@pytest.mark.parametrize("digits", [SHA256[:-1], SHA256 + "0", "g" * 64, " " * 64])
def test_another_checksum_is_refused(digits):
    (fault,) = faults_of(SourceFile, {"name": "a.csv", "sha256": digits})

    assert fault.startswith("sha256 is '")
    assert fault.endswith("; allowed: the 64 hexadecimal digits of a SHA-256 checksum")


@pytest.mark.parametrize("name", ["", " ", "\t\n"])
def test_a_name_of_blanks_alone_is_refused(name):
    (fault,) = faults_of(ColumnRoles, {"assigned": name})

    assert fault.endswith("allowed: a text that is not empty")


@pytest.mark.parametrize(
    ("days", "fault"),
    [
        (0, []),
        (36_525, []),
        (-1, ["follow_up_days is -1; allowed: at least 0"]),
        (36_526, ["follow_up_days is 36526; allowed: at most 36525"]),
    ],
)
def test_a_follow_up_lasts_a_century_at_most(days, fault):
    content = {"column": "sfo", "happened": 1, "under_from": "high", "follow_up_days": days}

    assert faults_of(FollowUpOutcome, content) == fault


@pytest.mark.parametrize("direction", [-1, 0, 1])
def test_a_feature_s_direction_is_down_none_or_up(direction):
    assert faults_of(FeatureColumn, MEANT | {"direction": direction}) == []
    assert FeatureColumn(**MEANT).direction == 0


def test_any_other_direction_is_refused_with_those_there_are():
    assert faults_of(FeatureColumn, MEANT | {"direction": 2}) == [
        "direction is 2; allowed: -1, 0, 1"
    ]


def test_a_part_of_the_records_that_is_lacking_is_left_out():
    roles = validated(ColumnRoles, {"assigned": "rating"}, faults=[])

    assert {value for key, value in vars(roles).items() if key != "assigned"} == {None}


def test_every_key_of_a_profile_is_on_the_page_about_sources():
    pages = [page.read_text(encoding="utf-8") for page in (ROOT / "docs").glob("*source*.md")]
    words = set(re.findall(r"\w+", " ".join(pages)))

    keys = {field.name for kind in (Profile, ColumnRoles, FeatureColumn, FollowUpOutcome)
            for field in dataclasses.fields(kind)}  # fmt: skip

    assert keys - words == set()
