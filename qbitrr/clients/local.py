"""One client asked from this very process, where none runs that speaks to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..errors import Unavailable
from ..ports import Details, Limits, SavedTorrent, ServerState, View
from .mirror import Mirror
from .sharing import Sharing

if TYPE_CHECKING:
    from .qbittorrent import Gateway


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

    def stop(self, hash: str) -> None:  # noqa: A002 -- the client's own word for it, here and below
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
