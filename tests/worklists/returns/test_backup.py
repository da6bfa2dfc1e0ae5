"""Decisions are kept a second time before anything reads them, and a copy is never overwritten."""

import stat

from tests.worklists.returns.made_up import made_decision
from worklists.returns.backup import back_up
from worklists.returns.decisions import FIRST, chained
from worklists.returns.store import Store


def _recorded(*cases):
    return chained([made_decision(case) for case in cases], prev_hash=FIRST)


def test_the_copy_holds_every_record_with_its_hash(tmp_path):
    recorded = _recorded("A", "B")

    kept = back_up(recorded, tmp_path)

    with Store(f"sqlite:///{kept}").opened() as copy:
        assert copy.all() == recorded
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_the_same_records_are_kept_once_and_more_records_beside_them(tmp_path):
    first = back_up(_recorded("A"), tmp_path)
    written = first.stat().st_mtime_ns

    again, more = back_up(_recorded("A"), tmp_path), back_up(_recorded("A", "B"), tmp_path)

    assert again == first
    assert first.stat().st_mtime_ns == written
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([first.name, more.name])


def test_another_past_of_the_same_length_does_not_replace_the_copy(tmp_path):
    one, other = back_up(_recorded("A"), tmp_path), back_up(_recorded("B"), tmp_path)

    assert one != other


def test_without_decisions_nothing_is_written(tmp_path):
    assert back_up([], tmp_path / "backups") is None
    assert not (tmp_path / "backups").exists()
