"""What a person can do where the MLflow store cannot be used."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from contracts.errors import InputError

LENGTH = 160
ASIDE = "or move it aside with mlruns: a new store is made; then make run"
WAYS = (
    ("locked", "end what holds it open, " + ASIDE),
    ("readonly", "let this account write it, " + ASIDE),
    ("read-only", "let this account write it, " + ASIDE),
    ("schema", "mlflow db upgrade sqlite:///mlflow.db, " + ASIDE),
    ("deleted", "restore it (mlflow experiments restore, in make ui), " + ASIDE),
    ("space", "make room on the disk, then make run"),
    ("full", "make room on the disk, then make run"),
)


@contextmanager
def usable_store(store: str) -> Iterator[None]:
    """Within the block a store that cannot be read or written is refused in words.

    Raises
    ------
    InputError
        With the first line of what MLflow or its database says, and what to do.
    """
    from mlflow.exceptions import MlflowException
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except (MlflowException, SQLAlchemyError, sqlite3.Error, OSError) as fault:
        reason = _reason(fault)
        way = next((way for word, way in WAYS if word in reason.lower()), f"look at it, {ASIDE}")
        raise InputError(f"the MLflow store {store}", [reason], way) from None


def _reason(fault: Exception) -> str:
    """The first line, without the statement that failed."""
    line = str(fault).strip().split("\n", maxsplit=1)[0]
    return f"{type(fault).__name__}: {line[:LENGTH]}"
