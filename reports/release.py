"""The last look before release: a pack that breaks a rule of disclosure control is not written."""

import re
from collections.abc import Iterator, Sequence

from contracts.disclosure.edition import DisclosureControl, faults_of
from contracts.disclosure.rules import DisclosureRules
from contracts.errors import InputError
from reports.page import ReportPage
from reports.published import SharesTable
from worklists.publishing.figure_table import FigureTable

COUNT = re.compile(r"\d[\d,]*")


def refuse_unsafe(
    pages: Sequence[ReportPage], tables: Sequence[SharesTable], control: DisclosureControl
) -> None:
    """Attack the tables as a reader could, and look at every count of the pages.

    Raises
    ------
    InputError
        If a count is small or not rounded, or a withheld one can be worked out from its neighbours
        or from the edition before.
    """
    faults = [fault for table in tables for fault in _faults(table, control)]
    faults += [fault for page in pages for fault in _bare(page, control.rules)]
    if faults:
        step = "release nothing; report it, since a rule of disclosure control is broken"
        raise InputError("report", faults, step)


def _faults(table: SharesTable, control: DisclosureControl) -> Iterator[str]:
    for name, counts in table.counts.items():
        earlier = control.earlier.get(name) if table.grows else None
        yield from faults_of(name, counts, control.rules, earlier)


def _bare(page: ReportPage, rules: DisclosureRules) -> Iterator[str]:
    """Tables of a page with a whole number that is no rounded count."""
    for section in page.sections:
        for table in section.tables:
            if bare := sum(not _rounded(cell, rules) for cell in _counts(table)):
                yield f"{page.file}, {table.caption}: small or not rounded: {bare}"


def _counts(table: FigureTable) -> Iterator[int]:
    """Cells that are whole numbers; the first of a row names it."""
    for row in table.rows:
        for cell in row[1:]:
            if COUNT.fullmatch(cell):
                yield int(cell.replace(",", ""))


def _rounded(count: int, rules: DisclosureRules) -> bool:
    return count == 0 or (
        count % rules.round_to == 0 and count >= rules.rounded(rules.withhold_below)
    )
