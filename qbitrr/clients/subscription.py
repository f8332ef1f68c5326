"""What a client process has told one subscriber so far: its messages in, views out. Pure."""

from __future__ import annotations

from types import MappingProxyType

from ..domain import Torrent
from ..ports import View
from .messages import News, Status
from .rows import from_row


class Subscription:
    """What a client process has told one subscriber so far, and what of it is new."""

    def __init__(self) -> None:
        self._torrents: dict[str, Torrent] = {}
        self._status = Status(why_incomplete="nothing has been read yet")
        self._coming: dict[str, Torrent] = {}
        self._afresh = False
        self._changed: set[str] = set()
        self._gone: set[str] = set()

    def take(self, news: News) -> None:
        """Take one message in. A change counts when its last part is here."""
        if news.afresh:
            self._coming.clear()
            self._afresh = True
        for row in news.rows:
            torrent = from_row(row)
            self._coming[torrent.hash] = torrent
        if news.last:
            self._complete(frozenset(news.gone))
            self._status = news.last

    def broken(self, why: str) -> None:
        """Nothing more comes, and half a change is none."""
        self._coming.clear()
        self._afresh = False
        self._status = Status(why_incomplete=why, server=self._status.server, at=self._status.at)

    def view(self) -> View:
        """What is believed, and what is new since the last view."""
        changed, gone = frozenset(self._changed), frozenset(self._gone)
        self._changed.clear()
        self._gone.clear()
        status = self._status
        return View(
            torrents=MappingProxyType(self._torrents),
            changed=changed,
            gone=gone,
            complete=status.complete,
            why_incomplete=status.why_incomplete,
            connected=status.connected,
            contested=status.contested,
            server=status.server,
            at=status.at,
        )

    def _complete(self, gone: frozenset[str]) -> None:
        changed = {key for key, torrent in self._coming.items() if self._torrents.get(key) != torrent}
        gone = frozenset(self._torrents.keys() - self._coming.keys()) if self._afresh else gone & self._torrents.keys()
        self._torrents |= {key: self._coming[key] for key in changed}
        for key in gone:
            del self._torrents[key]
        self._changed = (self._changed | changed) - gone
        self._gone = (self._gone | gone) - changed
        self._coming.clear()
        self._afresh = False
