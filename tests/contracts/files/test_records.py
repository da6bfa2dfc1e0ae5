import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.errors import InputError
from contracts.files.dialect import Dialect, settle
from contracts.files.records import count_records

HEADER = "id,team,note\n"


def counted(tmp_path, text: str):
    path = tmp_path / "toy.csv"
    path.write_text(text, newline="")
    return count_records(path, settle(path, Dialect()))


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ("", 0),
        ("1,a,b\n2,c,d\n", 2),
        ("1,a,b\n\n\n2,c,d", 2),
        ('1,a,"two\nlines"\n2,c,d\n', 2),
        ('1,a,"she said ""no""\nand left"\n2,c,d\n', 2),
        ('1,a,5" pipe\n2,c,6" pipe\n', 2),
        ('1,a,"a, b, c\nd, e, f"\n', 1),
        ("1,a\r2,b\r", 2),
    ],
)
def test_records_are_counted_by_lines_and_quotes(tmp_path, rows, count):
    assert counted(tmp_path, HEADER + rows).count == count


def test_a_heading_of_several_lines_is_no_record(tmp_path):
    assert counted(tmp_path, 'id,"the\nteam",note\n1,a,b\n').count == 1


def test_a_quote_that_never_closes_is_refused_at_its_line(tmp_path):
    rows = "".join(f"{n},a,b\n" for n in range(3)) + '3,a,"seen at home\n4,a,b\n5,a,b\n'

    with pytest.raises(InputError) as refusal:
        counted(tmp_path, HEADER + rows)

    assert refusal.value.faults == [
        "line 5: a quote opens and never closes; the 2 lines after it are no records"
    ]


def test_a_quote_that_closes_records_later_is_refused_at_its_line(tmp_path):
    swallowed = "".join(f"{n},a,b\n" for n in range(4))

    with pytest.raises(InputError) as refusal:
        counted(tmp_path, f'{HEADER}0,a,b\n1,a,"open\n{swallowed}9,a,closed"\n10,a,b\n')

    assert refusal.value.faults == [
        "line 3: a quoted cell takes in 5 lines that are records themselves"
    ]


def test_a_quote_after_an_inch_mark_is_found(tmp_path):
    with pytest.raises(InputError, match="line 2: a quote opens and never closes"):
        counted(tmp_path, f'{HEADER}1,5" pipe,"open\n2,a,b\n')


def test_a_cell_of_very_many_lines_is_suspect_but_read(tmp_path):
    note = "\n".join(["line"] * 60)

    records = counted(tmp_path, f'{HEADER}1,a,b\n2,a,"{note}"\n')

    assert (records.count, records.long) == (2, (2,))


@given(
    st.lists(
        st.tuples(*[st.text(alphabet=st.sampled_from('ab "\n;'), max_size=6)] * 3),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_a_csv_writer_writes_is_counted(tmp_path_factory, rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)

    records = counted(tmp_path_factory.mktemp("any"), HEADER + text.getvalue())

    assert records.count == len(rows)
