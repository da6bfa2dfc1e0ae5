import json

import pytest

from contracts.files.signature import check, public_key, sign


@pytest.fixture
def folder(tmp_path):
    """A signed folder of two files."""
    (tmp_path / "n01").mkdir()
    (tmp_path / "n01" / "list.csv").write_text("a")
    (tmp_path / "index.html").write_text("b")
    sign(tmp_path)
    return tmp_path


def changed(folder, **values):
    """The signature file with other values in it."""
    path = folder / "signature.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def test_the_same_files_and_key_give_the_same_bytes(folder):
    before = (folder / "signature.json").read_bytes()
    sign(folder)

    assert (folder / "signature.json").read_bytes() == before
    assert check(folder, public_key()).word == "whole"


def test_every_file_that_differs_is_named(folder):
    (folder / "n01" / "list.csv").write_text("c")
    (folder / "index.html").unlink()
    (folder / "extra.js").touch()

    verdict = check(folder, public_key())

    assert verdict.word == "changed"
    assert verdict.faults == ("extra.js: added", "index.html: missing", "n01/list.csv: changed")


def test_a_changed_file_whose_hash_was_changed_too_is_a_forgery(folder):
    path = folder / "signature.json"
    (folder / "index.html").write_text("c")
    files = json.loads(path.read_text())["files"]
    genuine = json.loads(path.read_text())["signature"]
    sign(folder)
    changed(folder, signature=genuine)

    assert json.loads(path.read_text())["files"] != files
    assert check(folder, public_key()).word == "forged"


def test_a_folder_signed_under_another_key_is_not_whole(folder, monkeypatch):
    mine = public_key()
    monkeypatch.setenv("COUNTERSIGN_KEY", "the key of somebody else")
    sign(folder)

    assert check(folder, mine).word == "signed with another key"
    assert check(folder, public_key()).word == "whole"


def test_naming_the_trusted_key_does_not_make_a_signature_of_it(folder, monkeypatch):
    mine = public_key()
    monkeypatch.setenv("COUNTERSIGN_KEY", "the key of somebody else")
    sign(folder)
    changed(folder, public_key=mine)

    assert check(folder, mine).word == "forged"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"form": "countersign/signature/1"}', "[" * 100_000, "\x00\xff"],
)
def test_a_signature_file_of_another_form_is_a_forgery(folder, text):
    (folder / "signature.json").write_text(text)

    assert check(folder, public_key()).word == "forged"


@pytest.mark.parametrize(
    "values",
    [{"signature": "zz"}, {"signature": ""}, {"signature": 1}, {"files": []}, {"files": {"a": 1}}],
)
def test_values_of_another_kind_are_a_forgery(folder, values):
    changed(folder, **values)

    assert check(folder, public_key()).word == "forged"


def test_a_folder_without_signature_is_unsigned(folder):
    (folder / "signature.json").unlink()

    assert check(folder, public_key()).word == "unsigned"


def test_an_added_second_signature_file_below_is_seen(folder):
    (folder / "n01" / "signature.json").write_text("{}")

    assert check(folder, public_key()).faults == ("n01/signature.json: added",)
