"""Look things up in a thread of its own, so that a disk that does not answer holds up nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from queue import SimpleQueue

from qbitrr import start_quietly


@dataclass(frozen=True, slots=True)
class Seen[V]:
    """What was found, and when it was asked for; ``error`` says why there is no ``value``."""

    value: V | None
    at: datetime
    error: str = ""


class Background[K, V]:
    """Answers from what was looked up last; never waits.

    An answer older than ``fresh`` is looked up again; one older than ``valid`` counts as none, for instance because
    the thread still waits for a disk. ``look`` may raise OSError.
    """

    def __init__(self, look: Callable[[K], V | None], *, fresh: timedelta, valid: timedelta) -> None:
        self._look = look
        self._fresh = fresh
        self._valid = valid
        self._seen: dict[K, Seen[V]] = {}
        self._asked: dict[K, datetime] = {}
        self._wanted: SimpleQueue[tuple[K, datetime] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def ask(self, key: K, now: datetime) -> Seen[V] | None:
        """What is known of it now; None while nothing is, or no longer."""
        seen = self._seen.get(key)
        asked = self._asked.get(key)
        waiting = asked is not None and (seen is None or asked > seen.at)
        if not waiting and (seen is None or not timedelta(0) <= now - seen.at < self._fresh):
            self._asked[key] = now
            self._wanted.put((key, now))
            self._begin()
        return seen if seen and timedelta(0) <= now - seen.at < self._valid else None

    def forget(self, before: datetime) -> None:
        """Forget what nobody has asked for since a moment."""
        for key in [key for key, asked in self._asked.items() if asked < before]:
            self._asked.pop(key)
            self._seen.pop(key, None)

    def close(self) -> None:
        """Let the thread end; one that waits for a disk ends with its process."""
        self._wanted.put(None)
        if self._thread:
            self._thread.join(0.2)

    def work(self, *, wait: bool = True) -> None:
        """Look up what was asked for, until it is closed; without ``wait`` until nothing is left."""
        while wait or not self._wanted.empty():
            wanted = self._wanted.get()
            if wanted is None:
                return
            key, now = wanted
            try:
                self._seen[key] = Seen(self._look(key), now)
            except (OSError, ValueError) as error:  # ValueError: a path that no file can have
                self._seen[key] = Seen(None, now, str(error))

    def _begin(self) -> None:
        if self._thread is not None:
            return
        self._thread = threading.Thread(target=self.work, name="looking at disks", daemon=True)
        start_quietly(self._thread)
