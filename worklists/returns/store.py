"""The one file that speaks to the decisions database. It adds and reads; it never changes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from contracts.errors import InputError
from worklists.returns.decisions import COLUMNS, FIRST, Decision, chained

URL_VARIABLE = "COUNTERSIGN_DECISIONS_URL"
DEFAULT_URL = "sqlite:///decisions.db"
PRIVATE = 0o600  # decisions hold explanations and who decided
_KINDS: dict[str, sa.types.TypeEngine[Any]] = {
    "rank": sa.Integer(),
    "inclusion_probability": sa.Float(),
    "sensitive": sa.Boolean(),
    "saw_reasons": sa.Boolean(),
}
_metadata = sa.MetaData()
_table = sa.Table(
    "decisions",
    _metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    *(sa.Column(c, _KINDS.get(c, sa.Text()), nullable=c == "level") for c in COLUMNS),
    sa.UniqueConstraint("decision_id"),
    sa.UniqueConstraint("prev_hash"),  # two writers at once cannot fork the chain
    sa.CheckConstraint("outcome in ('agree', 'regrade', 'more_info')", name="outcome_is_known"),
    sa.CheckConstraint("(outcome = 'regrade') = (level is not null)", name="regrade_has_level"),
    sa.CheckConstraint("level is null or level <> rated_level", name="level_differs"),
)
for _verb in ("update", "delete"):
    sa.event.listen(
        _table,
        "after_create",
        sa.DDL(  # type: ignore[no-untyped-call]
            f"create trigger decisions_no_{_verb} before {_verb} on decisions "
            "begin select raise(abort, 'decisions are append-only'); end"
        ).execute_if(dialect="sqlite"),
    )


class Store:
    """Decisions in the order they were recorded.

    Parameters
    ----------
    url : str
        A SQLAlchemy database address; SQLite's tables and triggers are made when absent. On
        other databases, revoke UPDATE and DELETE from the account that records.

    Examples
    --------
    >>> with Store("sqlite://").opened() as decisions:
    ...     decisions.all()
    []
    """

    def __init__(self, url: str) -> None:
        try:
            self._engine = sa.create_engine(url, poolclass=_pool(url))
        except (sa.exc.ArgumentError, ImportError):
            fault = "is no database address, or its driver is not installed"
            raise InputError(URL_VARIABLE, [fault], f"give one such as {DEFAULT_URL}") from None

    def recorded(self) -> list[Decision]:
        """Every decision on record; none where there is no database file yet, which none is made.

        For readers: whoever records opens it.
        """
        url = self._engine.url
        if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
            return []
        with self.opened() as decisions:
            return decisions.all()

    @contextmanager
    def opened(self) -> Iterator["Decisions"]:
        """One transaction: everything added in the block is recorded, or nothing is."""
        try:
            _keep_private(self._engine.url)
            with self._engine.begin() as connection:
                _metadata.create_all(connection)
                yield Decisions(connection)
        except sa.exc.OperationalError:
            fault = "the database cannot be opened or written"
            raise InputError(URL_VARIABLE, [fault], "nothing was recorded; see to it") from None
        finally:
            self._engine.dispose()


class Decisions:
    """The decisions as seen, and added to, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Decision]:
        """Every record, first to last."""
        columns = [_table.c[name] for name in COLUMNS]
        rows = self._connection.execute(sa.select(*columns).order_by(_table.c.number))
        return [Decision(**row) for row in rows.mappings()]

    def add(self, decisions: Sequence[Decision]) -> None:
        """Append the decisions to the chain, in the order given."""
        before = self.all()
        linked = chained(decisions, prev_hash=before[-1].hash if before else FIRST)
        rows = [
            {"number": number, **asdict(decision)}
            for number, decision in enumerate(linked, start=len(before) + 1)
        ]
        if not rows:
            return
        try:
            self._connection.execute(sa.insert(_table), rows)
        except sa.exc.IntegrityError as refused:
            if "unique" not in str(refused.orig).lower():
                raise
            fault = "another command recorded decisions at the same time"
            raise InputError("the decisions database", [fault], "run the command again") from None


def _keep_private(url: sa.URL) -> None:
    """A database file is its owner's alone, from before anything is written to it."""
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        path = Path(str(url.database))
        if path.parent.is_dir():
            path.touch(mode=PRIVATE)
            path.chmod(PRIVATE)


def _pool(url: str) -> type[sa.Pool]:
    return sa.StaticPool if sa.make_url(url).database in (None, "", ":memory:") else sa.NullPool
