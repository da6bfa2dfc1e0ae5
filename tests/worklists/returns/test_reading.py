"""Files as they come: from other programs, of the wrong kind, or made to do harm."""

import contextlib
import random
import zipfile

import pytest

from contracts.errors import InputError
from tests.worklists.letters import AFTER, OUTCOME


def rewrite(path, change):
    """Copy an archive, with ``change(name, content)`` applied to each part."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(name, content))
    return path


def add(path, name, content):
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def without_sheet(name):
    return lambda book: book.remove(book[name])


def header_renamed(book):
    book["Cases"][f"{OUTCOME}1"] = "Decision"


def header_twice(book):
    book["Cases"][f"{AFTER}1"] = "Outcome"


def cut_short(_name, content):
    return content[:-9]


def emptied(_name, _content):
    return b""


BROKEN = [("broken XML", cut_short), ("an archive of empty parts", emptied)]
BOOKS = [
    ("a header renamed", header_renamed, "has 0 columns headed 'Outcome'; keep row 1 as sent"),
    ("a header twice", header_twice, "has 2 columns headed 'Outcome'; keep row 1 as sent"),
    (
        "answers on a copied sheet",
        lambda book: book.copy_worksheet(book["Cases"]),
        "sheet 'Cases Copy' holds outcomes, which are read from sheet 'Cases' alone; put them",
    ),
    ("no sheet of cases", without_sheet("Cases"), "has no sheet 'Cases'; put your answers into"),
    ("no hidden sheet", without_sheet("Details"), "has no sheet 'Details'; put your answers"),
    (
        "a cell far below",
        lambda book: book["Cases"].cell(1_048_576, 1).__setattr__("value", "x"),
        "sheet 'Cases' has 1,048,576 rows; delete the empty rows below the list",
    ),
]


@pytest.mark.parametrize(("edit", "fault"), [r[1:] for r in BOOKS], ids=[r[0] for r in BOOKS])
def test_a_workbook_without_the_shape_of_a_list_is_refused(desk, edit, fault):
    path = desk.answered(edit)

    with pytest.raises(InputError) as refused:
        desk.take(path)

    assert fault in refused.value.faults[0]


@pytest.mark.parametrize("change", [row[1] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_what_is_no_workbook_inside_is_refused(desk, change):
    path = rewrite(desk.answered(), change)

    with pytest.raises(InputError, match="not a workbook that can be read; save it as an Excel"):
        desk.take(path)


def as_libreoffice_saves(name, content):
    """No table, freeze panes or document properties; a trailing empty row; its own producer."""
    if name.endswith("sheet1.xml"):
        text = content.decode()
        start, end = text.find("<tableParts"), text.find("</tableParts>")
        if start >= 0:
            text = text[:start] + text[end + len("</tableParts>") :]
        return text.replace(
            "</sheetData>", '<row r="1048576" hidden="false" ht="12.8"/></sheetData>'
        ).encode()
    return content


def test_a_list_saved_by_libreoffice_is_read(desk):
    path = rewrite(desk.answered(), as_libreoffice_saves)

    assert len(desk.take(path).decisions) == 3


def test_a_list_whose_texts_stand_in_a_shared_table_is_read(desk):
    path = desk.folder / "untouched.xlsx"
    path.write_bytes(desk.sent(desk.a_list("W47-leeds")))

    intake = desk.take(path)

    assert "xl/sharedStrings.xml" in zipfile.ZipFile(path).namelist()
    assert (len(intake.decisions), intake.not_answered, intake.missing) == (0, 4, 0)


def test_parts_that_only_label_a_file_do_no_harm(desk):
    path = add(desk.answered(), "docMetadata/LabelInfo.xml", b"<labels/>")
    add(path, "customXml/item1.xml", b"<x/>")

    assert len(desk.take(path).decisions) == 3


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(desk, seed):
    chance = random.Random(seed)  # noqa: S311 - nothing secret hangs on it

    def damage(_name, content):
        if not content or chance.random() < 0.7:
            return content
        start = chance.randrange(len(content))
        return content[:start] + content[start + chance.choice([1, 5, 50]) :]

    path = rewrite(desk.answered(), damage)

    with contextlib.suppress(InputError):
        assert len(desk.take(path).decisions) <= 4
