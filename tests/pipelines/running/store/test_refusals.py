import sqlite3

import pytest

from contracts.errors import InputError
from pipelines.running.store.refusals import usable_store

# MLflow asks its database in a way that SQLAlchemy 2.1 will drop
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SADeprecationWarning")


@pytest.mark.parametrize(
    ("fault", "way"),
    [
        (sqlite3.OperationalError("database is locked"), "end what holds it open"),
        (sqlite3.DatabaseError("file is not a database"), "move it aside"),
        (OSError(28, "No space left on device"), "make room on the disk"),
        (OSError(30, "Read-only file system"), "let this account write it"),
    ],
)
def test_a_store_that_cannot_be_used_is_refused_with_the_way_out(fault, way):
    with pytest.raises(InputError, match="MLflow store") as refused, usable_store("mlflow.db"):
        raise fault

    assert way in refused.value.next_step


def test_what_is_no_fault_of_the_store_is_not_taken_for_one():
    with pytest.raises(KeyError), usable_store("mlflow.db"):
        raise KeyError("a fault of ours")
