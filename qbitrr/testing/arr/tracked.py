"""One download that a simulated Arr tracks, and the library that its files go to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from .history import Item
from .profiles import Held
from .states import Tracked
from .torrent import ClientTorrent
from .wire import Json


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

    def chosen(self, file: Mapping[str, object]) -> tuple[Item, ...]:
        """The items that a file of the ManualImport command is for."""

    def accept(
        self, items: tuple[Item, ...], path: Path, title: str, *, move: bool, score: int, forced: bool
    ) -> list[Imported]:
        """Take the files under ``path`` into the library; ``forced``: the one file is for these items."""

    def whole(self, items: tuple[Item, ...], imported: tuple[Item, ...]) -> bool:
        """Whether a download is done with what was imported of it so far."""

    def owner(self, items: tuple[Item, ...]) -> Mapping[str, object]:
        """The items as a blocklist entry names them."""

    def queue_fields(self, item: Item) -> Json:
        """What a queue record says of its item beside the ids."""

    def held(self, item: Item) -> Held | None:
        """What the library has of an item."""

    def profile_id(self, item: Item) -> int: ...

    def uses_tag(self, tag: int) -> bool: ...


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
