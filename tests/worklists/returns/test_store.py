"""The database adds and reads; it refuses to change or to lose a record."""

import sqlite3
import stat

import pytest
import sqlalchemy as sa

from contracts.errors import InputError
from tests.worklists.returns.made_up import made_decision
from worklists.returns.decisions import chain_faults
from worklists.returns.store import Store


@pytest.fixture
def store(tmp_path):
    return Store(f"sqlite:///{tmp_path / 'decisions.db'}")


def test_what_was_added_is_read_back_in_order_and_as_a_chain(store):
    with store.opened() as decisions:
        decisions.add([made_decision("A"), made_decision("B", outcome="regrade", level="high")])
    with store.opened() as decisions:
        decisions.add([made_decision("C")])
        kept = decisions.all()

    assert [decision.case_key for decision in kept] == ["A", "B", "C"]
    assert (kept[1].level, kept[0].level, kept[0].saw_reasons) == ("high", None, True)
    assert chain_faults(kept) == []


@pytest.mark.parametrize(
    "change", ["update decisions set rationale = 'x'", "delete from decisions"]
)
def test_a_record_cannot_be_changed_or_deleted(store, tmp_path, change):
    with store.opened() as decisions:
        decisions.add([made_decision("A")])

    with (
        sqlite3.connect(tmp_path / "decisions.db") as connection,
        pytest.raises(sqlite3.IntegrityError, match="decisions are append-only"),
    ):
        connection.execute(change)
    connection.close()


@pytest.mark.parametrize(
    "spoiled",
    [
        {"outcome": "regrade", "level": None},
        {"outcome": "agree", "level": "high"},
        {"outcome": "regrade", "level": "medium"},
        {"outcome": "maybe"},
    ],
)
def test_a_decision_that_contradicts_itself_is_not_stored(store, spoiled):
    with pytest.raises(sa.exc.IntegrityError), store.opened() as decisions:
        decisions.add([made_decision("A"), made_decision("B", **spoiled)])

    with store.opened() as decisions:
        assert decisions.all() == []


def test_a_failure_in_the_block_records_nothing(store):
    def fail_after_adding():
        with store.opened() as decisions:
            decisions.add([made_decision("A")])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_adding()

    with store.opened() as decisions:
        assert decisions.all() == []


def test_of_two_commands_at_once_one_is_asked_to_run_again(store):
    with store.opened() as decisions:
        decisions.add([made_decision("A")])
        decisions.all = list  # as if another command had not seen the first record

        with pytest.raises(InputError, match="another command recorded decisions at the same time"):
            decisions.add([made_decision("B")])


@pytest.mark.parametrize("url", ["no address", "nosuchdatabase://x/y"])
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(InputError, match="is no database address, or its driver is not installed"):
        Store(url)


def test_a_database_that_cannot_be_opened_is_refused(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'no such folder' / 'decisions.db'}")

    with pytest.raises(InputError, match="the database cannot be opened"), store.opened():
        pass


def test_a_database_file_is_its_owners_alone(store, tmp_path):
    path = tmp_path / "decisions.db"
    path.touch(mode=0o644)

    with store.opened() as decisions:
        decisions.add([made_decision("A")])

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
