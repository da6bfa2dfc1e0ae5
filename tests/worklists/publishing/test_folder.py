"""A folder a team, whose name every file system takes, and an index that finds them."""

import string
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.worklists.made_up import a_list
from worklists.follow_up import FollowUp
from worklists.publishing.folder import FOLLOW_UP, folder_names, place_lists, write_lists

PLAIN = set(string.ascii_lowercase + string.digits + "-_")


def test_each_team_has_its_page_workbook_and_exports(tmp_path):
    lists = [a_list(2), a_list(0, unit_id="N02", list_id="N02-2026-11-16")]

    write_lists(place_lists(lists), tmp_path, key=None)

    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert {f"n01-t3/n01-t3-2026-11-16.{kind}" for kind in ("html", "xlsx", "csv", "jsonl")} < (
        written
    )
    assert {"index.html", "NOTICE.txt", "published_case.v1.schema.json"} < written
    assert "n02/n02-2026-11-16.html" in (tmp_path / "index.html").read_text()


def test_writing_twice_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_lists(place_lists([a_list(3)]), tmp_path / name, key=b"secret")

    for path in (tmp_path / "one").rglob("*.*"):
        twin = tmp_path / "two" / path.relative_to(tmp_path / "one")
        assert path.read_bytes() == twin.read_bytes(), path.name


def test_a_team_may_not_write_outside_its_folder_nor_over_anothers():
    names = folder_names(["../../etc/passwd", "Leeds 1", "leeds/1", "", "..", "NUL", "\u0412"])

    assert names["../../etc/passwd"] == "etc-passwd"  # pragma: allowlist secret
    assert names["Leeds 1"] != names["leeds/1"]
    assert names["NUL"] == "id-nul"


@given(st.lists(st.text(max_size=80), unique=True, max_size=30))
def test_names_are_plain_short_and_never_shared(ids):
    names = folder_names(ids)

    assert len(set(names.values())) == len(ids)
    assert all(set(name) <= PLAIN and 0 < len(name) <= 70 for name in names.values())


def test_what_a_team_promised_is_a_page_in_its_folder_alone(tmp_path):
    day = date(2026, 11, 9)
    late = FollowUp("C-1", "Reassess", "Review a register", "SPO-7", day, day, overdue=True)

    write_lists(
        place_lists([a_list(1, follow_ups=(late,)), a_list(1, unit_id="N02")]), tmp_path, key=None
    )

    (page,) = tmp_path.rglob(FOLLOW_UP)
    assert page.parent.name == "n01-t3"
    assert "Review a register" in page.read_text()
