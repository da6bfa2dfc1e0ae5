"""Check values: any change shows, and without the key none can be made."""

from hypothesis import given
from hypothesis import strategies as st

from worklists.workbook.check_value import check_value, row_key

PARTS = st.lists(st.text(max_size=20), max_size=4)


@given(PARTS, PARTS)
def test_two_rows_share_a_check_value_only_if_they_are_the_same(one, other):
    same = check_value(one, key=b"k") == check_value(other, key=b"k")

    assert same == (one == other)


@given(PARTS)
def test_the_key_decides(parts):
    values = {check_value(parts, key=key) for key in (None, b"k", b"l")}

    assert len(values) == 3


def test_row_keys_differ_by_list_and_by_case():
    keys = {
        row_key(name, reference) for name in ("a", "b", "a1") for reference in map(str, range(500))
    }

    assert len(keys) == 1500
