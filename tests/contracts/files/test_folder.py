import os

import pytest

from contracts.errors import InputError
from contracts.files.folder import look_into

TABLES = {"assessments", "audits"}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "assessments.csv").write_text("id\n")
    return tmp_path / "records"


def test_every_file_is_of_records_or_named_with_the_reason(folder):
    (folder / "notes.docx").write_text("")
    (folder / "old").mkdir()
    (folder / "audits.parquet").write_text("")

    seen = look_into(folder, TABLES)

    assert [path.name for path in seen.data] == ["assessments.csv", "audits.parquet"]
    assert seen.unread == (
        "notes.docx (not .csv, .tsv, .txt, .parquet)",
        "old (a folder)",
    )


@pytest.mark.parametrize(
    "name", ["audits.xlsx", "audits.csv.gz", "Audits 2024.xls", "AUDITS.zip", "audits.json"]
)
def test_records_in_a_format_that_is_not_read_are_refused(folder, name):
    (folder / name).write_text("")

    with pytest.raises(InputError, match="records in a format that is not read"):
        look_into(folder, TABLES)


def test_a_pipe_is_refused_and_never_opened(folder):
    os.mkfifo(folder / "audits.csv")

    with pytest.raises(InputError, match=r"audits.csv: not a file \(a pipe, socket or device\)"):
        look_into(folder, TABLES)


def test_a_link_out_of_the_folder_is_refused_and_one_within_it_is_read(folder, tmp_path):
    (tmp_path / "elsewhere.csv").write_text("id\n")
    (folder / "audits.csv").symlink_to(folder / "assessments.csv")

    assert len(look_into(folder, TABLES).data) == 2

    (folder / "contacts.csv").symlink_to(tmp_path / "elsewhere.csv")
    with pytest.raises(InputError, match="a link that leads out of the folder"):
        look_into(folder, TABLES)


def test_a_link_to_a_device_is_refused(folder):
    (folder / "audits.csv").symlink_to("/dev/zero")

    with pytest.raises(InputError, match="leads out of the folder"):
        look_into(folder, TABLES)


def test_a_link_to_nothing_is_refused(folder):
    (folder / "audits.csv").symlink_to(folder / "gone.csv")

    with pytest.raises(InputError, match="a link to nothing"):
        look_into(folder, TABLES)


def test_a_folder_named_like_a_file_of_records_is_refused(folder):
    (folder / "audits.parquet").mkdir()

    with pytest.raises(InputError, match="a folder, not a file of records"):
        look_into(folder, TABLES)


def test_a_folder_without_records_says_what_is_read(tmp_path):
    with pytest.raises(InputError, match=r"no file of records; allowed: .csv, .tsv"):
        look_into(tmp_path, TABLES)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="there is no such folder"):
        look_into(tmp_path / "none", TABLES)
