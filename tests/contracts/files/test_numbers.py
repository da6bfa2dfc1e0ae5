import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.errors import InputError
from contracts.files.dialect import Dialect
from contracts.files.numbers import plain_numbers, with_plain_numbers
from contracts.files.reader import open_file


def plain(cells, *, decimal=None, delimiter=",") -> list[str]:
    columns = {"x": pd.Series(cells, dtype="str")}
    return list(plain_numbers(columns, decimal=decimal, delimiter=delimiter)["x"])


@pytest.mark.parametrize(
    ("cells", "delimiter", "numbers"),
    [
        (["36,5", "80"], ";", ["36.5", "80"]),
        (["36.5", "80"], ";", ["36.5", "80"]),
        (["1.250,50", "2.341"], ";", ["1250.50", "2341"]),
        (["1,250.50", "2,341"], ",", ["1250.50", "2341"]),
        (["2,341", "609.5"], ",", ["2341", "609.5"]),
        (["1,234,567", "2,341"], ";", ["1234567", "2341"]),
        (["0,125", "2,341"], ";", ["0.125", "2.341"]),
        (["1.250", "36.6"], ",", ["1.250", "36.6"]),
        (["1.250", "36.6"], ";", ["1.250", "36.6"]),
        (["1.250", "87"], ",", ["1.250", "87"]),
        (["1 234,5", "1\u00a0000"], ";", ["1234.5", "1000"]),
        (["1'234", "12"], ",", ["1234", "12"]),
        (["36,5", "36.5"], ",", ["36.5", "36.5"]),
        (["-1,5", "+2,25", ",5"], ";", ["-1.5", "+2.25", ".5"]),
        (["12,5%", "3,25%"], ";", ["12.5%", "3.25%"]),
        (["1.5e3", "1,5,2", "about 1,5", ","], ",", ["1.5e3", "1,5,2", "about 1,5", ","]),
    ],
)
def test_a_column_settles_what_its_marks_mean(cells, delimiter, numbers):
    assert plain(cells, delimiter=delimiter) == numbers


@pytest.mark.parametrize(
    ("cells", "delimiter"),
    [
        (["2,341", "609"], ";"),
        (["2,341", "609"], ","),
        (["2.341", "609"], ";"),
        (["2.341", "609"], "\t"),
        (["1.250,50", "1,250.50", "2.341"], ","),
        (["36,5", "1.250"], ","),
    ],
)
def test_what_the_column_does_not_settle_is_a_question_to_the_profile(cells, delimiter):
    with pytest.raises(InputError) as question:
        plain(cells, delimiter=delimiter)

    assert question.value.faults[0].endswith("and no other cell settles which")
    assert "dialect: {decimal" in question.value.next_step


@pytest.mark.parametrize(("decimal", "number"), [(".", "2341"), (",", "2.341")])
def test_the_profiles_answer_holds(decimal, number):
    assert plain(["2,341"], decimal=decimal, delimiter=";") == [number]


def test_numbers_of_parquet_are_left_alone():
    numbers = pd.Series([1.5, 2.0])

    settled = plain_numbers({"x": numbers}, decimal=None, delimiter=None)

    assert settled["x"] is numbers


def test_a_question_names_the_file_and_every_column(tmp_path):
    (tmp_path / "toy.csv").write_text("a;b\n2,341;1.250\n")
    file = open_file(tmp_path / "toy.csv", Dialect())
    frame = pd.DataFrame({"a": ["2,341"], "b": ["1.250"]}, dtype="str")

    with pytest.raises(InputError, match="2 faults"):
        with_plain_numbers(frame, ["a", "b", "absent"], file, Dialect())


@given(
    numbers=st.lists(st.integers(0, 10**9), min_size=1, max_size=20),
    cents=st.integers(0, 99),
    continental=st.booleans(),
)
def test_any_amount_with_cents_is_read_back_exactly(numbers, cents, continental):
    cells = [f"{number:,}.{cents:02d}" for number in numbers]
    if continental:
        cells = [cell.translate(str.maketrans(".,", ",.")) for cell in cells]

    assert [float(cell) for cell in plain(cells, delimiter=";")] == [
        pytest.approx(number + cents / 100) for number in numbers
    ]
