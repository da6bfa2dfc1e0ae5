"""The pack: every page by its name, the index first, figures that say no more than pages."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from reports.estimation.drift import DriftRules
from reports.pack import figures_of, html_of, make_pack
from reports.pages.drift import WORDS
from tests.made_up_disclosure import CONTROL
from tests.reports.made_up import evidence

DRIFT = DriftRules(0.2, 0.1, 0.1, 0.2, 0.05)


def _with_cases(**columns):
    made = evidence(n=300)
    return replace(made, cases=made.cases.assign(**columns))


def _without_cases():
    made = evidence(n=300)
    return replace(made, cases=made.cases[:0], numbers=made.numbers[:0])


@pytest.fixture(scope="module")
def inputs():
    return evidence(n=1500)


@pytest.fixture(scope="module")
def pack(inputs):
    return make_pack(inputs, CONTROL, DRIFT, capacity=0.05)


def test_every_page_has_a_name_of_its_own_and_the_index_leads_to_each(pack):
    first, *others = pack.pages

    assert first.file == "index"
    assert [address for address, _ in first.links] == [f"{page.file}.html" for page in others]
    assert len({page.file for page in pack.pages}) == len(pack.pages)
    assert pack.page("fairness").title in dict(first.links)["fairness.html"]


def test_each_page_is_written_once_as_html(pack, inputs):
    html = html_of(pack.pages, inputs, CONTROL.rules)

    assert sorted(html) == sorted(f"{page.file}.html" for page in pack.pages)
    assert all(text.startswith("<!DOCTYPE html>") for text in html.values())


def test_figures_in_the_file_are_the_sentences_and_tables_of_the_pages(pack, inputs):
    figures, html = figures_of(pack.pages), html_of(pack.pages, inputs, CONTROL.rules)

    assert set(figures) == {page.file for page in pack.pages}
    for page in pack.pages:
        for section, shown in zip(page.sections, figures[page.file]["sections"], strict=True):
            assert shown["sentences"] == list(section.sentences)
            assert [table["rows"] for table in shown["tables"]] == [
                table.rows for table in section.tables
            ]
    assert figures["prevalence"]["title"] in html["prevalence.html"]


def test_what_drift_asks_for_is_a_word_and_its_sentence(pack):
    assert pack.drift["due"] in WORDS
    assert pack.drift["sentence"] == WORDS[pack.drift["due"]]


def test_no_key_of_a_person_a_rating_or_a_member_of_staff_is_in_the_pack(pack, inputs):
    whole = "".join(html_of(pack.pages, inputs, CONTROL.rules).values())

    for column in ("assessment_id", "person_id", "assessor_id"):
        assert not any(key in whole for key in inputs.cases[column].unique())


@pytest.mark.parametrize(
    "sparse",
    [
        _without_cases,
        lambda: evidence(n=1),
        lambda: _with_cases(audited=None, weight=np.nan, under=np.nan, over=np.nan),
        lambda: _with_cases(p_under=np.nan, p_over=np.nan, priority=np.nan, rule_priority=np.nan),
        lambda: _with_cases(unit_id="U1", assessor_id="A1", region="R1"),
        lambda: _with_cases(assessor_id=None, on_list=0.0),
        lambda: _with_cases(assessment_date=pd.Timestamp("2025-01-01"), quarter="2025 Q1"),
    ],
    ids=["no case", "one case", "no audit", "no chance", "one team", "no assessor", "one day"],
)
def test_whatever_the_records_lack_every_page_is_made(sparse):
    made = sparse()

    pack = make_pack(made, CONTROL, DRIFT, capacity=0.05)

    assert len(html_of(pack.pages, made, CONTROL.rules)) == len(pack.pages)
