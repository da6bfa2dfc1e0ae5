import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pytest

from contracts.sources.profile.declaration import build


@dataclass(frozen=True)
class Inner:
    size: float
    on: bool = False


@dataclass(frozen=True)
class Toy:
    name: str
    kind: Literal["big", "small"] = "big"
    mark: Literal[".", ","] | None = None
    day: dt.date | None = None
    inner: Inner | None = None
    parts: tuple[str, ...] = ()
    by_name: Mapping[str, Inner] = field(default_factory=dict)


def faults_of(**content) -> list[str]:
    faults: list[str] = []
    built = build(Toy, content, at="", faults=faults)
    assert (built is None) == bool(faults)
    return faults


def test_content_that_fits_becomes_the_dataclass():
    content = {"name": 5, "parts": 1, "mark": ",", "by_name": {3: {"size": 2}}, "inner": None}

    built = build(Toy, content, at="", faults=[])

    assert built == Toy("5", mark=",", parts=("1",), by_name={"3": Inner(2)})


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ({"name": [1]}, "name is of the wrong kind; allowed: a text"),
        ({"name": True}, "name is of the wrong kind; allowed: a text"),
        ({"kind": "huge"}, "kind is 'huge'; allowed: big, small"),
        ({"mark": ";"}, "mark is ';'; allowed: ., ,"),
        ({"day": "soon"}, "day is of the wrong kind; allowed: a date, YYYY-MM-DD"),
        ({"inner": 3}, "inner: allowed: a mapping of size, on"),
        ({"inner": {"size": "big"}}, "inner.size is of the wrong kind; allowed: a number"),
        ({"inner": {"size": 1, "on": 1}}, "inner.on is of the wrong kind; allowed: true or false"),
        ({"parts": ["a", {}]}, "parts[2] is of the wrong kind; allowed: a text"),
        ({"by_name": [1]}, "by_name is of the wrong kind; allowed: a mapping"),
        ({"by_name": {"x": {}}}, "by_name.x: 'size' is missing"),
    ],
)
def test_what_does_not_fit_says_where_and_what_is_allowed(content, fault):
    assert faults_of(**{"name": "toy"} | content) == [fault]


def test_every_fault_is_told_at_once():
    assert faults_of(nam="toy", kind=1) == [
        "unknown key 'nam'; did you mean 'name'?",
        "kind is 1; allowed: big, small",
        "'name' is missing",
    ]
