"""One client as a worker or the command line sees it: through its process, or without one."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..errors import Unavailable
from ..ports import Details, Limits, SavedTorrent, ServerState, View
from .line import BROKEN, Line
from .messages import News, Status, Subscribe
from .mirror import Mirror
from .sharing import Sharing
from .subscription import Subscription
from .wire import connect, receive, send

if TYPE_CHECKING:
    from .qbittorrent import Gateway

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


class LocalClient:
    """One client in this process, for one look or one cycle. Each ``drain`` asks it; errors show in the view."""

    def __init__(self, gateway: Gateway, *, settle: float = 10.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._gateway = gateway
        self._mirror = Mirror(settle=settle, confirm=settle)
        self._sharing = Sharing(gateway, clock=clock)
        self._clock = clock
        self._view = View()
        self._news: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return self._gateway.name

    def drain(self) -> View:
        """Ask it what has changed. The view is complete when the client's list has settled, some drains later."""
        try:
            server = self._look()
        except Unavailable:
            view = replace(self._view, connected=False)
        else:
            view = View(connected=True, server=server, at=datetime.now(UTC))
        belief, news = self._mirror.belief(), self._news
        self._news = frozenset()
        self._view = replace(
            view,
            torrents=MappingProxyType(dict(belief.torrents)),  # a look in between leaves it as it is
            changed=news & belief.torrents.keys(),
            gone=news - belief.torrents.keys(),
            complete=belief.complete,
            why_incomplete=belief.why_incomplete,
        )
        return self._view

    def _look(self) -> ServerState:
        """Take in what has changed; the next ``drain`` tells of it. Raises Unavailable."""
        now = self._clock()
        try:
            update = self._gateway.sync(everything=self._mirror.wants_everything(now))
        except Unavailable as error:
            self._mirror.lost(str(error))
            raise
        change = self._mirror.apply(update, now)
        self._news |= change.changed | change.gone
        return update.server

    def stop(self, hash: str) -> None:  # noqa: A002
        self._gateway.stop(hash)

    def start(self, hash: str, *, forced: bool = False) -> None:  # noqa: A002
        self._gateway.start(hash, forced=forced)

    def recheck(self, hash: str) -> None:  # noqa: A002
        self._gateway.recheck(hash)

    def add_tags(self, hash: str, tags: frozenset[str]) -> None:  # noqa: A002
        self._gateway.add_tags(hash, tags)

    def remove_tags(self, hash: str, tags: frozenset[str]) -> None:  # noqa: A002
        self._gateway.remove_tags(hash, tags)

    def set_category(self, hash: str, category: str) -> None:  # noqa: A002
        self._gateway.set_category(hash, category)

    def set_limits(self, hash: str, limits: Limits) -> None:  # noqa: A002
        self._gateway.set_limits(hash, limits)

    def delete(self, hash: str, *, with_data: bool = True) -> None:  # noqa: A002
        self._gateway.delete(hash, with_data=with_data)

    def deselect(self, hash: str, files: frozenset[int]) -> None:  # noqa: A002
        self._gateway.deselect(hash, files)

    def set_speed(self, hash: str, *, download: int | None = None, upload: int | None = None) -> None:  # noqa: A002
        self._gateway.set_speed(hash, download=download, upload=upload)

    def super_seed(self, hash: str, *, on: bool) -> None:  # noqa: A002
        self._gateway.super_seed(hash, on=on)

    def add_trackers(self, hash: str, urls: tuple[str, ...]) -> None:  # noqa: A002
        self._gateway.add_trackers(hash, urls)

    def remove_trackers(self, hash: str, urls: tuple[str, ...]) -> None:  # noqa: A002
        self._gateway.remove_trackers(hash, urls)

    def reannounce(self, hash: str) -> None:  # noqa: A002
        self._gateway.reannounce(hash)

    def promote(self, hash: str) -> None:  # noqa: A002
        self._gateway.promote(hash)

    def details(self, hashes: tuple[str, ...], *, files: bool = False, trackers: bool = False) -> Mapping[str, Details]:
        return self._gateway.details(hashes, files=files, trackers=trackers)

    def sharing(self, path: str) -> frozenset[str]:
        self._look()
        return self._sharing.at(path, self._mirror.belief())

    def add(self, saved: SavedTorrent) -> None:
        self._gateway.add(saved)

    def limits(self, hash: str) -> Limits:  # noqa: A002
        return self._gateway.limits(hash)

    def export(self, hash: str) -> bytes | None:  # noqa: A002
        return self._gateway.export(hash)

    def exists(self, hash: str) -> bool:  # noqa: A002
        return self._gateway.exists(hash)
