"""The files of a SQLite database: made for their owner only, looked over, moved aside when damaged."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def create(file: Path) -> None:
    """Make the folder and the file if they are not there; SQLite gives its other files the same permissions."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))


def damage_of(file: Path) -> str | None:
    """What is wrong with a database, or None. One that cannot be read or is locked is not damaged: that is raised."""
    try:
        with closing(
            sqlite3.connect(f"{file.absolute().as_uri()}?mode={_mode(file)}", uri=True, timeout=30)
        ) as checked:
            (answer,) = checked.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in _DAMAGED:
            raise
        return str(error)
    return None if answer == "ok" else str(answer)


def move_aside(file: Path, why: str) -> Path:
    """Rename a database with its write-ahead log, so that both can still be read together; its new name."""
    aside = file.with_name(f"{file.name}.{why}-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}")
    for part, kept in zip((file, *beside(file)), (aside, *beside(aside)), strict=True):
        if part.exists():
            part.rename(kept)
    return aside


def beside(file: Path) -> tuple[Path, Path]:
    """The write-ahead log and its index."""
    return file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")


def _mode(file: Path) -> str:
    """Read only when there is a log, for SQLite deletes the log of a file that it cannot read."""
    log, _ = beside(file)
    return "ro" if log.exists() else "rw"
