"""Which version of the tables a database has, and how it comes to that of this program."""

from __future__ import annotations

from pathlib import Path

from peewee import Database

from ..errors import QbitrrError
from .queries import statement

_MIGRATIONS = Path(__file__).parent / "migrations"
_HISTORY = "schema_migration"


class StoreTooNew(QbitrrError):  # noqa: N818 -- the state of a database
    """The database was written by a newer version of qbitrr. It is left as it is."""


class StoreNotReady(QbitrrError):  # noqa: N818 -- the state of a database
    """The database does not exist yet, or is older than this program: the main process has not prepared it."""


class NoStore(StoreNotReady):
    """Nothing has ever been remembered: qbitrr has not run here."""


def migrate(database: Database) -> None:
    """Apply what is missing, each migration in a transaction of its own."""
    from playhouse.migrations import Runner  # noqa: PLC0415 -- only the main process needs it

    refuse_too_new(database)
    runner = Runner(database, str(_MIGRATIONS), table_name=_HISTORY)  # type: ignore[no-untyped-call]
    runner.up()  # type: ignore[no-untyped-call]


def refuse_too_new(database: Database) -> None:
    """Raise StoreTooNew when it has a migration that this program does not know."""
    newer = _applied(database) - _known()
    if newer:
        raise StoreTooNew(
            f"The database was written by a newer version of qbitrr ({', '.join(sorted(newer))} is unknown here). "
            "Nothing was changed; update qbitrr, or give it another database."
        )


def refuse_unprepared(database: Database) -> None:
    """Raise StoreTooNew, NoStore or StoreNotReady unless it has exactly the tables of this program."""
    if not _applied(database):
        raise NoStore("The database is empty; `qbitrr run` makes it ready.")
    if not is_prepared(database):
        raise StoreNotReady("The database is older than this version of qbitrr; `qbitrr run` brings it up to date.")


def is_prepared(database: Database) -> bool:
    """Has it exactly the tables of this program? Raises StoreTooNew."""
    refuse_too_new(database)
    return not _known() - _applied(database)


def _known() -> frozenset[str]:
    return frozenset(path.stem for path in _MIGRATIONS.glob("[0-9]*.py"))


def _applied(database: Database) -> frozenset[str]:
    if not database.table_exists(_HISTORY):
        return frozenset()
    return frozenset(name for (name,) in statement(database, f"SELECT name FROM {_HISTORY}"))  # noqa: S608 -- a constant
