"""What the core asks of a torrent client, whether it is in this process or in another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from .domain import Torrent, TorrentFile, Tracker
from .errors import QbitrrError, Unavailable

type Limits = Mapping[str, float | bool | str]
"""A torrent's own limits under the client's names (``ratio_limit``, ``dl_limit``, ``auto_tmm`` …); plain JSON."""


class Unsure(Unavailable):
    """The client was asked to change something and did not answer: it may have been done. Look before repeating it."""


class Refused(QbitrrError):  # noqa: N818 -- the answer of the client, not a mistake
    """The client understood and said no; nothing was changed."""


class Missing(Refused):
    """The client has no such torrent; nothing was changed."""


@dataclass(frozen=True, slots=True)
class ServerState:
    """What the client says of itself. ``online`` is False while it has no way to its peers: judge no torrent then."""

    connection_status: str = ""
    free_space: int | None = None
    alternative_speed: bool = False
    queueing: bool = False

    @property
    def online(self) -> bool:
        return self.connection_status != "disconnected"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is believed of one client's torrents at one moment, and what changed since the view before it.

    ``torrents`` is valid until the next ``drain``. While ``complete`` is False its silence about a torrent means
    nothing. ``contested`` are the categories that two owners have asked for. ``at`` is when the client last answered.
    """

    torrents: Mapping[str, Torrent] = field(default_factory=lambda: MappingProxyType({}))
    changed: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    complete: bool = False
    why_incomplete: str = "nothing has been read yet"
    connected: bool = False
    contested: frozenset[str] = frozenset()
    server: ServerState = ServerState()
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedTorrent:
    """Everything that is needed to put a removed torrent back."""

    hash: str
    torrent: bytes
    category: str = ""
    tags: frozenset[str] = frozenset()
    save_path: str = ""
    limits: Limits = field(default_factory=dict)
    stopped: bool = True


@dataclass(frozen=True, slots=True)
class Details:
    """What a client says of a torrent only when it is asked about it; None is what was not asked, or not known.

    ``private`` comes with the trackers, from clients that do not list it with the torrents (before 5.0).
    """

    files: tuple[TorrentFile, ...] | None = None
    trackers: tuple[Tracker, ...] | None = None
    private: bool | None = None


DETAILS_AT_ONCE = 100
"""Torrents at most whose details are asked for in one call."""


def overlap(one: str, other: str) -> bool:
    """Whether two paths are the same, or one lies within the other. An unknown path overlaps with none."""
    first, second = (path.replace("\\", "/").rstrip("/") for path in (one, other))
    if not first or not second:
        return False
    return first == second or first.startswith(second + "/") or second.startswith(first + "/")


class Writes(Protocol):
    """What can be asked of one client about one torrent.

    Every method raises ``Unavailable`` when nothing was done because the client is away, ``Unsure`` when it may have
    been done, and ``Refused`` (``Missing``: no such torrent) when the client said no.
    """

    def stop(self, hash: str) -> None: ...  # noqa: A002 -- the client's own word for it, here and below

    def start(self, hash: str, *, forced: bool = False) -> None: ...  # noqa: A002

    def recheck(self, hash: str) -> None: ...  # noqa: A002

    def add_tags(self, hash: str, tags: frozenset[str]) -> None: ...  # noqa: A002

    def remove_tags(self, hash: str, tags: frozenset[str]) -> None: ...  # noqa: A002

    def set_category(self, hash: str, category: str) -> None:  # noqa: A002
        """Put it into a category, which is made when it is missing; an empty one takes it out of its category."""
        ...

    def limits(self, hash: str) -> Limits: ...  # noqa: A002

    def set_limits(self, hash: str, limits: Limits) -> None: ...  # noqa: A002

    def export(self, hash: str) -> bytes | None:  # noqa: A002
        """The torrent file, or None when the client cannot give it (before 4.5, or a magnet without metadata)."""
        ...

    def add(self, saved: SavedTorrent) -> None:
        """Put a torrent back. Its data is checked again before it seeds."""
        ...

    def delete(self, hash: str, *, with_data: bool = True) -> None:  # noqa: A002
        """Delete the torrent, together with its data unless that is to stay."""
        ...

    def exists(self, hash: str) -> bool: ...  # noqa: A002

    def deselect(self, hash: str, files: frozenset[int]) -> None:  # noqa: A002
        """Load these files of it no more, by their index."""
        ...

    def set_speed(self, hash: str, *, download: int | None = None, upload: int | None = None) -> None:  # noqa: A002
        """Limit its speeds, in bytes a second; 0 lifts a limit, None leaves it as it is."""
        ...

    def super_seed(self, hash: str, *, on: bool) -> None: ...  # noqa: A002

    def add_trackers(self, hash: str, urls: tuple[str, ...]) -> None: ...  # noqa: A002

    def remove_trackers(self, hash: str, urls: tuple[str, ...]) -> None: ...  # noqa: A002

    def reannounce(self, hash: str) -> None: ...  # noqa: A002

    def promote(self, hash: str) -> None:  # noqa: A002
        """Put it at the top of the queue."""
        ...

    def details(self, hashes: tuple[str, ...], *, files: bool = False, trackers: bool = False) -> Mapping[str, Details]:
        """What is asked for of at most DETAILS_AT_ONCE torrents. Those not there, or not reached in time, are left out.

        Of those that are there at least one is reached, the first of them first.
        """
        ...

    def sharing(self, path: str) -> frozenset[str]:
        """The torrents that have data at ``path``, within it or around it, by hash; the client is asked just now.

        Raises Unavailable while that is not known for certain: it does not answer, or its list is not complete.
        """
        ...


class Client(Writes, Protocol):
    """One client as a cycle sees it."""

    @property
    def name(self) -> str: ...

    def drain(self) -> View:
        """What is believed now. Does not wait for news when the client is in another process."""
        ...
