import os
import stat
import threading
from pathlib import Path

import pytest

from contracts.errors import InputError
from contracts.secret_key import (
    derived_key,
    fingerprint,
    key_file,
    list_key,
    make_key_file,
    reference_key,
)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A configuration folder of its own, and no key in the environment."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("COUNTERSIGN_KEY")
    return tmp_path


def test_a_key_is_made_once_that_only_its_owner_can_read(home):
    made, again = make_key_file(), make_key_file()

    assert (made, again) == (True, False)
    assert stat.S_IMODE(key_file().stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file().parent.stat().st_mode) == 0o700
    assert len(key_file().read_text()) > 40
    assert derived_key("signatures") == derived_key("signatures")


def test_two_installations_have_two_keys(home, tmp_path, monkeypatch):
    one = reference_key()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "other"))

    assert reference_key() != one


def test_many_processes_at_once_end_with_one_key(home):
    threads = [threading.Thread(target=make_key_file) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [path.name for path in key_file().parent.iterdir()] == ["key"]
    assert derived_key("a") == derived_key("a")


def test_the_environment_comes_before_the_file(home, monkeypatch):
    from_file = reference_key()
    monkeypatch.setenv("COUNTERSIGN_KEY", "sixteen letters.")

    assert reference_key() != from_file


def test_a_key_file_that_others_may_read_is_refused(home):
    make_key_file()
    key_file().chmod(0o640)

    with pytest.raises(InputError, match="others than its owner may read the key"):
        derived_key("signatures")


def test_a_short_key_is_refused_without_being_shown(home, monkeypatch):
    monkeypatch.setenv("COUNTERSIGN_KEY", "hunter2")

    with pytest.raises(InputError) as refused:
        derived_key("signatures")

    assert "COUNTERSIGN_KEY: 1 fault\n  - a key of 7 characters" in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_where_no_key_can_be_kept_the_way_out_is_said(home, monkeypatch):
    (home / "taken").touch()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "taken"))

    with pytest.raises(InputError, match="set COUNTERSIGN_KEY to at least 16 random characters"):
        make_key_file()


def test_lists_that_were_sent_without_a_key_can_still_be_taken_in(monkeypatch):
    monkeypatch.setenv("COUNTERSIGN_LIST_KEY", "")

    assert list_key() is None


def test_a_fingerprint_is_of_a_key_of_any_length():
    assert len({fingerprint(b""), fingerprint(b"a"), fingerprint(b"a" * 1000)}) == 3


def test_the_key_is_whole_in_the_moment_it_has_its_name(home, monkeypatch):
    lengths, link = [], os.link

    def linked(made, path):
        lengths.append(len(Path(made).read_text()))
        link(made, path)

    monkeypatch.setattr(os, "link", linked)
    make_key_file()

    assert lengths == [len(key_file().read_text())]


def test_a_key_file_that_cannot_be_read_is_refused(home):
    make_key_file()
    key_file().write_bytes("ключ".encode("utf-16"))

    with pytest.raises(InputError, match=r"the key is not readable \(UnicodeDecodeError\)"):
        derived_key("signatures")
