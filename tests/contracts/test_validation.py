import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AfterValidator, Field

from contracts.validation import Lone, Text, Texts, nearest, validated


def _even(value: int) -> int:
    if value % 2:
        raise ValueError("an even number")
    return value


@dataclass(frozen=True)
class Inner:
    size: float
    on: bool = False


@dataclass(frozen=True)
class Toy:
    name: Text
    kind: Literal["big", "small"] = "big"
    mark: Literal[".", ","] | None = None
    day: dt.date | None = None
    inner: Inner | None = None
    parts: Texts = ()
    inners: Annotated[tuple[Inner, ...], Lone] = ()
    by_name: Mapping[str, Inner] = field(default_factory=dict)
    folds: Annotated[int, Field(ge=2, le=20)] = 5
    share: Annotated[float, Field(gt=0, lt=1)] = 0.5
    run: Literal["latest"] | dt.date = "latest"
    jobs: Annotated[int, Field(ge=1)] | Literal["auto"] = "auto"
    pair: Annotated[int, AfterValidator(_even)] = 2


def faults_of(at: str = "", **content) -> list[str]:
    faults: list[str] = []
    built = validated(Toy, content, at=at, faults=faults)
    assert (built is None) == bool(faults)
    return faults


def test_content_that_fits_becomes_the_dataclass():
    content = {"name": 5, "parts": 1, "mark": ",", "by_name": {3: {"size": 2}}, "inner": None}
    content |= {"inners": {"size": 4}, "run": dt.date(2026, 3, 1), "jobs": 2}

    built = validated(Toy, content, faults=[])

    assert built == Toy(
        "5",
        mark=",",
        parts=("1",),
        inners=(Inner(4),),
        by_name={"3": Inner(2)},
        run=dt.date(2026, 3, 1),
        jobs=2,
    )


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ({"name": [1]}, "name is of the wrong kind; allowed: a text"),
        ({"name": True}, "name is of the wrong kind; allowed: a text"),
        ({"kind": "huge"}, "kind is 'huge'; allowed: big, small"),
        ({"kind": "h" * 99}, f"kind is '{'h' * 59}...; allowed: big, small"),
        ({"mark": ";"}, "mark is ';'; allowed: ., ,"),
        ({"day": "soon"}, "day is of the wrong kind; allowed: a date, YYYY-MM-DD"),
        ({"inner": 3}, "inner: allowed: a mapping of size, on"),
        ({"inner": {"size": "big"}}, "inner.size is of the wrong kind; allowed: a number"),
        ({"inner": {"size": "5"}}, "inner.size is of the wrong kind; allowed: a number"),
        ({"inner": {"size": float("nan")}}, "inner.size is nan; allowed: a number"),
        ({"inner": {"size": 1, "on": 1}}, "inner.on is of the wrong kind; allowed: true or false"),
        ({"parts": ["a", {}]}, "parts[2] is of the wrong kind; allowed: a text"),
        ({"inners": [{"size": 1}, {}]}, "inners[2]: 'size' is missing"),
        ({"by_name": [1]}, "by_name is of the wrong kind; allowed: a mapping"),
        ({"by_name": {"x": {}}}, "by_name.x: 'size' is missing"),
        ({"folds": 0}, "folds is 0; allowed: at least 2"),
        ({"folds": 21}, "folds is 21; allowed: at most 20"),
        ({"folds": 3.0}, "folds is of the wrong kind; allowed: a whole number"),
        ({"folds": True}, "folds is of the wrong kind; allowed: a whole number"),
        ({"share": 0}, "share is 0; allowed: above 0"),
        ({"share": 1.5}, "share is 1.5; allowed: below 1"),
        ({"run": "soon"}, "run is 'soon'; allowed: latest or a date, YYYY-MM-DD"),
        ({"jobs": 0}, "jobs is 0; allowed: at least 1 or auto"),
        ({"pair": 3}, "pair is 3; allowed: an even number"),
    ],
)
def test_what_does_not_fit_says_where_and_what_is_allowed(content, fault):
    assert faults_of(**{"name": "toy"} | content) == [fault]


def test_every_fault_is_named_at_once():
    assert faults_of(nam="toy", kind=1, inner={"sise": 2}) == [
        "'name' is missing",
        "kind is 1; allowed: big, small",
        "inner: 'size' is missing",
        "inner: unknown key 'sise'; did you mean 'size'?",
        "unknown key 'nam'; did you mean 'name'?",
    ]


def test_faults_stand_under_the_section_they_are_in():
    assert faults_of(at="train", folds=1) == [
        "train: 'name' is missing",
        "train.folds is 1; allowed: at least 2",
    ]


@pytest.mark.parametrize("content", [None, 3, "text", [1]])
def test_content_that_is_no_mapping_names_the_keys(content):
    faults: list[str] = []

    validated(Inner, content, at="forest", faults=faults)

    assert faults == ["forest: allowed: a mapping of size, on"]


def test_the_nearest_name_is_the_one_that_looks_most_alike():
    assert nearest("delimeter", ["decimal", "delimiter", "dates"]) == "delimiter"


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text() | st.integers(), inside),
))  # fmt: skip
def test_whatever_yaml_can_hold_ends_in_faults_or_the_dataclass(content):
    faults: list[str] = []

    built = validated(Toy, content, faults=faults)

    assert (built is None) == bool(faults)
