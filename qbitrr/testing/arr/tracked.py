"""One download that a simulated Arr tracks, and the library that its files go to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from .history import Item
from .states import Tracked
from .torrent import ClientTorrent


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A file that came into the library."""

    item: Item
    file_id: int
    source: Path
    destination: Path
    size: int


class Library(Protocol):
    """What the shared parts ask of an app's library."""

    def identify(self, title: str) -> tuple[Item, ...]:
        """The items that a release title names."""

    def accept(self, items: tuple[Item, ...], path: Path, title: str, *, move: bool) -> list[Imported]:
        """Take the files under ``path`` into the library."""

    def owner(self, items: tuple[Item, ...]) -> Mapping[str, object]:
        """The items as a blocklist entry names them."""


@dataclass(slots=True, eq=False)
class TrackedDownload:
    """One download; ``messages`` are (title, lines) as the queue shows them."""

    torrent: ClientTorrent
    items: tuple[Item, ...]
    state: Tracked = Tracked.DOWNLOADING
    warnings: list[tuple[str, list[str]]] = field(default_factory=list)
    in_client: bool = True
    recalled: bool = False

    @property
    def download_id(self) -> str:
        return self.torrent.download_id


@dataclass(frozen=True, slots=True)
class Block:
    """An import that is refused; one rejected file alone leaves the download pending, several block it."""

    message: str
    rejected_files: int
