import base64
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worklists.publishing.figure_table import NOT_ENOUGH, data_address, share_in_words


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ((0.4, 0.25, 0.58), "40 % (25 to 58)"),
        ((0.0, 0.0, 1.0), "0 % (0 to 100)"),
        ((math.nan, 0.2, 0.3), NOT_ENOUGH),
        ((0.2, None, 0.3), NOT_ENOUGH),
        ((0.2, 0.1, None), NOT_ENOUGH),
        ((None, 0.1, 0.3), NOT_ENOUGH),
    ],
)
def test_a_share_is_said_with_its_range_or_not_at_all(figure, words):
    assert share_in_words(*figure) == words


@given(st.binary())
def test_a_picture_s_address_holds_its_bytes_and_nothing_that_ends_an_attribute(svg):
    head, _, text = data_address(svg).partition(",")

    assert head == "data:image/svg+xml;base64"
    assert base64.b64decode(text) == svg
    assert not set(text) & set("\"'<> ")
