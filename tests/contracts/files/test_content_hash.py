import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.files.content_hash import file_hash, files_of, folder_hash, joined_hash


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.csv").write_bytes(b"2")
    (tmp_path / "one.csv").write_bytes(b"1")
    return tmp_path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=50))
def test_a_file_is_named_by_the_digest_of_its_bytes(tmp_path, content):
    path = tmp_path / "any"
    path.write_bytes(content)

    assert file_hash(path) == hashlib.sha256(content).hexdigest()


def test_files_come_in_order_of_path_and_folders_are_none(folder):
    assert files_of(folder) == [folder / "b" / "two.csv", folder / "one.csv"]


def test_a_folder_has_the_digest_that_sha256sum_would_print_of_its_files(folder):
    lines = [
        f"{hashlib.sha256(b'2').hexdigest()}  b/two.csv\n",
        f"{hashlib.sha256(b'1').hexdigest()}  one.csv\n",
    ]

    assert folder_hash(folder) == hashlib.sha256("".join(lines).encode()).hexdigest()


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "one.csv").write_bytes(b"other"),
        lambda folder: (folder / "one.csv").rename(folder / "three.csv"),
        lambda folder: (folder / "one.csv").unlink(),
        lambda folder: (folder / "empty").touch(),
        lambda folder: (folder / "one.csv").rename(folder / "b" / "one.csv"),
    ],
)
def test_content_name_place_and_number_of_files_count(folder, change):
    before = folder_hash(folder)

    change(folder)

    assert folder_hash(folder) != before


def test_an_empty_folder_and_where_the_folder_lies_do_not_count(folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("elsewhere")
    (other / "nothing").mkdir()
    (folder / "one.csv").rename(other / "one.csv")
    before = folder_hash(other)

    (other / "nothing").rmdir()

    assert folder_hash(other) == before
    assert folder_hash(folder, other) != folder_hash(other, folder), "order of folders counts"


def test_names_count_in_the_order_they_come():
    pairs = [("a", "1"), ("b", "2")]

    assert joined_hash(pairs) != joined_hash(pairs[::-1])
    assert joined_hash([]) == hashlib.sha256(b"").hexdigest()
