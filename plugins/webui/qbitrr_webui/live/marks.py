"""What the store knows of torrents that the list shows, read again when something was done, or now and then."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from qbitrr import persons
from qbitrr.control.rejected import waiting
from qbitrr.control.trouble import Trouble
from qbitrr.store.schema import StoreNotReady, StoreTooNew
from qbitrr.store.store import Store

from .rows import Marks

NOT_BEFORE = 3.0
"""Seconds between two readings, whatever is done meanwhile."""

AT_LATEST = 20.0
"""Seconds after which it is read again though nothing was done: a person's word may come without an entry."""

RESTORED = "restored by a person"

type Open = Callable[[], AbstractContextManager[Store]]


class MarksReader:
    """Call it for the marks. ``trouble`` says why they could not be read the last time."""

    def __init__(self, open_store: Open) -> None:
        self._open = open_store
        self._marks = Marks()
        self._newest = -1
        self._read_at = float("-inf")
        self.trouble = ""

    def __call__(self, now: float) -> Marks:
        if now < self._read_at + NOT_BEFORE:
            return self._marks
        try:
            with self._open() as store:
                newest = store.ledger.newest()
                if newest == self._newest and now < self._read_at + AT_LATEST:
                    return self._marks
                self._marks = marks_in(store)
        except (Trouble, StoreNotReady, StoreTooNew) as error:
            self.trouble = str(error)
            return self._marks
        self._newest, self._read_at, self.trouble = newest, now, ""
        return self._marks


def marks_in(store: Store) -> Marks:
    """What the store says now."""
    restored = {(one.client, one.hash): RESTORED for one in store.quarantine.restored()}
    return Marks(
        held=frozenset((one.client, one.hash) for one in store.quarantine.held()),
        rejected=frozenset((one.client, one.hash) for one in waiting(store)),
        protected=restored | persons.protections(store),
    )
