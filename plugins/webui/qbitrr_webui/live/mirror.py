"""The torrents of all clients and what is thought of them, kept up to date while somebody looks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait

from qbitrr.clients.remote import RemoteClient
from qbitrr.control.sections import SectionLine

from ..context import Web
from .asking import PATIENCE, Asking
from .gathering import Gathering
from .marks import MarksReader
from .snapshot import Snapshot

LOOKED_FOR = 60.0
"""Seconds after the last question for which the connections are kept."""

EACH_TURN = 0.25
"""Seconds from one turn to the next at the least: many changes are one."""

LONGEST_REST = 1.0
FIRST_WITHIN = 3.0
"""Seconds that the first question waits for everybody to be asked once."""


class Mirror:
    """Ask it for a snapshot from any thread. Its own thread rests without a timer while nobody looks."""

    def __init__(self, make: Callable[[int], Gathering], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._make = make
        self._clock = clock
        self._changed = threading.Condition()
        self._snapshot = Snapshot(version=int(time.time()) * 1000)  # grows over restarts as well
        self._onlookers = 0
        self._looked_at = float("-inf")
        self._closing = False
        self._thread: threading.Thread | None = None

    def look(self, *, within: float = FIRST_WITHIN) -> Snapshot:
        """What is known now; the first to ask waits until everybody was asked once."""
        with self._changed:
            self._begin()
            self._changed.wait_for(lambda: self._snapshot.ready or self._closing, within)
            return self._snapshot

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Somebody looks as long as this lasts."""
        with self._changed:
            self._onlookers += 1
            self._begin()
        try:
            yield
        finally:
            with self._changed:
                self._onlookers -= 1
                self._looked_at = self._clock()

    def close(self) -> None:
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread:
            self._thread.join(0.5)  # it may wait for a worker; being a daemon it ends with the process

    def _begin(self) -> None:
        self._looked_at = self._clock()
        if not (self._thread and self._thread.is_alive()) and not self._closing:
            self._thread = threading.Thread(target=self._work, name="mirror", daemon=True)
            self._thread.start()
        self._changed.notify_all()

    @property
    def _wanted(self) -> bool:
        return bool(self._onlookers) or self._clock() < self._looked_at + LOOKED_FOR

    def _work(self) -> None:
        """An error that nothing foresaw ends the thread and is logged; whoever looks next starts another."""
        while not self._closing:
            try:
                self._gather()
            finally:
                with self._changed:
                    self._snapshot = Snapshot(version=self._snapshot.version + 1)
            with self._changed:
                self._changed.wait_for(lambda: self._wanted or self._closing)

    def _gather(self) -> None:
        """Look until nobody does any more."""
        gathering = self._make(self._snapshot.version)
        try:
            while self._wanted and not self._closing:
                snapshot = gathering.turn(time.monotonic())
                with self._changed:
                    if snapshot is not self._snapshot:
                        self._snapshot = snapshot
                        self._changed.notify_all()
                    self._changed.wait_for(lambda: self._closing, EACH_TURN)
                wait(gathering.waiting_on(), LONGEST_REST - EACH_TURN)
        finally:
            gathering.close()


def mirror(web: Web) -> Mirror:
    """The page's mirror: ``web().part(mirror)``."""
    folder = web.place.run_folder

    def make(version: int) -> Gathering:
        return Gathering(
            web.place.runtime,
            lambda name: RemoteClient(name, folder),
            lambda name: Asking(SectionLine(name, folder, patience=PATIENCE)),
            MarksReader(web.store),
            version=version,
        )

    return Mirror(make)
