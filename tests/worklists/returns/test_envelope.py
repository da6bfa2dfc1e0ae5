"""Files that are not opened at all: too large, of another kind, or holding what runs."""

import zipfile

import pytest

from worklists.returns.envelope import envelope_faults


@pytest.fixture
def archive(tmp_path):
    """The smallest archive that looks like a workbook."""
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as unfinished:
        unfinished.writestr("xl/workbook.xml", "<workbook/>")
        unfinished.writestr("xl/worksheets/sheet1.xml", "<worksheet>&lt;!DOCTYPE x></worksheet>")
    return path


def add(path, name, content):
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)


def with_type(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'
    return text.encode(encoding)


FILES = [
    ("a macro", lambda p: add(p, "xl/vbaProject.bin", b"x"), "holds macros, controls or embed"),
    ("a control", lambda p: add(p, "xl/activeX/a.bin", b"x"), "holds macros, controls or embed"),
    ("an object", lambda p: add(p, "xl/embeddings/o.bin", b"x"), "holds macros, controls or"),
    ("a link", lambda p: add(p, "xl/externalLinks/e1.xml", b"<x/>"), "holds links to other files"),
    ("a query", lambda p: add(p, "xl/connections.xml", b"<x/>"), "holds links to other files"),
    (
        "entities",
        lambda p: add(p, "x.xml", with_type("utf-8")),
        "XML that declares a doc",
    ),
    (
        "entities, UTF-16",
        lambda p: add(p, "x.xml", with_type("utf-16")),
        "XML that declares a doc",
    ),
    ("a bomb", lambda p: add(p, "xl/b.xml", b" " * 30_000_000), "unpacks to far more than a list"),
    ("many parts", lambda p: [add(p, f"x{i}", b"") for i in range(200)], "unpacks to far more"),
    ("a part twice", lambda p: add(p, "XL/Workbook.xml", b"<x/>"), "holds a part twice"),
    ("half a file", lambda p: p.write_bytes(p.read_bytes()[:90]), "not a workbook that can be"),
    ("nothing", lambda p: p.write_bytes(b""), "not a workbook that can be read; save it as an"),
    ("a text file", lambda p: p.write_text("ref,outcome"), "not a workbook that can be read"),
    ("a password", lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0" + b"0" * 99), "or one with a pass"),
    ("too large", lambda p: p.write_bytes(b"x" * 11_000_000), "larger than 10 MB; send the list"),
    ("no file at all", lambda p: p.unlink(), "not there; check the name of the file"),
]


@pytest.mark.parametrize(("spoil", "fault"), [row[1:] for row in FILES], ids=[r[0] for r in FILES])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_unfit_to_open_is_named_with_its_cure(archive, spoil, fault):
    spoil(archive)

    faults = envelope_faults(archive)

    assert len(faults) == 1
    assert fault in faults[0]


def test_a_plain_archive_may_be_opened_whatever_its_texts_say(archive):
    assert envelope_faults(archive) == []


def test_a_file_that_both_runs_and_fetches_gets_both_faults(archive):
    add(archive, "xl/vbaProject.bin", b"x")
    add(archive, "xl/connections.xml", b"<x/>")

    assert len(envelope_faults(archive)) == 2
