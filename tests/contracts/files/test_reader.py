import datetime as dt

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from contracts.errors import InputError
from contracts.files import reader
from contracts.files.dialect import Dialect
from contracts.files.reader import open_file, read
from contracts.files.records import Records


def rows(path, *, blank=(), dialect=None):
    file = open_file(path, dialect or Dialect())
    frame, findings = read(file, set(file.columns), blank=blank, table="toy")
    return frame.astype("object").where(frame.notna(), None).to_dict("list"), findings


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_common_dialect_reads_the_same(tmp_path, delimiter, ending, encoding):
    lines = [f"id{delimiter}say", f'1{delimiter}"a{delimiter}b{ending}c"', f"2{delimiter}é "]
    (tmp_path / "toy.csv").write_bytes((ending.join(lines) + ending).encode(encoding))

    read_rows, findings = rows(tmp_path / "toy.csv")

    assert read_rows == {"row": [1, 2], "id": ["1", "2"], "say": [f"a{delimiter}b{ending}c", "é"]}
    assert findings == []


def test_a_spreadsheets_delimiter_line_is_not_the_header(tmp_path):
    (tmp_path / "toy.csv").write_text("sep=;\nid;say\n1;a\n2\n")

    read_rows, findings = rows(tmp_path / "toy.csv")

    assert read_rows == {"row": [1, 2], "id": ["1", None], "say": ["a", None]}
    assert [finding.row for finding in findings] == [2]


def test_a_row_of_too_few_or_too_many_cells_is_kept_empty_and_found(tmp_path):
    (tmp_path / "toy.csv").write_text("id,say\n1,a\n2\n3,c\n4,d,Smith\n")

    read_rows, findings = rows(tmp_path / "toy.csv")

    assert read_rows["id"] == ["1", None, "3", None]
    assert [(f.row, f.code, f.severity) for f in findings] == [
        (2, "ragged_row", "error"),
        (4, "ragged_row", "error"),
    ]
    assert findings[0].detail == "not 2 cells, as the header has"


def test_declared_tokens_and_white_space_are_blanks(tmp_path):
    (tmp_path / "toy.csv").write_text("id,say\n 1 ,??\n2,  \n3,NA\n")

    read_rows, _ = rows(tmp_path / "toy.csv", blank=["??"])

    assert read_rows == {"row": [1, 2, 3], "id": ["1", "2", "3"], "say": [None, None, "NA"]}


def test_bytes_that_are_not_utf_8_are_read_as_windows_1252_and_told(tmp_path):
    late = b"id,say\n" + b"1,plain\n" * 40_000 + b"2,caf\xe9\n"
    (tmp_path / "toy.csv").write_bytes(late)

    read_rows, findings = rows(tmp_path / "toy.csv")

    assert read_rows["say"][-1] == "café"
    assert [finding.code for finding in findings] == ["encoding_guessed"]


def test_a_declared_encoding_is_believed(tmp_path):
    (tmp_path / "toy.csv").write_bytes("id;say\n1;#BOŞ!\n".encode("windows-1254"))

    read_rows, findings = rows(
        tmp_path / "toy.csv", blank=["#BOŞ!"], dialect=Dialect(encoding="windows-1254")
    )

    assert read_rows["say"] == [None]
    assert findings == []


def test_a_header_alone_is_a_table_without_rows(tmp_path):
    (tmp_path / "toy.csv").write_text("id,say")

    read_rows, _ = rows(tmp_path / "toy.csv")

    assert read_rows == {"row": [], "id": [], "say": []}


def test_a_column_named_twice_is_refused(tmp_path):
    (tmp_path / "toy.csv").write_text("id,say,say\n")

    with pytest.raises(InputError, match="column 'say' is there more than once"):
        open_file(tmp_path / "toy.csv", Dialect())


def test_a_file_that_is_not_what_its_ending_says_is_refused(tmp_path):
    (tmp_path / "toy.parquet").write_text("id,say\n")

    with pytest.raises(
        InputError, match=r"toy.parquet: 1 fault\n  - not readable \(ArrowInvalid\)"
    ):
        open_file(tmp_path / "toy.parquet", Dialect())


