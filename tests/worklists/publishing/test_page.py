"""The page says everything in its text, loads nothing, and shows nothing that it must not."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from tests.worklists.made_up import (
    HOSTILE,
    REASONS,
    a_case,
    a_list,
    a_restricted_case,
    a_retrospective_list,
    an_urgent_list,
)
from worklists.case_list import STANDING, Level
from worklists.listed_case import RESTRICTED
from worklists.plain_text import plain_text
from worklists.publishing.page import NO_REASON, ListFiles, index_page, team_page

FILES = ListFiles(
    page="n01/list.html", others=(("Workbook", "n01/list.xlsx"), ("CSV", "n01/list.csv"))
)


class _Read(HTMLParser):
    """The text that a reader sees, and the tags that are there."""

    def __init__(self, page):
        super().__init__()
        self.text, self.tags, self.attributes, self._inside = "", [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self._inside = tag

    def handle_endtag(self, tag):  # noqa: ARG002
        self._inside = ""

    def handle_data(self, data):
        if self._inside not in ("style", "script"):
            self.text += data


def text_of(page):
    return re.sub(r"\s+", " ", _Read(page).text)


def _headers(page):
    return re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', page)


def _body(page):
    return page[page.index("<body") :]


PAGES = {
    "full": team_page(a_list(12)),
    "empty": team_page(a_list(0)),
    "restricted": team_page(a_list([a_case(1), a_restricted_case(2)])),
    "retrospective": team_page(a_retrospective_list()),
    "index": index_page([(a_list(2), FILES)]),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_every_page_carries_the_standing_sentences_and_how_the_list_was_ranked(page):
    assert STANDING in text_of(page)
    assert "This list is ranked by the model." in text_of(page)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_no_page_uses_a_word_that_judges_a_person_a_case_or_a_rating(page):
    said = text_of(page).replace(STANDING, "").lower()

    for word in ("offender", "wrong", "safe", "error", "murder", "random", "probability"):
        assert not re.search(rf"\b{word}\b", said), word


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_no_page_loads_anything_or_runs_anything_but_its_own_script(page):
    read = _Read(page)

    assert not {"link", "img", "iframe", "object", "embed", "base"} & set(read.tags)
    assert read.tags.count("script") == read.tags.count("style") == 1
    assert not {name for name, _ in read.attributes if name.startswith("on") or name == "style"}
    assert "://" not in _body(page)
    assert "url(" not in page


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_the_security_policy_allows_exactly_the_style_and_script_of_the_page(page):
    (policy,) = re.findall('http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    rules = dict(rule.split(" ", 1) for rule in policy.replace("&#39;", "'").split("; "))

    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules[f"{tag}-src"] == f"'sha256-{digest}'"
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"


def test_a_case_says_its_level_date_age_groups_reasons_gaps_places_and_chance():
    text = text_of(team_page(a_list([a_case(5, reasons=REASONS)])))

    for said in (
        *("Medium", "4 May 2026", "28 weeks before this list"),
        *("Children: high in the community", *REASONS),
        *("What speaks against", "Kept every appointment since 9 September 2026."),
        *("What is missing", "Where to look", "Contact log from January 2026"),
        "about 4 in 10 were raised",
    ):
        assert said in text, said


def test_a_case_without_a_reason_says_so_in_words():
    assert NO_REASON in text_of(team_page(a_list([a_case(1, reasons=())])))


def test_of_a_restricted_case_only_the_reference_is_on_the_page():
    page = team_page(a_list([a_restricted_case(2)]))

    body = page[page.index("<tbody") : page.index("</table>")]
    assert RESTRICTED in body
    assert "C-15838-T3KW7" in body
    assert not re.search("level|risk of|<time|<details", body)


def test_levels_of_probation_have_their_colours_and_other_scales_are_neutral():
    low_to_high = tuple(Level(code, code.capitalize()) for code in ("low", "medium", "high"))

    assert '<strong class="level level--high">High' in PAGES["full"]
    assert '<strong class="level">KTAS 3' in PAGES["retrospective"]
    assert "level--medium" not in _body(team_page(a_list([a_case(4)], levels=low_to_high)))


def test_columns_that_would_be_empty_in_every_row_are_left_out():
    assert _headers(PAGES["full"]) == [
        *("No.", "Case reference", "Rating", "Assessed", "Who is at risk", "Status")
    ]
    assert _headers(PAGES["retrospective"]) == ["No.", "Case reference", "Rating"]


def test_an_empty_list_says_so_and_offers_no_filter():
    assert "There are no cases on this list" in text_of(PAGES["empty"])
    assert "Filter cases" not in PAGES["empty"]


def test_what_must_be_said_of_the_source_is_said():
    text = text_of(PAGES["retrospective"])

    assert "Every case here has been audited already" in text
    assert "No audits yet" in text
    assert "An outcome is not an audit." in text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_shown_as_text(text):
    shown = plain_text(text)
    case = a_case(1, case_reference=shown, reasons=(shown,), look_at=(shown,), at_risk=(shown,))
    titled = Level("medium", shown)

    page = team_page(
        a_list([case], unit_id=shown, list_id=shown, ranked_by=shown, levels=(titled,) * 2)
    )

    assert sorted(set(_Read(page).tags)) == sorted(set(_Read(PAGES["full"]).tags))
    assert page.count("<script>") == 1
    assert shown in text_of(page)


def test_five_hundred_cases_stay_under_700_kilobytes():
    listed = [a_case(n, reasons=REASONS, against=REASONS[:1]) for n in range(1, 501)]

    assert len(team_page(a_list(listed)).encode()) < 700_000


def test_the_same_list_gives_the_same_page():
    assert team_page(a_list(12)) == PAGES["full"]


def test_an_urgent_page_says_what_to_do_today_and_gives_no_chance():
    page = team_page(an_urgent_list())

    text = text_of(page)
    assert "Urgent cases: N01-T3" in text
    assert "What to do today" in text
    assert "Found on" in _headers(page)
    assert "How sure" not in text
    assert "What is missing" not in text


def test_an_urgent_list_without_cases_says_what_that_means():
    assert "No rule for urgent cases found one of this team's." in text_of(
        team_page(an_urgent_list(0))
    )


def test_a_team_without_time_is_told_that_this_is_why_its_list_is_empty():
    text = text_of(team_page(a_list(0, capacity=0)))

    assert "The time on record for this team is 0 cases, so none is listed." in text
    assert "is waiting for a second look" not in text


def test_a_page_carries_the_marking_of_its_records_and_no_other():
    marked, plain = a_list(marking="OFFICIAL-SENSITIVE"), a_list()

    for page in (team_page, lambda one: index_page([(one, FILES)])):
        assert '<p class="marking">OFFICIAL-SENSITIVE</p>' in page(marked)
        assert "OFFICIAL" not in page(plain)
