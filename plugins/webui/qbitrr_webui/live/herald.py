"""Tells those who listen what is new: one thread looks for all of them, and only while somebody listens."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

from qbitrr.control.trouble import Trouble
from qbitrr.reporting import reports
from qbitrr.store.schema import StoreNotReady, StoreTooNew
from qbitrr.store.store import Store

from ..context import Web
from ..reading.entries import entry_of
from ..shapes.downloads import ListChanged
from . import signs
from .listener import Listener
from .mirror import Mirror, mirror
from .streams import event

TURN = 0.5
"""Seconds from one look at the list to the next; the store is looked at every second time."""

AT_ONCE = 100
"""Entries that are told one by one; after more of them the ledger is to be asked."""


@dataclass(slots=True)
class Known:
    """What was seen last."""

    version: int = 0
    entry: int | None = None
    state: Hashable = None
    plugins: Hashable = None
    config: Hashable = None


class Herald:
    """The page's events: ``web().part(herald)``."""

    def __init__(self, page: Web, mirror: Mirror) -> None:
        self._page = page
        self._mirror = mirror
        self._lock = threading.Condition()
        self._listeners: set[Listener] = set()
        self._thread: threading.Thread | None = None
        self._closing = False

    def listen(self) -> tuple[Listener, Callable[[], None]]:
        """A new listener, and what to call when it listens no more."""
        listener = Listener()
        with self._lock:
            self._listeners.add(listener)
            if not (self._thread and self._thread.is_alive()) and not self._closing:
                self._thread = threading.Thread(target=self._work, name="herald", daemon=True)
                self._thread.start()
        return listener, lambda: self._leave(listener)

    def close(self) -> None:
        with self._lock:
            self._closing = True
            self._lock.notify_all()

    def _leave(self, listener: Listener) -> None:
        with self._lock:
            self._listeners.discard(listener)
            self._lock.notify_all()

    def _work(self) -> None:
        known: Known | None = None
        fully = True
        with self._mirror.watched():
            while True:
                known = self._turn(known, fully=fully)
                fully = not fully
                with self._lock:
                    self._lock.wait_for(lambda: self._closing or not self._listeners, TURN)
                    if self._closing or not self._listeners:
                        self._thread = None
                        return

    def _turn(self, before: Known | None, *, fully: bool) -> Known:
        """Look, and tell what differs from what was known; at first nothing is news."""
        snapshot = self._mirror.look(within=0)
        now = replace(before or Known(), version=snapshot.version)
        if before and now.version != before.version:
            self._tell(event("downloads", ListChanged(version=now.version)))
        if not fully and before:
            return now
        place = self._page.place
        now.config = signs.of_file(place.config_file)
        runtime = place.runtime()
        sections: Hashable = None
        try:
            with self._page.store() as store:
                told = reports(store)
                sections, now.plugins = signs.of_sections(told, store), signs.of_plugins(told)
                now.entry = self._entries(store, before)
        except (Trouble, StoreNotReady, StoreTooNew) as error:
            sections = str(error)
        now.state = signs.of_processes(runtime), signs.of_clients(snapshot), sections
        if before and now.state != before.state:
            self._tell(event("state"))
        if before and now.plugins != before.plugins:
            self._tell(event("plugins"))
        if before and now.config != before.config:
            self._tell(event("config"))
        return now

    def _entries(self, store: Store, before: Known | None) -> int:
        if before is None or before.entry is None:
            return store.ledger.newest()
        entries = store.ledger.after(before.entry, AT_ONCE)
        for entry in entries:
            self._tell(event("entry", entry_of(entry)))
        return entries[-1].id if entries else before.entry

    def _tell(self, said: str) -> None:
        with self._lock:
            for listener in self._listeners:
                listener.tell(said)


def herald(page: Web) -> Herald:
    return Herald(page, page.part(mirror))
