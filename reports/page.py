"""Pages of the pack: headings, sentences, tables and pictures, in the style of every other page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from contracts.disclosure.rules import DisclosureRules
from contracts.source import Source
from worklists.plain_text import plain_text
from worklists.publishing.environment import environment
from worklists.publishing.figure_table import FigureTable

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Drawing:
    """A picture as the address of an image, and the sentence that stands for it."""

    headline: str
    source: str


@dataclass(frozen=True)
class Section:
    """A heading with its sentences, then a picture and tables."""

    heading: str
    sentences: tuple[str, ...] = ()
    tables: tuple[FigureTable, ...] = ()
    drawing: Drawing | None = None


@dataclass(frozen=True)
class ReportPage:
    """One page.

    Parameters
    ----------
    file : str
        Its name in the folder, without ending.
    title : str
        Its heading.
    lead : str
        What it says, in one sentence.
    sections : sequence of Section
        In the order of reading.
    links : sequence of (address, text)
        Other files of the pack, on the first page.
    """

    file: str
    title: str
    lead: str
    sections: Sequence[Section]
    links: Sequence[tuple[str, str]] = field(default=())


@cache
def _templates() -> Environment:
    shared = environment()
    loaders = [FileSystemLoader(TEMPLATES), shared.loader]
    return shared.overlay(loader=ChoiceLoader([one for one in loaders if one is not None]))


def render(page: ReportPage, source: Source, rules: DisclosureRules) -> str:
    """The page as a whole HTML document; no line ends between a number and its per cent."""
    templates = _templates()
    text = templates.get_template("report.html").render(
        policy=f"{templates.globals['policy']}; img-src data:",
        source_title=plain_text(source.title),
        marking=plain_text(source.marking),
        notes=list(dict.fromkeys(plain_text(note) for note in source.notes)),
        page=page,
        withheld=rules.in_words(),
    )
    return text.replace(" %", "\N{NO-BREAK SPACE}%")
