"""What a plugin is given by the worker that runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from .errors import Unavailable
from .inventory import Inventory
from .paths import PathMapping, local


class Notes(Protocol):
    """A plugin's own key-value store, kept over restarts. Values are plain JSON."""

    def get(self, key: str) -> object:
        """The value, or None when there is none."""
        ...

    def put(self, key: str, value: object) -> None:
        """Keep a value; None forgets the key."""
        ...

    def names(self) -> frozenset[str]:
        """Every key that has a value."""
        ...

    def all(self) -> Mapping[str, object]:
        """Every key and its value, read at once."""
        ...


def nobody_knows() -> Inventory:
    """Raise Unavailable: where no client can be asked."""
    raise Unavailable("nobody here can say which files belong to which torrents")


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """One plugin instance's view of its worker.

    In a ``dry_run`` a plugin changes nothing outside; the host never calls ``qbitrr_execute`` then. One that is
    only trusted to be ``observing`` does nothing by itself either, such as moving files. ``paths`` are the
    folders that clients call differently: see ``local_path``. A torrent in one of the ``special_categories`` was put
    there by a person for something to be done; whose it was, it still is. ``folder`` is where qbitrr keeps its files;
    None when that is not known, as with a database that is no file. ``inventory`` reads which files the torrents of all
    clients own, and takes its time: never within a cycle. It raises ``Unavailable`` unless all of it is known.
    """

    name: str
    worker: str
    notes: Notes
    dry_run: bool = False
    observing: bool = False
    paths: tuple[PathMapping, ...] = ()
    special_categories: frozenset[str] = frozenset()
    folder: Path | None = None
    inventory: Callable[[], Inventory] = nobody_knows

    def local_path(self, client: str, path: str) -> Path:
        """Where a client's file is for this process, as far as the configuration says; it need not be there."""
        return Path(local(path, client, self.paths))
