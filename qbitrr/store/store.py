"""One open store: its repositories, its transactions, its housekeeping."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from peewee import Database

from .downloads import Downloads
from .failures import Failures
from .freezes import Freezes
from .housekeeping import keep_house
from .journal import Journal
from .ledger import Ledger
from .notes import StoredNotes
from .quarantine import Quarantine
from .recordings import Recordings
from .searches import Searches
from .tallies import Tallies


class Store:
    """What is remembered. It belongs to the process and the thread that opened it; another one opens its own.

    ``folder`` is where qbitrr keeps its files, None when nobody said so.
    """

    def __init__(self, database: Database, folder: Path | None = None) -> None:
        self._database = database
        self.folder = folder
        self.downloads = Downloads(database)
        self.ledger = Ledger(database)
        self.journal = Journal(database)
        self.quarantine = Quarantine(database)
        self.searches = Searches(database)
        self.failures = Failures(database)
        self.freezes = Freezes(database)
        self.recordings = Recordings(database)
        self.tallies = Tallies(database)

    def notes(self, namespace: str) -> StoredNotes:
        return StoredNotes(self._database, namespace)

    def transaction(self) -> AbstractContextManager[object]:
        """All of what is written within, or nothing. Keep it short: nobody else writes meanwhile; no network call."""
        return self._database.atomic()

    def housekeeping(
        self,
        now: datetime,
        *,
        searches_for: timedelta = timedelta(days=30),
        history_for: timedelta = timedelta(days=365),
        record_for: timedelta = timedelta(days=30),
    ) -> bool:
        """Forget old rows and give their space back; True when it was done, at most once a day by all processes."""
        return keep_house(
            self, self._database, now, searches_for=searches_for, history_for=history_for, record_for=record_for
        )

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
