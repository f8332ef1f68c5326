"""Who is told what by a client process, without ever waiting for one who does not listen."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import batched
from multiprocessing.connection import Connection

from ..domain import Torrent
from .messages import ROWS_AT_ONCE, News, Status, Subscribe, packed, parts
from .mirror import Change
from .rows import to_row
from .wire import writable

KEEP_ALIVE = 10.0
"""Seconds after which a subscriber hears at least that there is no news."""

FREE_SPACE_STEP = 16 * 1024 * 1024
"""Bytes by which the free space changes before that alone is news."""


class Subscriber:
    """One worker: what it wants, what it has been told, and what is still to go out.

    While something is still to go out nothing is added to it; afterwards it is told everything afresh.
    """

    def __init__(self, connection: Connection, asked: Subscribe) -> None:
        self.connection = connection
        self.owner = asked.owner
        self.categories = asked.categories
        self._everything = asked.everything or not asked.categories
        self._told_of = asked.categories | asked.shared
        self._knows: set[str] = set()
        self._outbox: deque[bytes] = deque()
        self._behind = True
        self._told = Status()
        self._told_at = float("-inf")

    @property
    def backlog(self) -> bool:
        return bool(self._outbox)

    def tell(self, torrents: Mapping[str, Torrent], change: Change, status: Status, now: float) -> None:
        """Tell it what concerns it. Raises OSError when it is gone."""
        if self._outbox:
            self._behind = True
        elif self._behind:
            self._tell_everything(torrents, status, now)
        else:
            self._tell_change(torrents, change, status, now)

    def flush(self, torrents: Mapping[str, Torrent], status: Status, now: float) -> None:
        """Send what can be sent without waiting. Raises OSError when it is gone."""
        self._send()
        if not self._outbox and self._behind:
            self._tell_everything(torrents, status, now)

    def _tell_everything(self, torrents: Mapping[str, Torrent], status: Status, now: float) -> None:
        mine = {key: torrent for key, torrent in torrents.items() if self._wants(torrent)}
        self._knows = set(mine)
        self._behind = False
        self._post(mine.values(), (), status, now, afresh=True)

    def _tell_change(self, torrents: Mapping[str, Torrent], change: Change, status: Status, now: float) -> None:
        mine = [torrents[key] for key in change.changed if key in torrents and self._wants(torrents[key])]
        left = {key for key in change.changed if key in torrents and not self._wants(torrents[key])}
        gone = self._knows & (left | change.gone)
        if mine or gone or _is_news(self._told, status) or now >= self._told_at + KEEP_ALIVE:
            self._knows.difference_update(gone)
            self._knows.update(torrent.hash for torrent in mine)
            self._post(mine, tuple(gone), status, now)

    def _post(
        self, torrents: Iterable[Torrent], gone: tuple[str, ...], status: Status, now: float, *, afresh: bool = False
    ) -> None:
        for rows in batched(map(to_row, torrents), ROWS_AT_ONCE):
            self._outbox.extend(parts(rows, afresh=afresh))
            afresh = False
        self._outbox.append(packed(News(gone=gone, afresh=afresh, last=status)))
        self._told, self._told_at = status, now
        self._send()

    def _send(self) -> None:
        while self._outbox and writable(self.connection):
            self.connection.send_bytes(self._outbox.popleft())

    def _wants(self, torrent: Torrent) -> bool:
        return self._everything or torrent.category in self._told_of


def contested(subscribers: Iterable[Subscriber]) -> frozenset[str]:
    """The categories that more than one owner has asked for."""
    claims = Counter(category for _, category in set(_claims(subscribers)))
    return frozenset(category for category, owners in claims.items() if owners > 1)


def _claims(subscribers: Iterable[Subscriber]) -> Iterator[tuple[str, str]]:
    for subscriber in subscribers:
        for category in subscriber.categories:
            yield subscriber.owner, category


def _is_news(told: Status, status: Status) -> bool:
    """Is there more in it than a later time and a little more or less free space?"""
    known, space = told.server.free_space, status.server.free_space
    moved = known != space and (known is None or space is None or abs(known - space) >= FREE_SPACE_STEP)
    return moved or replace(told, at=None, server=replace(told.server, free_space=None)) != replace(
        status, at=None, server=replace(status.server, free_space=None)
    )
