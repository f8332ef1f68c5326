"""What the core asks of a torrent client, whether it is in this process or in another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from .domain import Torrent
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

    def delete(self, hash: str) -> None:  # noqa: A002
        """Delete the torrent together with its data."""
        ...

    def exists(self, hash: str) -> bool: ...  # noqa: A002


class Client(Writes, Protocol):
    """One client as a cycle sees it."""

    @property
    def name(self) -> str: ...

    def drain(self) -> View:
        """What is believed now. Does not wait for news when the client is in another process."""
        ...
