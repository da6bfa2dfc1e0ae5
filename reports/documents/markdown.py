"""A page of the pack as Markdown, for registries and repositories."""

from reports.page import ReportPage
from worklists.publishing.figure_table import FigureTable


def as_markdown(page: ReportPage) -> str:
    """Headings, sentences and tables of a page.

    Examples
    --------
    >>> print(as_markdown(ReportPage("x", "Title", "Lead.", [])))
    # Title
    <BLANKLINE>
    Lead.
    <BLANKLINE>
    """
    parts = [f"# {page.title}", page.lead]
    for section in page.sections:
        parts += [f"## {section.heading}", *section.sentences, *map(_table, section.tables)]
    return "\n\n".join(parts) + "\n"


def _table(table: FigureTable) -> str:
    lines = [table.columns, ("---",) * len(table.columns), *table.rows]
    rows = ["| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines]
    return "\n".join([f"**{table.caption}**", "", *rows])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
