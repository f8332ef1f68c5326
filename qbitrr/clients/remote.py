"""One client as workers, the page and commands see it while qbitrr runs: through the process that speaks to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path

from ..errors import Unavailable
from ..ports import Details, Limits, SavedTorrent, View
from .line import BROKEN, Line
from .messages import News, Status, Subscribe
from .subscription import Subscription
from .wire import connect, receive, send

RETRY_EVERY = 0.5
"""Seconds between two tries to reach a client process that is away."""

DETAILS_WITHIN = 5.0
"""Seconds to wait for files and trackers, which are read in the middle of a cycle and can be read later."""


class RemoteClient:
    """One client through its process. Subscribed, it has a view, which costs no call; calls wait for their answers."""

    def __init__(
        self,
        name: str,
        run_folder: Path,
        *,
        patience: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name = name
        self._run_folder = run_folder
        self._clock = clock
        self._line = Line(name, run_folder, patience=patience, clock=clock)
        self._subscribed: Subscribe | None = None
        self._subscription = Subscription()
        self._news: Connection | None = None
        self._tried = float("-inf")

    @property
    def name(self) -> str:
        return self._name

    def subscribe(
        self,
        owner: str,
        categories: frozenset[str],
        *,
        shared: frozenset[str] = frozenset(),
        everything: bool = False,
    ) -> None:
        """Be told of the torrents in these categories, of all when there are none. Does not wait for the process."""
        self._subscribed = Subscribe(owner, categories, shared, everything)
        self._lose("nothing has been read yet")
        self._tried = float("-inf")
        self._reconnect()

    def waiting_on(self) -> tuple[Connection, ...]:
        """What becomes readable when there is news to drain. Empty while the process is away: drain at ``next_try``."""
        return (self._news,) if self._news else ()

    @property
    def next_try(self) -> float | None:
        """When to drain again in order to reconnect, by the steady clock; None while connected."""
        return None if self._news else self._tried + RETRY_EVERY

    def drain(self) -> View:
        """What is believed now; does not wait. Reconnects when the process was away and it is time to."""
        self._reconnect()
        try:
            while self._news and self._news.poll(0):
                news = receive(self._news)
                if isinstance(news, News):
                    self._subscription.take(news)
        except BROKEN:
            self._lose(f"the process that speaks to {self._name} is away")
            self._reconnect()
        return self._subscription.view()

    def close(self) -> None:
        self._lose("this view was closed")
        self._line.hang_up()

    def notify(self) -> None:
        """Say that something has just happened in the client."""
        self._line.notify()

    def status(self) -> Status:
        """How the client is, by its process."""
        return self._line.status()

    def stop(self, hash: str) -> None:  # noqa: A002 -- the client's own word for it, here and below
        self._line.call("stop", hash, change=True)

    def start(self, hash: str, *, forced: bool = False) -> None:  # noqa: A002
        self._line.call("start", hash, forced=forced, change=True)

    def recheck(self, hash: str) -> None:  # noqa: A002
        self._line.call("recheck", hash, change=True)

    def add_tags(self, hash: str, tags: frozenset[str]) -> None:  # noqa: A002
        self._line.call("add_tags", hash, tags, change=True)

    def remove_tags(self, hash: str, tags: frozenset[str]) -> None:  # noqa: A002
        self._line.call("remove_tags", hash, tags, change=True)

    def set_category(self, hash: str, category: str) -> None:  # noqa: A002
        self._line.call("set_category", hash, category, change=True)

    def limits(self, hash: str) -> Limits:  # noqa: A002
        limits = self._line.call("limits", hash, change=False)
        return limits if isinstance(limits, dict) else {}

    def set_limits(self, hash: str, limits: Limits) -> None:  # noqa: A002
        self._line.call("set_limits", hash, dict(limits), change=True)

    def export(self, hash: str) -> bytes | None:  # noqa: A002
        torrent = self._line.call("export", hash, change=False)
        return torrent if isinstance(torrent, bytes) else None

    def add(self, saved: SavedTorrent) -> None:
        self._line.call("add", saved, change=True)

    def delete(self, hash: str, *, with_data: bool = True) -> None:  # noqa: A002
        self._line.call("delete", hash, with_data=with_data, change=True)

    def deselect(self, hash: str, files: frozenset[int]) -> None:  # noqa: A002
        self._line.call("deselect", hash, files, change=True)

    def set_speed(self, hash: str, *, download: int | None = None, upload: int | None = None) -> None:  # noqa: A002
        self._line.call("set_speed", hash, download=download, upload=upload, change=True)

    def super_seed(self, hash: str, *, on: bool) -> None:  # noqa: A002
        self._line.call("super_seed", hash, on=on, change=True)

    def add_trackers(self, hash: str, urls: tuple[str, ...]) -> None:  # noqa: A002
        self._line.call("add_trackers", hash, urls, change=True)

    def remove_trackers(self, hash: str, urls: tuple[str, ...]) -> None:  # noqa: A002
        self._line.call("remove_trackers", hash, urls, change=True)

    def reannounce(self, hash: str) -> None:  # noqa: A002
        self._line.call("reannounce", hash, change=True)

    def promote(self, hash: str) -> None:  # noqa: A002
        self._line.call("promote", hash, change=True)

    def details(self, hashes: tuple[str, ...], *, files: bool = False, trackers: bool = False) -> Mapping[str, Details]:
        details = self._line.call(
            "details", hashes, files=files, trackers=trackers, change=False, within=DETAILS_WITHIN
        )
        return details if isinstance(details, dict) else {}

    def sharing(self, path: str) -> frozenset[str]:
        hashes = self._line.call("sharing", path, change=False)
        if not isinstance(hashes, frozenset):
            raise Unavailable(f"the process of {self._name} gave no answer that makes sense")
        return hashes

    def exists(self, hash: str) -> bool:  # noqa: A002
        return self._line.call("exists", hash, change=False) is True

    def _reconnect(self) -> None:
        now = self._clock()
        if self._news or not self._subscribed or now < self._tried + RETRY_EVERY:
            return
        self._tried = now
        try:
            self._news = connect(self._run_folder, self._name, patience=1.0)
            send(self._news, self._subscribed)
        except BROKEN:
            self._lose(f"the process that speaks to {self._name} is away")

    def _lose(self, why: str) -> None:
        if self._news:
            self._news.close()
        self._news = None
        self._subscription.broken(why)
