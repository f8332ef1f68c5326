"""PostgreSQL in the place of the file. To the repositories it behaves as SQLite does: one process writes at a time."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, override

from peewee import InterfaceError, OperationalError, PostgresqlDatabase

from .schema import StoreNotReady

_ONE_WRITER = 0x71626974
"""The lock that whoever writes holds until the end of the transaction. It is one of this database alone."""

_PATIENCE: dict[str, Any] = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
    "application_name": "qbitrr",
}
"""How the driver connects: a server that is gone without a word is noticed within a minute or two."""

_SESSION = (
    "SET lock_timeout = '30s'",  # as long as SQLite waits for another writer
    "SET idle_in_transaction_session_timeout = '5min'",  # a frozen process does not keep the others waiting for ever
)


class Postgres(PostgresqlDatabase):
    """A database of a PostgreSQL server, connected again when a connection was lost.

    By default PostgreSQL lets two transactions read the same counter and both add to it. The repositories were made
    for SQLite's BEGIN IMMEDIATE: what a transaction has read is so until its end. So each transaction, and each
    statement that writes outside of one, first waits for the one lock that all writers take.
    """

    def __init__(self, name: str, *, read_only: bool = False, **parameters: Any) -> None:
        self._session = (*_SESSION, *(("SET default_transaction_read_only = on",) if read_only else ()))
        super().__init__(name, prefer_psycopg3=True, **(_PATIENCE | parameters))

    @override
    def connect(self, reuse_if_open: bool = False) -> bool:
        """Open the thread's connection. Raises OperationalError."""
        opened = super().connect(reuse_if_open)
        for setting in self._session if opened else ():
            super().execute_sql(setting)  # type: ignore[no-untyped-call]
        return opened

    @override
    def begin(self, isolation_level: str | None = None) -> None:
        """Begin a transaction, and wait for the one before it. Raises OperationalError after 30 s."""

        def begin() -> None:
            super(Postgres, self).begin(isolation_level)

        self._again_when_lost(begin)
        try:
            super().execute_sql("SELECT pg_advisory_xact_lock(%s)", (_ONE_WRITER,))  # type: ignore[no-untyped-call]
        except BaseException:
            self.rollback()
            raise

    @override
    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Run a statement; one that writes, in a transaction."""

        def run() -> Any:
            return super(Postgres, self).execute_sql(sql, params)  # type: ignore[no-untyped-call]

        if self.in_transaction():
            return run()
        if sql.startswith("SELECT"):
            return self._again_when_lost(run)
        with self.atomic():
            return run()

    def _again_when_lost[Answer](self, do: Callable[[], Answer]) -> Answer:
        """Do what changes nothing; once more on a new connection when the old one turns out to be dead."""
        try:
            return do()
        except (OperationalError, InterfaceError):
            if self.is_closed() or not self.connection().closed:  # type: ignore[no-untyped-call]
                raise
            self.close()
            return do()


def database_at(url: str, *, read_only: bool = False) -> Postgres:
    """The database that a URL names, not connected yet. Raises StoreNotReady where the driver is not installed."""
    if not find_spec("psycopg"):
        raise StoreNotReady(
            "A database of PostgreSQL needs the package psycopg, which is not installed here. Install it beside "
            "qbitrr: pip install 'qbitrr-core[postgres]', or for the container QBITRR_PLUGINS=\"psycopg[binary]\"."
        )
    from playhouse.db_url import parse  # noqa: PLC0415 -- it imports every driver that it can find

    parameters = parse(url, unquote_password=True, unquote_user=True)  # type: ignore[no-untyped-call]
    return Postgres(parameters.pop("database"), read_only=read_only, **parameters)
