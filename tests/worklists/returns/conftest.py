"""A list of four cases, as sent; and a way to answer it and spoil the answer."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest

from tests.worklists.letters import AT
from worklists.case_list import STANDING, Level, PublishedList
from worklists.listed_case import PublishedCase
from worklists.returns.decisions import FIRST, Decision, chained
from worklists.returns.intake import Intake, IntakeContext, take_in
from worklists.returns.issued import IssuedCase, IssuedList
from worklists.workbook.book import write_workbook
from worklists.workbook.check_value import row_key
from worklists.workbook.layout import FINISHED_ON, REVIEWED_BY

TODAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LEVELS = ("low", "medium", "high", "very_high")
GOOD = {
    2: ("Level confirmed", None, "Read the file; medium fits.", "None", None),
    3: (
        "Level raised",
        "High",
        "Enquiry reply on file.",
        "Review a register",
        date(2026, 12, 1),
    ),
    4: (
        "Evidence requested",
        None,
        "Reply outstanding.",
        "Chase an enquiry",
        date(2026, 11, 30),
    ),
    5: (None, None, None, None, None),
}
Edit = Callable[[openpyxl.Workbook], object]


def a_list(
    list_id: str = "W47-leeds", *, made_on: date = date(2026, 11, 16), cases: int = 4
) -> PublishedList:
    return PublishedList(
        list_id=list_id,
        unit_id="leeds",
        source_title="Demo",
        made_on=made_on,
        records_up_to=made_on,
        expires_on=date(2026, 11, 23) if made_on.day == 16 else date(2026, 12, 31),
        ranked_by="model",
        sentences=(STANDING,),
        levels=tuple(Level(code, code.replace("_", " ").capitalize()) for code in LEVELS),
        cases=tuple(a_case(position) for position in range(1, cases + 1)),
        withheld_restricted=1,
    )


def a_case(position: int) -> PublishedCase:
    open_case = position < 4
    return PublishedCase(
        case_reference=f"P00{position}",
        position=position,
        assigned="medium" if open_case else "",
        assigned_title="Medium" if open_case else "",
        assessment_date=date(2026, 3, 3) if open_case else None,
        age_weeks=36 if open_case else None,
        at_risk=("Public",) if open_case else (),
        reasons=("Rated high in 2021.",) if open_case else (),
        against=(),
        missing=(),
        look_at=(),
        chance_words="about 4 in 10" if open_case else "",
        restricted=not open_case,
        carried_weeks=0,
        early_licence=False,
    )


def as_issued(published: PublishedList, *, cases_from: int = 0) -> IssuedList:
    return IssuedList(
        list_id=published.list_id,
        unit_id=published.unit_id,
        made_on=published.made_on,
        expires_on=published.expires_on,
        ranked_by=published.ranked_by,
        run_id="",
        model_version="m1",
        cases={
            row_key(published.list_id, case.case_reference): IssuedCase(
                assessment_id=f"A{case.position + 10 * cases_from}",
                position=case.position,
                assigned="medium",
                selected_by="random" if case.position == 2 else "model",
                inclusion_probability=0.25,
                restricted=case.restricted,
            )
            for case in published.cases
        },
    )


class Desk:
    """Answers lists and hands them in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.recorded: list[Decision] = []
        self.issued = {one.list_id: as_issued(one) for one in (a_list(),)}

    def a_list(self, list_id: str, **changed: object) -> PublishedList:
        """The same cases on another list."""
        return a_list(list_id, **changed)

    def issue(self, published: PublishedList, *, cases_from: int = 0) -> PublishedList:
        """Make a list known as sent; ``cases_from`` tells its cases from those of others."""
        self.issued[published.list_id] = as_issued(published, cases_from=cases_from)
        return published

    def record(self, intake: Intake) -> None:
        """Put what was taken in on record."""
        before = self.recorded[-1].hash if self.recorded else FIRST
        self.recorded += chained(intake.decisions, prev_hash=before)

    def open(self, path: Path) -> openpyxl.Workbook:
        """A workbook, as openpyxl reads it."""
        return openpyxl.load_workbook(path)

    def sent(self, published: PublishedList, *, key: bytes | None = None) -> bytes:
        """The workbook as bytes."""
        return written(published, key)

    def answered(
        self,
        *edits: Edit,
        name: str = "leeds.xlsx",
        published: PublishedList | None = None,
        key: bytes | None = None,
        by: str = "SPO-7",
    ) -> Path:
        """A good answer, spoiled by the edits, saved by another program."""
        book = openpyxl.load_workbook(BytesIO(self.sent(published or a_list(), key=key)))
        fill(book, by=by)
        for edit in edits:
            edit(book)
        path = self.folder / name
        book.save(path)
        return path

    def take(
        self,
        *paths: Path,
        key: bytes | None = None,
        supersede: bool = False,
        now: datetime = TODAY,
        grace_days: int = 0,
    ) -> Intake:
        intake = self.take_what_can_be(
            *paths, key=key, supersede=supersede, now=now, grace_days=grace_days
        )
        if refusal := intake.refusal(len(paths)):
            raise refusal
        return intake

    def take_what_can_be(
        self,
        *paths: Path,
        key: bytes | None = None,
        supersede: bool = False,
        now: datetime = TODAY,
        grace_days: int = 0,
    ) -> Intake:
        """What is taken where a file is refused."""
        context = IntakeContext(self.issued, key, now, supersede=supersede, grace_days=grace_days)
        return take_in(paths, self.recorded, context=context)


@cache
def written(published: PublishedList, key: bytes | None) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sent.xlsx"
        write_workbook(published, path, key=key)
        return path.read_bytes()


def fill(book: openpyxl.Workbook, *, by: str) -> None:
    for row, answers in GOOD.items():
        for at, answer in enumerate(answers, start=AT["outcome"] + 1):
            book["Cases"].cell(row, at).value = answer
    for label, value in book["How to use"].iter_rows(max_col=2):
        if label.value == REVIEWED_BY:
            value.value = by
        if label.value == FINISHED_ON:
            value.value = date(2026, 11, 19)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
