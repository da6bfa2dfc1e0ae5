"""Markdown says what the page says, and no cell breaks its table."""

from reports.documents.markdown import as_markdown
from reports.page import ReportPage, Section
from worklists.publishing.figure_table import FigureTable


def test_tables_and_sentences_are_kept():
    table = FigureTable("Caption", ("A", "B"), (("x|y", "1"),))

    text = as_markdown(ReportPage("p", "Title", "Lead.", [Section("Part", ("Said.",), (table,))]))

    assert "## Part\n\nSaid.\n\n**Caption**\n\n| A | B |\n| --- | --- |\n| x\\|y | 1 |" in text
