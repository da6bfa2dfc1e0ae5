import decimal

import pandas as pd
import pyarrow as pa
import pytest

from contracts.errors import InputError
from contracts.files.cells import as_text, cleaned, refuse_lost_digits, to_frame

BIG = 4_611_686_018_427_387_905


def texts(*cells) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(cells, pa.string())])


@pytest.mark.parametrize(
    "word", ["NULL", "null", "Null", "(null)", r"\N", "None", "NaN", "nan", "<NA>", "#N/A", "N/A"]
)
def test_words_for_nothing_are_blanks_and_counted(word):
    column, _, words = cleaned(texts("A", word, ""), ())

    assert column.to_pylist() == ["A", None, None]
    assert words == 1


@pytest.mark.parametrize("word", ["NA", "NIL", "none", "NONE", "Nullarbor", "-"])
def test_names_that_look_like_words_for_nothing_stay(word):
    assert cleaned(texts(word), ())[0].to_pylist() == [word]


@pytest.mark.parametrize(
    "cell", ["N\u200b01", "\ufeffN01", "N01\x00", "\u202aN01\u202c", "N\u00ad01", "N0\u20601"]
)
def test_characters_that_are_not_seen_part_no_names(cell):
    column, hidden, _ = cleaned(texts(cell, "N01"), ())

    assert column.to_pylist() == ["N01", "N01"]
    assert hidden == 1


def test_letters_are_composed_so_that_names_that_look_alike_are_one():
    column, hidden, _ = cleaned(texts("Ko\u0308ln", "K\u00f6ln"), ())

    assert column.to_pylist() == ["K\u00f6ln", "K\u00f6ln"]
    assert hidden == 1


def test_whole_numbers_stay_exact_beside_a_blank():
    frame = to_frame(pa.table({"id": pa.array([BIG, BIG + 1, None], pa.int64())}))

    assert as_text(frame["id"]).to_list()[:2] == [str(BIG), str(BIG + 1)]
    assert frame["id"].isna().to_list() == [False, False, True]


def test_unsigned_numbers_stay_exact_too():
    frame = to_frame(pa.table({"id": pa.array([2**64 - 1, None], pa.uint64())}))

    assert as_text(frame["id"]).to_list()[0] == str(2**64 - 1)


def test_decimals_of_a_database_are_their_digits():
    numbers = [decimal.Decimal("1234567890123456789.00"), decimal.Decimal("12.50")]

    column, _, _ = cleaned(pa.chunked_array([pa.array(numbers)]), ())

    assert as_text(to_frame(pa.table({"id": column}))["id"]).to_list() == [
        "1234567890123456789",
        "12.50",
    ]


@pytest.mark.parametrize(
    ("values", "text"),
    [([1234.0, None], "1234"), ([1.5, 2.0], "1.5"), ([True, False], "true"), (["07.0"], "07")],
)
def test_one_number_has_one_text_whatever_wrote_it(values, text):
    assert as_text(pd.Series(values)).to_list()[0] == text


@pytest.mark.parametrize("values", [["1.05733E+11", "A1"], ["1,05733E+11"], [1.05733e18, None]])
def test_identifiers_that_lost_digits_are_refused(values):
    with pytest.raises(InputError) as refusal:
        refuse_lost_digits("toy.csv", {"person_id": pd.Series(values)})

    assert refusal.value.faults[0].startswith("column 'person_id': 1 of ")
    assert refusal.value.faults[0].endswith("(row 1)")


@pytest.mark.parametrize("values", [["1E5", "12E-4", "E+11"], [105733000000.0], [7, 8]])
def test_identifiers_with_every_digit_are_not(values):
    refuse_lost_digits("toy.csv", {"person_id": pd.Series(values)})


@pytest.mark.parametrize("cells", [[True, False], [True, None, False]])
def test_yes_and_no_as_a_name_are_one_text_with_and_without_blanks(cells):
    frame = to_frame(pa.table({"team": pa.array(cells)}))

    assert list(as_text(frame["team"]).dropna()) == ["true", "false"]
