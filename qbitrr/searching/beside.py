"""Searching in a thread beside the cycles, so that an import never waits for a library to be read."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from queue import SimpleQueue

from peewee import PeeweeException

from ..errors import QbitrrError
from ..facts import Facts
from ..hooks import Hooks
from ..store.database import open_store
from ..threads import start_quietly
from .configured import SearchPolicy
from .outlook import Situation, situation_of
from .searcher import Searcher

TRY_AGAIN_AFTER = timedelta(seconds=30)
STARTING = timedelta(minutes=1)
END_WITHIN = 0.2
"""Seconds to wait for a thread that does nothing; one that waits for an app ends with its process."""

type Clock = Callable[[], datetime]


class SearchingStopped(QbitrrError):  # noqa: N818 -- what has happened
    """The searching thread has ended with an error that nobody foresaw."""


class Beside:
    """Hands each situation to the searching thread when that one is due; belongs to the thread of the cycles."""

    def __init__(
        self,
        owner: str,
        hooks: Hooks,
        policy: SearchPolicy,
        database: str,
        clock: Clock = lambda: datetime.now(UTC),
    ) -> None:
        self._owner = owner
        self._hooks = hooks
        self._policy = policy
        self._database = database
        self._clock = clock
        self._handed: SimpleQueue[Situation | None] = SimpleQueue()
        self._idle = threading.Event()
        self._idle.set()
        self._told_at = self._due = datetime.min.replace(tzinfo=UTC)
        self._told_first: datetime | None = None
        self._thread: threading.Thread | None = None
        self._error: BaseException | None = None

    def tell(self, facts: Facts, now: datetime) -> None:
        """After each cycle. Raises SearchingStopped when the thread has died."""
        if self._error is not None:
            raise SearchingStopped(f"searching has stopped: {self._error}") from self._error
        if not self._idle.is_set() or self._told_at <= now < self._due:  # earlier: the clock was set back
            return
        situation = situation_of(facts, self._owner, self._policy)
        if self._thread is None and situation.pressure and self._is_starting(now):
            return
        self._told_at = now
        self._idle.clear()
        self._handed.put(situation)
        if self._thread is None:
            self._thread = self._begin()

    def _is_starting(self, now: datetime) -> bool:
        """The first moments belong to the torrents: no library is read while nothing could be searched for anyway."""
        self._told_first = self._told_first or now
        return timedelta() <= now - self._told_first < STARTING

    def close(self) -> None:
        """End it, unless it waits for an app: then it ends with the process."""
        self._handed.put(None)
        if self._thread is not None:
            self._thread.join(END_WITHIN)

    def _begin(self) -> threading.Thread:
        thread = threading.Thread(target=self._run, name=f"searching for {self._owner}", daemon=True)
        start_quietly(thread)
        return thread

    def _run(self) -> None:
        try:
            with ExitStack() as ends:
                searcher = None
                while (situation := self._handed.get()) is not None:
                    try:
                        searcher = searcher or self._searcher(ends)
                        self._due = searcher.turn(situation, self._clock())
                    except PeeweeException:  # the cycles have the same trouble, and say so
                        self._due = self._clock() + TRY_AGAIN_AFTER
                    self._idle.set()
        except Exception as error:  # noqa: BLE001 -- kept, and raised in the thread of the cycles
            self._error = error

    def _searcher(self, ends: ExitStack) -> Searcher:
        store = ends.enter_context(open_store(self._database))
        return Searcher(self._owner, self._hooks, store, self._policy)
