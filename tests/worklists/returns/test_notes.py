"""A note says what to mend in one file, to the person who filled it in."""

import stat
from pathlib import Path

from worklists.returns.notes import write_notes

REFUSED = {"leeds.xlsx": ("leeds.xlsx L3: choose a new level", "leeds.xlsx: is not there")}


def test_a_note_names_the_cells_and_what_to_do(tmp_path):
    (note,) = write_notes(REFUSED, [Path("inbox/leeds.xlsx")], tmp_path / "notes")

    assert note.name == "leeds.xlsx.txt"
    assert note.read_text(encoding="utf-8") == (
        "Nothing of leeds.xlsx was recorded.\n\n- L3: choose a new level\n- is not there\n\n"
        "Correct the cells named, save as an .xlsx workbook, and send the file back.\n"
    )
    assert stat.S_IMODE(note.stat().st_mode) == 0o600


def test_the_note_of_a_file_that_was_taken_since_goes_away(tmp_path):
    write_notes(REFUSED, [Path("inbox/leeds.xlsx")], tmp_path)

    write_notes({}, [Path("inbox/leeds.xlsx")], tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_file_named_by_its_path_has_its_note_in_the_folder_of_notes(tmp_path):
    refused = {"/inbox/york/list.xlsx": ("/inbox/york/list.xlsx L3: choose a new level",)}

    (note,) = write_notes(refused, [Path("/inbox/york/list.xlsx")], tmp_path)

    assert note == tmp_path / "inbox-york-list.xlsx.txt"
    assert note.read_text(encoding="utf-8").startswith("Nothing of list.xlsx was recorded.")
