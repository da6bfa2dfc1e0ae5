import pytest
from pydantic import TypeAdapter, ValidationError

from pipelines.running.params import ranges


def words_of(kind, value):
    """What is wrong with a value, in the words that a user reads; None where nothing is."""
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        return error.errors()[0]["msg"].removeprefix("Value error, ")
    return None


@pytest.mark.parametrize("day", ["2026-06-30", "2024-02-29"])
def test_a_day_is_one_of_the_calendar(day):
    assert words_of(ranges.Day, day) is None
    assert words_of(ranges.LatestOrDay, day) is None


@pytest.mark.parametrize("text", ["2026-02-30", "30/06/2026", "soon", "", "Latest"])
def test_what_is_no_day_is_refused_with_the_form_of_one(text):
    assert words_of(ranges.Day, text) == "a day, YYYY-MM-DD"
    assert words_of(ranges.LatestOrDay, text) == "latest, or a day, YYYY-MM-DD"


def test_latest_is_a_day_only_where_it_may_be():
    assert words_of(ranges.LatestOrDay, "latest") is None
    assert words_of(ranges.Day, "latest") == "a day, YYYY-MM-DD"


@pytest.mark.parametrize("name", ["countersign", "model-2.1_b"])
def test_a_plain_name_can_stand_in_an_address(name):
    assert words_of(ranges.PlainName, name) is None


@pytest.mark.parametrize("name", ["", "a b", "a/b", "é", "a\n"])
def test_another_name_is_refused_with_what_is_allowed(name):
    assert words_of(ranges.PlainName, name) == "letters, digits, '_', '-' and '.'"


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [
        (ranges.Seed, 0, 999_999_999),
        (ranges.Count, 0, 1_000_000),
        (ranges.OneOrMore, 1, 1_000_000),
        (ranges.Share, 0, 1),
    ],
)
def test_a_range_includes_its_ends_and_nothing_beyond(kind, least, most):
    assert words_of(kind, least) is None
    assert words_of(kind, most) is None
    assert words_of(kind, least - 1)
    assert words_of(kind, most + 1)


@pytest.mark.parametrize(("share", "fits"), [(0, False), (0.001, True), (0.999, True), (1, False)])
def test_a_share_between_is_neither_none_nor_all(share, fits):
    assert (words_of(ranges.ShareBetween, share) is None) == fits


@pytest.mark.parametrize(
    "template",
    ["https://cases.example/{reference}", "http://localhost:8080/case?id={reference}#risk"],
)
def test_the_address_of_a_case_holds_its_reference_behind_the_host(template):
    assert words_of(ranges.CaseLink, template) is None


@pytest.mark.parametrize(
    "template",
    [
        "",
        "https://cases.example/",
        "https://cases.example/{reference}/{reference}",
        "https://cases.example/{crn}/{reference}",
        "https://{reference}.example/",
        "https://cases.example:{reference}/",
        "https://cases.example{reference}/x",
        "https://me@cases.example/{reference}",
        "javascript:alert('{reference}')",
        "data:text/html,{reference}",
        "//cases.example/{reference}",
        'https://cases.example/"onclick=x{reference}',
        "https://cases.example/ {reference}",
        "https://cases.example/{reference}\n",
        "https://cases.example/{reference}".ljust(ranges.LONGEST_LINK + 1, "x"),
    ],
)
def test_any_other_address_is_refused_with_what_is_allowed(template):
    assert words_of(ranges.CaseLink, template) == ranges.CASE_LINK
