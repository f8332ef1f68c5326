"""Opening the store: made or repaired once by the main process, then opened by each process for itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from peewee import Database, SqliteDatabase

from .files import beside, create, damage_of, move_aside
from .queries import statement
from .schema import StoreNotReady, migrate, refuse_too_new, refuse_unprepared
from .store import Store

_TIMEOUT = 30
"""Seconds to wait for another writer."""

_JOURNAL_LIMIT = 16 * 1024 * 1024
"""Bytes that the write-ahead log keeps on the disk when it is empty."""

_AUTO_VACUUM_INCREMENTAL = 2


def prepare(path: Path | str) -> str | None:
    """Make the database ready for all processes; the main process calls it before it starts the others.

    A damaged file is kept under another name and a new one made: the sentence about it is returned. Raises
    StoreTooNew. ``path`` may be a URL of ``playhouse.db_url``.
    """
    file = _file(path)
    if file is None:
        with closing(_at_url(str(path))) as database:
            database.connect()
            migrate(database)
        return None
    create(file)
    damage = damage_of(file)
    sentence = None
    if damage is not None:
        aside = move_aside(file)
        create(file)
        sentence = (
            f"The database {file} was damaged ({damage}). It is kept as {aside.name}, and a new one was made: "
            "what was remembered, the quarantine too, is in the old one only."
        )
    _prepare_sqlite(file)
    return sentence


def open_store(path: Path | str, *, read_only: bool = False) -> Store:
    """Open a prepared store in the process that uses it. Raises StoreNotReady or StoreTooNew."""
    file = _file(path)
    if file is not None and not file.exists():
        raise StoreNotReady(f"There is no database {file} yet; `qbitrr run` makes it.")
    database = _at_url(str(path)) if file is None else _sqlite(file, read_only=read_only)
    database.connect()
    try:
        refuse_unprepared(database)
    except BaseException:
        database.close()
        raise
    return Store(database, file.absolute().parent if file else None)


def copy_for_dry_run(path: Path, target: Path) -> str | None:
    """Make ``target`` a prepared copy of the database as it is at this moment, whoever writes to it.

    Without a database to copy the target starts empty. The sentence is that of ``prepare``.
    """
    for old in (target, *beside(target)):
        old.unlink(missing_ok=True)
    create(target)
    if path.exists():
        with closing(_raw(path)) as source, closing(_raw(target)) as copy:
            source.backup(copy)
    return prepare(target)


def _prepare_sqlite(file: Path) -> None:
    with closing(_sqlite(file, read_only=False)) as database:
        database.connect()
        refuse_too_new(database)
        if database.pragma("auto_vacuum") != _AUTO_VACUUM_INCREMENTAL:
            database.pragma("auto_vacuum", _AUTO_VACUUM_INCREMENTAL)
            statement(database, "VACUUM")  # it takes effect in a file that has pages only when they are rewritten
        database.pragma("journal_mode", "wal")
        migrate(database)


def _sqlite(file: Path, *, read_only: bool) -> SqliteDatabase:
    return SqliteDatabase(
        f"{file.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}",
        uri=True,
        timeout=_TIMEOUT,
        lock_type="IMMEDIATE",
        autoconnect=False,
        pragmas={"synchronous": "normal", "foreign_keys": 1, "journal_size_limit": _JOURNAL_LIMIT},
    )


def _at_url(url: str) -> Database:
    from playhouse.db_url import connect  # noqa: PLC0415 -- it imports every driver that it can find

    database: Database = connect(url, autoconnect=False)  # type: ignore[no-untyped-call]
    return database


def _file(path: Path | str) -> Path | None:
    """The file of a SQLite database, or None when another database is meant."""
    if isinstance(path, Path) or "://" not in path:
        return Path(path)
    return Path(path.removeprefix("sqlite:///")) if path.startswith("sqlite:///") else None


def _raw(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=_TIMEOUT)
