"""Tests of the results page."""

import dataclasses
import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from contracts.checks.labels import rates_by_quarter
from contracts.checks.run import Account, Checked
from contracts.findings import findings_frame, found, row_findings, sort_findings
from contracts.levels import Scale
from contracts.reports.results_page import HEADINGS, results_page
from contracts.source import Source

DAYS = pd.Series(pd.to_datetime(["2024-01-05", "2024-05-05"]))
LABELS = pd.DataFrame({"assessment_date": DAYS, "label": [1.0, 0.0]})
ROWS = row_findings(
    range(3, 11), table="audits", column="audit_id", code="missing_value", detail=""
)
CHECKED = Checked(
    tables={
        "assessments": pd.DataFrame(
            {"assessment_id": ["SECRET1", "SECRET2"], "purpose": [None, "x"]}
        )
    },
    quarantine={},
    findings=sort_findings([ROWS, findings_frame([found("audits", "no_audits", "0 rows")])]),
    accounts={"audits": Account("audits.csv", 1200, 1192, 8)},
    rates=rates_by_quarter(LABELS, DAYS),
    source=Source(
        name="toy",
        title="A <toy>",
        about="",
        scale=Scale(("low", "high"), "high"),
        notes=("Every output says this.",),
    ),
)


@pytest.fixture(scope="module")
def page():
    return results_page(CHECKED)


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_the_page_asks_nothing_of_any_host(page):
    assert not re.search(r"(src|href)=\"(?!#)|url\(|@import|https?://", page)


def test_every_count_of_rows_and_the_first_of_them_are_shown(page):
    assert "1,200" in page
    assert "rows 3, 4, 5, 6, 7 and 3 more" in page
    assert "A required value is blank" in page


def test_notes_of_the_source_and_its_title_are_shown_as_text(page):
    assert "Every output says this." in page
    assert "A &lt;toy&gt;" in page


def test_no_identifier_is_shown(page):
    assert "SECRET" not in page


def test_the_drawing_has_a_title_and_a_table_with_the_same_figures(page):
    assert 'role="img" aria-labelledby="rate-title rate-text"' in page
    assert "2024 Q1" in page
    assert "100.0%" in page


def test_tables_have_captions_and_the_page_a_language_one_heading_and_a_main_part(page):
    parser = _Tags()
    parser.feed(page)
    names = [tag for tag, _ in parser.tags]

    assert names.count("table") == names.count("caption")
    assert names.count("h1") == names.count("main") == 1
    assert ("html", {"lang": "en"}) in parser.tags
    assert all("scope" in attrs for tag, attrs in parser.tags if tag == "th")


def test_a_source_without_labels_says_so():
    none = dataclasses.replace(CHECKED, rates=CHECKED.rates.iloc[:0])

    assert "There is no label with a date" in results_page(none)


def test_each_find_stands_under_the_heading_of_its_weight(page):
    errors, notes = (page.index(HEADINGS[severity]) for severity in ("error", "info"))

    assert errors < page.index("A required value is blank") < notes < page.index("0 rows")
