"""Files as they come: from other programs, of the wrong kind, or made to do harm."""

import zipfile

import pytest

from contracts.refusal import Refusal


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


def cut_short(_name, content):
    return content[:-9]


def emptied(_name, _content):
    return b""


def with_type(encoding):
    def change(name, content):
        if not name.endswith("sheet1.xml"):
            return content
        text = content.decode("utf-8").split("?>", 1)[-1]
        declared = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "b">]>'
        return (declared + text).encode(encoding)

    return change


def without_sheet(name):
    return lambda book: book.remove(book[name])


def header_renamed(book):
    book["Cases"]["K1"] = "Decision"


def header_twice(book):
    book["Cases"]["R1"] = "Outcome"


BOOKS = [
    ("a header renamed", header_renamed, "has 0 columns headed 'Outcome'; keep row 1 as sent"),
    ("a header twice", header_twice, "has 2 columns headed 'Outcome'; keep row 1 as sent"),
    ("no sheet of cases", without_sheet("Cases"), "has no sheet 'Cases'; put your answers into"),
    ("no hidden sheet", without_sheet("Details"), "has no sheet 'Details'; put your answers"),
    (
        "a cell far below",
        lambda book: book["Cases"].cell(1_048_576, 1).__setattr__("value", "x"),
        "sheet 'Cases' has 1,048,576 rows; delete the empty rows below the list",
    ),
]
ARCHIVES = [
    ("a macro", lambda p: add(p, "xl/vbaProject.bin", b"x"), "holds macros, controls or embed"),
    ("a control", lambda p: add(p, "xl/activeX/a.bin", b"x"), "holds macros, controls or embed"),
    ("an object", lambda p: add(p, "xl/embeddings/o.bin", b"x"), "holds macros, controls or"),
    ("a link", lambda p: add(p, "xl/externalLinks/e1.xml", b"<x/>"), "holds links to other files"),
    ("a query", lambda p: add(p, "xl/connections.xml", b"<x/>"), "holds links to other files"),
    ("entities", lambda p: rewrite(p, with_type("utf-8")), "XML that declares a document type"),
    ("entities, UTF-16", lambda p: rewrite(p, with_type("utf-16")), "XML that declares a document"),
    ("a bomb", lambda p: add(p, "xl/b.xml", b" " * 30_000_000), "unpacks to far more than a list"),
    ("many parts", lambda p: [add(p, f"x{i}", b"") for i in range(200)], "unpacks to far more"),
    ("a part twice", lambda p: add(p, "XL/Workbook.xml", b"<x/>"), "holds a part twice"),
    ("broken XML", lambda p: rewrite(p, cut_short), "not a workbook that can be read"),
    ("half a file", lambda p: p.write_bytes(p.read_bytes()[:3000]), "not a workbook that can be"),
    ("nothing", lambda p: p.write_bytes(b""), "not a workbook that can be read; save it as an"),
    ("a text file", lambda p: p.write_text("ref,outcome"), "not a workbook that can be read"),
    ("a password", lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0" + b"0" * 99), "or one with a pass"),
    ("too large", lambda p: p.write_bytes(b"x" * 11_000_000), "larger than 10 MB; send the list"),
    ("another archive", lambda p: rewrite(p, emptied), "not a workbook that can be read"),
    ("no file at all", lambda p: p.unlink(), "not there; check the name of the file"),
]


@pytest.mark.parametrize(("edit", "fault"), [r[1:] for r in BOOKS], ids=[r[0] for r in BOOKS])
def test_a_workbook_without_the_shape_of_a_list_is_refused(desk, edit, fault):
    path = desk.answered(edit)

    with pytest.raises(Refusal) as refused:
        desk.take(path)

    assert fault in refused.value.faults[0]


@pytest.mark.parametrize(
    ("spoil", "fault"), [r[1:] for r in ARCHIVES], ids=[r[0] for r in ARCHIVES]
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_unfit_to_open_is_refused_whole(desk, spoil, fault):
    path = desk.answered()
    spoil(path)

    with pytest.raises(Refusal) as refused:
        desk.take(path)

    assert len(refused.value.faults) == 1
    assert fault in refused.value.faults[0]


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
