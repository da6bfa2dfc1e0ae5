"""Markdown says what the page says, and no cell breaks its table."""

import shutil

import pytest

from reports.documents.markdown import as_markdown
from reports.documents.model_card import model_card
from reports.page import ReportPage, Section
from tests.made_up_disclosure import RULES
from tests.reports.made_up import evidence
from worklists.publishing.figure_table import FigureTable


def test_tables_and_sentences_are_kept():
    table = FigureTable("Caption", ("A", "B"), (("x|y", "1"),))

    text = as_markdown(ReportPage("p", "Title", "Lead.", [Section("Part", ("Said.",), (table,))]))

    assert "## Part\n\nSaid.\n\n**Caption**\n\n| A | B |\n| --- | --- |\n| x\\|y | 1 |" in text


def test_a_skops_card_of_the_same_sections_is_the_same_text():
    from skops.card import Card

    made = evidence(n=300)
    page = model_card(made, RULES, [ReportPage("x", "Another page", "Lead.", [])])
    text = as_markdown(page)

    card = Card(None, template=None, model_diagram=False)
    card.add(**{page.title: page.lead})
    for section in text.split("\n## ")[1:]:
        heading, _, content = section.partition("\n\n")
        card.add(**{f"{page.title}/{heading.strip()}": content.strip()})

    assert card.render().strip() == text.strip()


def test_skops_reads_the_card_again(tmp_path):
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is absent: apt-get install -y pandoc")
    from skops.card import parse_modelcard

    (tmp_path / "card.md").write_text(as_markdown(model_card(evidence(n=300), RULES, [])))

    card = parse_modelcard(tmp_path / "card.md")

    assert "changes no rating" in card.select("Model card/Use").content