def test_an_unknown_encoding_is_refused(tmp_path):
    (tmp_path / "toy.csv").write_text("id,say\n")

    with pytest.raises(InputError, match="'dialect' in the profile"):
        open_file(tmp_path / "toy.csv", Dialect(encoding="ebcdic-nonsense"))


def test_parquet_blanks_are_blanks_and_numbers_stay_numbers(tmp_path):
    frame = pd.DataFrame({"id": [1, 2], "say": [" a", "NULL"]})
    frame.to_parquet(tmp_path / "toy.parquet")

    read_rows, _ = rows(tmp_path / "toy.parquet", blank=["NULL"])

    assert read_rows == {"row": [1, 2], "id": [1, 2], "say": ["a", None]}


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ([{"a": 1}], "structs"),
        ([["a"]], "lists"),
        ([b"a"], "binary"),
        ([dt.time(1, 2)], "time"),
        ([dt.timedelta(1)], "duration"),
    ],
)
def test_parquet_cells_that_are_no_value_are_refused(tmp_path, cells, kind):
    pq.write_table(pa.table({"team": pa.array(cells)}), tmp_path / "toy.parquet")

    with pytest.raises(InputError, match=f"column 'team' holds {kind}"):
        rows(tmp_path / "toy.parquet")


def test_lists_are_read_where_they_are_meant(tmp_path):
    pq.write_table(pa.table({"codes": pa.array([["a", "b"]])}), tmp_path / "toy.parquet")
    file = open_file(tmp_path / "toy.parquet", Dialect())

    frame, _ = read(file, {"codes"}, blank=(), table="toy", lists={"codes"})

    assert list(frame["codes"][0]) == ["a", "b"]


def test_a_heading_with_a_line_break_is_one_name_and_shifts_no_row(tmp_path):
    (tmp_path / "toy.csv").write_text('id,"rated\non"\n1,a\n2\n3,c\n')

    read_rows, findings = rows(tmp_path / "toy.csv")

    assert read_rows == {"row": [1, 2, 3], "id": ["1", None, "3"], "rated on": ["a", None, "c"]}
    assert [finding.row for finding in findings] == [2]


def test_columns_that_look_alike_are_one_column_twice(tmp_path):
    (tmp_path / "toy.csv").write_text("id,say,say\u200b\n")

    with pytest.raises(InputError, match="column 'say' is there more than once"):
        open_file(tmp_path / "toy.csv", Dialect())


def test_an_open_quote_loses_no_row_in_silence(tmp_path):
    (tmp_path / "toy.csv").write_text('id,say\n1,"open\n2,b\n3,c\n')

    with pytest.raises(InputError, match="line 2: a quote opens and never closes"):
        rows(tmp_path / "toy.csv")


def test_unseen_characters_and_null_words_are_told_by_column(tmp_path):
    (tmp_path / "toy.csv").write_text("id,say\nN\u200b1,NULL\nN1,(null)\n")

    read_rows, findings = rows(tmp_path / "toy.csv")

    assert read_rows == {"row": [1, 2], "id": ["N1", "N1"], "say": [None, None]}
    assert [(f.code, f.column, f.detail[:7]) for f in findings] == [
        ("unseen_characters", "id", "1 cells"),
        ("null_words", "say", "2 cells"),
    ]


def test_rows_that_the_reading_loses_are_refused_with_both_counts(tmp_path, monkeypatch):
    (tmp_path / "toy.csv").write_text("id,say\n1,a\n2,b\n")
    monkeypatch.setattr(reader, "count_records", lambda *_: Records(3, ()))

    with pytest.raises(InputError, match="3 records stand in the file, and 2 can be parted"):
        rows(tmp_path / "toy.csv")


@pytest.mark.parametrize("text", ["", "\n", ",,\n"])
def test_a_file_without_a_header_is_refused(tmp_path, text):
    (tmp_path / "toy.csv").write_text(text)

    with pytest.raises(InputError, match="no header: the file is empty"):
        open_file(tmp_path / "toy.csv", Dialect())
