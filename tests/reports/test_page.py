"""Pages of the pack hold what they are given, escaped, with the source's marking and notes."""

from dataclasses import replace

from reports.page import Drawing, ReportPage, Section, render
from tests.made_up_disclosure import RULES
from tests.reports.made_up import SOURCE
from worklists.publishing.figure_table import FigureTable

PAGE = ReportPage(
    "trends",
    "Trends <by> year",
    "Up & down.",
    [
        Section(
            "Levels",
            ("One sentence.",),
            (FigureTable("Ratings by year", ("Year", "Count"), (("2025", "1,235"),)),),
            Drawing("Ratings rose", "data:image/svg+xml;base64,AAAA"),
        )
    ],
)


def test_a_page_shows_headings_sentences_tables_and_pictures():
    html = render(PAGE, SOURCE, RULES)

    for part in ("Levels", "One sentence.", "Ratings by year", "1,235", "Made-up service"):
        assert part in html
    assert "Ratings rose" in html
    assert "data:image/svg+xml;base64,AAAA" in html
    assert html.count("<h1") == 1


def test_what_is_given_is_text_and_never_markup():
    html = render(PAGE, SOURCE, RULES)

    assert "Trends &lt;by&gt; year" in html
    assert "<by>" not in html
    assert "Up &amp; down." in html


def test_the_marking_and_each_note_of_the_source_stand_once():
    source = replace(SOURCE, marking="OFFICIAL-SENSITIVE", notes=("Read with care.",) * 2)

    html = render(PAGE, source, RULES)

    assert "OFFICIAL-SENSITIVE" in html
    assert html.count("Read with care.") == 1


def test_links_lead_to_the_other_files():
    linked = replace(PAGE, links=[("fairness.html", "Fairness: nothing found.")])

    html = render(linked, SOURCE, RULES)

    assert 'href="fairness.html"' in html


def test_nothing_on_a_page_may_load_or_run_from_elsewhere():
    html = render(PAGE, SOURCE, RULES)

    assert "img-src data:" in html
    assert "<script src" not in html
    assert "<link" not in html


def test_the_foot_says_the_thresholds_that_were_used():
    strict = replace(RULES, withhold_below=11, round_to=10)

    assert strict.in_words() in render(PAGE, SOURCE, strict)
