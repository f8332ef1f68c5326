"""What every route works with: the data folder, the options, the clock, and parts that live as long as the process."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, cast

from flask import current_app

from qbitrr.control.place import Place
from qbitrr.control.stores import troubles
from qbitrr.store.database import open_store
from qbitrr.store.store import Store

from .access.access import Access
from .options import Options
from .reread import Reread

log = logging.getLogger(__name__)

EXTENSION = "qbitrr"


class Part(Protocol):
    """Something that lives as long as the process, such as a mirror of the clients."""

    def close(self) -> None:
        """End; must return within a second."""
        ...


@dataclass
class Web:
    """One running page. ``database`` is the one in use, ``reread`` the options as they are in the file now."""

    place: Place
    database: str
    reread: Reread
    access: Access
    dry_run: bool = False
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    _parts: dict[object, Part] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def options(self) -> Options:
        """The options of [WebUI] as they are now."""
        return self.reread.options

    @contextmanager
    def store(self, *, read_only: bool = True) -> Iterator[Store]:
        """The store for one use. Raises Trouble and StoreNotReady."""
        with troubles(self.database), open_store(self.database, read_only=read_only) as store:
            yield store

    def part[T: Part](self, make: Callable[[Web], T]) -> T:
        """What ``make`` has made of this page, made when it is first asked for and closed with the page."""
        with self._lock:
            if make not in self._parts:
                self._parts[make] = make(self)
            return cast("T", self._parts[make])

    def close(self) -> None:
        with self._lock:
            parts, self._parts = list(self._parts.values()), {}
        for part in reversed(parts):
            part.close()


def web_of(folder: Path, database: str, *, dry_run: bool = False, environ: Mapping[str, str] = os.environ) -> Web:
    """The page of a data folder."""
    place = Place(folder)
    return Web(place, database, Reread(place.config_file, environ), Access(folder), dry_run)


def web() -> Web:
    """The page whose request this is."""
    found: Web = current_app.extensions[EXTENSION]
    return found
