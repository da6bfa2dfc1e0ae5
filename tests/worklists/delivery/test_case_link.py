"""The address of a case in the case system."""

from urllib.parse import unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from worklists.delivery.case_link import case_link

TEMPLATE = "https://cases.example/case/{reference}/risk?tab=1"


@given(st.text(max_size=40))
def test_no_reference_leads_anywhere_else(reference):
    parts = urlsplit(case_link(TEMPLATE, reference.encode("utf-8", "ignore").decode()))

    assert (parts.scheme, parts.netloc, parts.query) == ("https", "cases.example", "tab=1")
    segments = parts.path.split("/")
    assert segments[:2] + segments[3:] == ["", "case", "risk"]
    assert unquote(segments[2]) == reference.encode("utf-8", "ignore").decode()


def test_without_a_template_there_is_no_address():
    assert case_link(None, "X1") == ""
