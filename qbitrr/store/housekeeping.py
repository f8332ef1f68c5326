"""Forgetting what is old, and giving its space back, once a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from peewee import Database, SqliteDatabase

from .downloads import Downloads
from .failures import Failures
from .journal import Journal
from .ledger import Ledger
from .models import ChoreRow
from .notes import forget_torrents
from .quarantine import Quarantine
from .queries import statement
from .recordings import Recordings
from .searches import Searches

EVERY = timedelta(days=1)
SETTLED_FOR = timedelta(days=7)
"""How long a settled action stays in the journal; what became of it is in the ledger."""

NOTED_FOR = timedelta(days=30)
"""How long plugins' notes of a torrent that is gone stay: it may come back."""

COUNTED_FOR = timedelta(days=2)
"""Searches stay at least so long, for the budget of a day must be counted."""

_CHORE = "housekeeping"
_PAGES_AT_ONCE = 1000


class Shelves(Protocol):
    """The repositories that have something to forget."""

    downloads: Downloads
    ledger: Ledger
    journal: Journal
    quarantine: Quarantine
    searches: Searches
    failures: Failures
    recordings: Recordings


def keep_house(
    store: Shelves,
    database: Database,
    now: datetime,
    *,
    searches_for: timedelta,
    history_for: timedelta,
    record_for: timedelta,
) -> bool:
    """Do it unless a process has done it within a day; True when it was done."""
    if not _claim(database, now):
        return False
    store.searches.expire(now - max(searches_for, COUNTED_FOR))
    store.searches.forget_media(now - history_for)
    store.failures.expire(now - history_for)
    store.ledger.expire(now - history_for)
    store.quarantine.expire(now - history_for)
    forget_torrents(database, store.downloads.gone(now - NOTED_FOR))
    store.downloads.expire(now - history_for)
    store.journal.expire(now - SETTLED_FOR)
    store.recordings.expire(now - record_for)
    if isinstance(database, SqliteDatabase):
        _give_space_back(database)
    return True


def _claim(database: Database, now: datetime) -> bool:
    """One process wins, whoever asks at the same time."""
    due = (ChoreRow.name == _CHORE) & (ChoreRow.done_at <= now - EVERY)
    with database.atomic():
        long_ago = now - 2 * EVERY
        ChoreRow.insert(name=_CHORE, done_at=long_ago).on_conflict_ignore().execute(database)
        return bool(ChoreRow.update(done_at=now).where(due).execute(database))


def _give_space_back(database: SqliteDatabase) -> None:
    """A few pages at once, so that nobody waits long."""
    while free := database.pragma("freelist_count"):
        # each row of the answer is one page: the pages are given back as the rows are read
        list(statement(database, f"PRAGMA incremental_vacuum({_PAGES_AT_ONCE})"))
        if database.pragma("freelist_count") >= free:
            break  # a database without auto_vacuum keeps its free pages for later
    database.pragma("wal_checkpoint(PASSIVE)")
