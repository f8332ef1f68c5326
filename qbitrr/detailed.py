"""A client whose torrents come with their files and trackers, for the plugins that need them."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from .backoff import Outage
from .clients.rows import detailed
from .domain import Torrent
from .errors import Unavailable
from .ports import Client, Details, Limits, Refused, SavedTorrent, View
from .reading import FILES, LATER, TRACKERS, Ask, Reading

log = logging.getLogger(__name__)

PAUSE = 0.25
"""Seconds between two calls while there is more to read."""


def needs_of(plugins: Iterable[object]) -> frozenset[str]:
    """What these plugins say that they need to see of torrents."""
    said = (getattr(plugin, "needs", None) for plugin in plugins)
    return frozenset().union(*(needs for needs in said if isinstance(needs, frozenset))) & {FILES, TRACKERS}


class Detailed:
    """Fulfils ``Client`` by another one. A ``drain`` makes at most one call, so that it takes a moment at the most.

    What could not be read stays as it was, or unknown. What came in since the last ``drain`` is among the changes.
    """

    def __init__(self, client: Client, needs: frozenset[str], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._clock = clock
        self._reading = Reading(needs)
        self._known: dict[str, Details] = {}
        self._torrents: dict[str, Torrent] = {}
        self._news: set[str] = set()
        self._outage = Outage()
        self._read_at = float("-inf")
        self._connected = False

    @property
    def name(self) -> str:
        return self._client.name

    @property
    def next_read(self) -> float | None:
        """When to drain again because there is something to read, by the clock; None while there is not."""
        planned = self._reading.next if self._connected else None
        return None if planned is None else max(planned, self._read_at + PAUSE, self._outage.next_try)

    def drain(self) -> View:
        view = self._client.drain()
        self._take(view)
        if self._connected:
            self._read(view)
        news, self._news = self._news, set()
        return replace(
            view,
            torrents=MappingProxyType(self._torrents),
            changed=frozenset(key for key in news if key in self._torrents),
            gone=frozenset(key for key in news if key not in self._torrents),
        )

    def read_all(
        self, categories: frozenset[str], *, within: float, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """Read all that is needed of the torrents in these categories, in so many seconds, for who looks only once."""
        view = self._client.drain()
        self._take(view)
        now = self._clock()
        for key, torrent in self._torrents.items():
            self._reading.lost(key)
            if torrent.category in categories or not categories:
                self._reading.saw(None, torrent, now)
                self._reading.plan_trackers(key, now)
        until = now + within
        while view.connected and not self._outage.lasts and (now := self._clock()) < until:
            self._read_at = float("-inf")
            if self._read(view):
                continue
            soon = self._reading.next
            if soon is None or soon > now + LATER or soon >= until:
                return  # what is planned for later is only to be looked at again
            sleep(soon - now)

    # What is read

    def _take(self, view: View) -> None:
        self._connected = view.connected
        now, torrents = self._clock(), view.torrents
        for key in view.gone - torrents.keys():
            self._forget(key)
        for key in view.changed & torrents.keys():
            self._see(torrents[key], now)
        if len(torrents) != len(self._torrents):
            for key in self._torrents.keys() - torrents.keys():
                self._forget(key)
            for key in torrents.keys() - self._torrents.keys():
                self._see(torrents[key], now)

    def _see(self, torrent: Torrent, now: float) -> None:
        key = torrent.hash
        self._reading.saw(self._torrents.get(key), torrent, now)
        known = self._known.get(key)
        self._torrents[key] = detailed(torrent, known) if known else torrent
        self._news.add(key)

    def _forget(self, key: str) -> None:
        self._torrents.pop(key, None)
        self._known.pop(key, None)
        self._reading.lost(key)
        self._news.add(key)

    def _read(self, view: View) -> bool:
        """Make one call if it is time to; whether one was made."""
        now = self._clock()
        if now < max(self._read_at + PAUSE, self._outage.next_try):
            return False
        ask = self._reading.due(now)
        if ask is None:
            return False
        try:
            found = self._client.details(ask.hashes, files=ask.files, trackers=ask.trackers)
        except (Unavailable, Refused) as error:
            self._reading.failed(ask, now)
            if self._outage.lost(self._clock(), str(error)):
                log.warning("%s does not say what files and trackers its torrents have: %s", self.name, error)
        else:
            if self._outage.back(now):
                log.info("%s says again what files and trackers its torrents have", self.name)
            self._reading.answered(ask, found, self._torrents, now, view.at)
            for key, details in found.items():
                self._learn(key, details, ask)
        self._read_at = self._clock()
        return True

    def _learn(self, key: str, said: Details, ask: Ask) -> None:
        torrent, known = self._torrents.get(key), self._known.get(key, Details())
        if torrent is None:
            return
        files = said.files if ask.files and said.files is not None else known.files
        trackers = said.trackers if ask.trackers and said.trackers is not None else known.trackers
        private = said.private if said.private is not None and torrent.has_metadata else known.private
        if (now := Details(files, trackers, private)) != known:
            self._known[key] = now
            self._torrents[key] = detailed(torrent, now)
            self._news.add(key)

    def _unlearn_trackers(self, key: str) -> None:
        """They are about to be others: until they were read again nobody is to judge, or change, what was there."""
        self._reading.plan_trackers(key, self._clock())
        torrent, known = self._torrents.get(key), self._known.get(key)
        if torrent is not None and known is not None:
            self._known[key] = replace(known, trackers=None)
            self._torrents[key] = detailed(torrent, self._known[key])
            self._news.add(key)

    # What is passed on

    def stop(self, hash: str) -> None:  # noqa: A002 -- the client's own word for it, here and below
        self._client.stop(hash)

    def start(self, hash: str, *, forced: bool = False) -> None:  # noqa: A002
        self._client.start(hash, forced=forced)

    def recheck(self, hash: str) -> None:  # noqa: A002
        self._client.recheck(hash)

    def add_tags(self, hash: str, tags: frozenset[str]) -> None:  # noqa: A002
        self._client.add_tags(hash, tags)

    def remove_tags(self, hash: str, tags: frozenset[str]) -> None:  # noqa: A002
        self._client.remove_tags(hash, tags)

    def set_category(self, hash: str, category: str) -> None:  # noqa: A002
        self._client.set_category(hash, category)

    def limits(self, hash: str) -> Limits:  # noqa: A002
        return self._client.limits(hash)

    def set_limits(self, hash: str, limits: Limits) -> None:  # noqa: A002
        self._client.set_limits(hash, limits)

    def export(self, hash: str) -> bytes | None:  # noqa: A002
        return self._client.export(hash)

    def add(self, saved: SavedTorrent) -> None:
        self._client.add(saved)

    def delete(self, hash: str, *, with_data: bool = True) -> None:  # noqa: A002
        self._client.delete(hash, with_data=with_data)

    def exists(self, hash: str) -> bool:  # noqa: A002
        return self._client.exists(hash)

    def set_speed(self, hash: str, *, download: int | None = None, upload: int | None = None) -> None:  # noqa: A002
        self._client.set_speed(hash, download=download, upload=upload)

    def super_seed(self, hash: str, *, on: bool) -> None:  # noqa: A002
        self._client.super_seed(hash, on=on)

    def promote(self, hash: str) -> None:  # noqa: A002
        self._client.promote(hash)

    def details(self, hashes: tuple[str, ...], *, files: bool = False, trackers: bool = False) -> Mapping[str, Details]:
        return self._client.details(hashes, files=files, trackers=trackers)

    def sharing(self, path: str) -> frozenset[str]:
        return self._client.sharing(path)

    # What changes the files or trackers: they are read again at the next drain, however this ends

    def deselect(self, hash: str, files: frozenset[int]) -> None:  # noqa: A002
        self._reading.plan_files(hash, self._clock())
        self._client.deselect(hash, files)

    def add_trackers(self, hash: str, urls: tuple[str, ...]) -> None:  # noqa: A002
        self._unlearn_trackers(hash)
        self._client.add_trackers(hash, urls)

    def remove_trackers(self, hash: str, urls: tuple[str, ...]) -> None:  # noqa: A002
        self._unlearn_trackers(hash)
        self._client.remove_trackers(hash, urls)

    def reannounce(self, hash: str) -> None:  # noqa: A002
        self._reading.plan_trackers(hash, self._clock())
        self._client.reannounce(hash)
