"""Opening the store: made or repaired once by the main process, then opened by each process for itself."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from peewee import Database, SqliteDatabase

from .copying import copy_file, copy_rows, is_empty
from .files import beside, create, damage_of, move_aside
from .postgres import database_at
from .queries import statement
from .schema import NoStore, StoreNotReady, is_prepared, migrate, refuse_too_new, refuse_unprepared
from .store import Store
from .where import is_url, named

_TIMEOUT = 30
"""Seconds to wait for another writer."""

_JOURNAL_LIMIT = 16 * 1024 * 1024
"""Bytes that the write-ahead log keeps on the disk when it is empty."""

_AUTO_VACUUM_INCREMENTAL = 2


def prepare(where: Path | str, *, former: Path | None = None) -> str | None:
    """Make the database ready for all processes; the main process calls it before it starts the others.

    ``where`` is a file, or the URL of a database of PostgreSQL. One of those that is still empty takes over what the
    ``former`` file remembers, which is then moved aside. A damaged file is kept under another name and a new one made.
    The sentence tells of either. Raises StoreTooNew and StoreNotReady.
    """
    file = _file(where)
    if file is None:
        return _prepare_server(str(where), former)
    create(file)
    damage = damage_of(file)
    sentence = None
    if damage is not None:
        aside = move_aside(file, "damaged")
        create(file)
        sentence = (
            f"The database {file} was damaged ({damage}). It is kept as {aside.name}, and a new one was made: "
            "what was remembered, the quarantine too, is in the old one only."
        )
    _prepare_sqlite(file)
    return sentence


def open_store(where: Path | str, *, read_only: bool = False, folder: Path | None = None) -> Store:
    """Open a prepared store in the process that uses it; ``folder`` if qbitrr's files are not where the database is.

    Raises StoreNotReady or StoreTooNew.
    """
    file = _file(where)
    if file is not None and not file.exists():
        raise NoStore(f"There is no database {file} yet; `qbitrr run` makes it.")
    database = _database(where, read_only=read_only)
    database.connect()
    try:
        refuse_unprepared(database)
    except BaseException:
        database.close()
        raise
    return Store(database, folder or (file.absolute().parent if file else None))


def copy_for_dry_run(where: Path | str, target: Path) -> str | None:
    """Make ``target`` a prepared copy of a database as it is at this moment, whoever writes to it.

    Without a database to copy the target starts empty. The sentence is that of ``prepare``.
    """
    for old in (target, *beside(target)):
        old.unlink(missing_ok=True)
    create(target)
    file = _file(where)
    if file is not None and file.exists():
        copy_file(file, target)
    sentence = prepare(target)
    if file is None:
        with closing(_database(where)) as source, closing(_database(target)) as copy:
            source.connect()
            copy.connect()
            if is_prepared(source):
                copy_rows(source, copy)
    return sentence


def _prepare_server(url: str, former: Path | None) -> str | None:
    with closing(_database(url)) as database:
        database.connect()
        migrate(database)
        if former is None or not former.exists() or not is_empty(database):
            return None
        if damage := damage_of(former):
            raise StoreNotReady(
                f"{former} is damaged ({damage}), so that {named(url)} cannot take over what it remembers. "
                "Move it away to begin with an empty database."
            )
        _prepare_sqlite(former)
        with closing(_database(former)) as source:
            source.connect()
            if not (number := copy_rows(source, database)):
                return None
    aside = move_aside(former, "taken-over")  # who comes back to it must not take its old quarantine for that of today
    return f"What {former} remembers was put into the database {named(url)}, {number} rows. It is kept as {aside.name}."


def _prepare_sqlite(file: Path) -> None:
    with closing(_sqlite(file, read_only=False)) as database:
        database.connect()
        refuse_too_new(database)
        if database.pragma("auto_vacuum") != _AUTO_VACUUM_INCREMENTAL:
            database.pragma("auto_vacuum", _AUTO_VACUUM_INCREMENTAL)
            statement(database, "VACUUM")  # it takes effect in a file that has pages only when they are rewritten
        database.pragma("journal_mode", "wal")
        migrate(database)


def _database(where: Path | str, *, read_only: bool = False) -> Database:
    file = _file(where)
    return database_at(str(where), read_only=read_only) if file is None else _sqlite(file, read_only=read_only)


def _sqlite(file: Path, *, read_only: bool) -> SqliteDatabase:
    return SqliteDatabase(
        f"{file.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}",
        uri=True,
        timeout=_TIMEOUT,
        lock_type="IMMEDIATE",
        autoconnect=False,
        pragmas={"synchronous": "normal", "foreign_keys": 1, "journal_size_limit": _JOURNAL_LIMIT},
    )


def _file(where: Path | str) -> Path | None:
    """The file of a SQLite database, or None when another database is meant."""
    return None if is_url(where) else Path(where)
