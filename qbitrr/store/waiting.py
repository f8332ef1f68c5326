"""Opening a store that may not answer yet: a database of a server may be away for a while, and its process waits."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path

from peewee import PeeweeException

from ..backoff import Outage
from .database import open_store
from .store import Store

log = logging.getLogger(__name__)


def open_when_it_answers(database: str, folder: Path, who: str, wait: Callable[[float], object]) -> Store:
    """The store, tried again after 5, 10, 20 … 300 s: ``wait`` waits so many seconds. Raises StoreNotReady."""
    outage = Outage()
    while True:
        try:
            store = open_store(database, folder=folder)
        except PeeweeException as error:
            if outage.lost(time.monotonic(), str(error)):
                log.warning("%s waits: the database does not answer: %s", who, str(error).strip())
            wait(max(0.0, outage.next_try - time.monotonic()))
        else:
            if away := outage.back(time.monotonic()):
                log.warning("%s goes on after %.0f s.", who, away.total_seconds())
            return store
