"""Searching and grabbing in a simulated Arr: the first acceptable release goes to the client."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .app import App
from .blocklist import Blocklist
from .client import ClientError
from .downloads import Downloads
from .history import HistoryRow, Item
from .indexers import Indexers
from .profiles import Held, Profiles
from .releases import Release
from .wire import Json


@dataclass(frozen=True, slots=True)
class Pending:
    """A release that waits because the client did not take it."""

    release: Release

    @property
    def ids(self) -> list[int]:
        """The ids of its queue records, one for each item."""
        digests = (hashlib.sha1(f"pending-{self.release.title}-{item}".encode()) for item in self.release.items)
        return [int.from_bytes(digest.digest()[:4]) & 0x7FFFFFFF for digest in digests]

    def common_fields(self, app: App) -> Json:
        return {
            "title": self.release.title,
            **app.describe(self.release.title),
            "customFormatScore": self.release.score,
            "size": self.release.size,
            "sizeleft": self.release.size,
            "status": "downloadClientUnavailable",
            "protocol": "torrent",
            "indexer": self.release.indexer,
            "downloadClientHasPostImportCategory": False,
        }

    def __hash__(self) -> int:
        return self.ids[0]


@dataclass(slots=True)
class Grabs:
    """``grabbed`` is called after each grab."""

    downloads: Downloads
    blocklist: Blocklist
    profiles: Profiles
    indexers: Indexers
    grabbed: Callable[[], None]
    pending: list[Pending] = field(default_factory=list)
    limits: dict[str, str] = field(default_factory=dict)  # what the indexer's seed criteria become: ratioLimit, …
    _offers: dict[frozenset[tuple[str, int]], list[Release]] = field(default_factory=dict)

    def offer(self, release: Release) -> None:
        """Let the indexers offer a release from now on."""
        for item in release.items:
            self._offers.setdefault(frozenset(item.items()), []).append(release)

    def withdraw(self, release: Release) -> None:
        for item in release.items:
            self._offers[frozenset(item.items())].remove(release)

    def search(
        self, items: Sequence[Item], source: str, admits: Callable[[Release], bool] = lambda _release: True
    ) -> None:
        """Grab what is acceptable, the release with most items first, then in the order of adding; no item twice.

        Whoever searches has asked the indexers.
        """
        done: list[Item] = []
        for release in self._offers_of(items):
            if not any(item in done for item in release.items) and admits(release) and self._acceptable(release):
                self._grab(release, source)
                done += release.items

    def record(self, release: Release, source: str) -> list[HistoryRow]:
        """Write down a grab: a row for each item."""
        title, download_id = release.title, release.info_hash.upper()
        history = self.downloads.history
        details = {**release.details(source, 3600), f"{self.downloads.app.group}MatchType": "Title"}
        rows = [history.add("grabbed", item, title, download_id, details) for item in release.items]
        history.outcomes.pop(download_id, None)
        self.grabbed()
        return rows

    def drop(self, pending: Pending, *, block: bool) -> None:
        """Remove a waiting release."""
        self.pending.remove(pending)
        if block:
            release = pending.release
            owner = self.downloads.library.owner(release.items)
            self.blocklist.add(owner, release.title, release.info_hash, release.indexer, "Pending release blocklisted")

    def _offers_of(self, items: Sequence[Item]) -> list[Release]:
        offers = {id(offer): offer for item in items for offer in self._offers.get(frozenset(item.items()), ())}
        return sorted(offers.values(), key=lambda offer: -len(offer.items))

    def _grab(self, release: Release, source: str) -> None:
        try:
            self.downloads.client.add(release.torrent, self.limits)
        except ClientError:
            self.pending.append(Pending(release))
            return
        self.record(release, source)

    def _acceptable(self, release: Release) -> bool:
        if not self.indexers.answers(release.indexer) or self._blocked(release):
            return False
        rank = self.downloads.app.qualities.rank_of(release.title)
        library = self.downloads.library
        for item in release.items:
            profile = self.profiles.get(library.profile_id(item))
            if not all(profile.takes(rank, release.score, held) for held in (library.held(item), *self._coming(item))):
                return False
        return True

    def _blocked(self, release: Release) -> bool:
        announced = release.info_hash if release.announced else ""
        if self.blocklist.blocks(release.title, announced, release.indexer):
            return True
        return self.indexers.rejects_hashes(release.indexer) and self.blocklist.holds(release.info_hash)

    def _coming(self, item: Item) -> list[Held]:
        """What the queue has of an item."""
        rank_of = self.downloads.app.qualities.rank_of
        grabs = self.downloads.history.grabs
        return [
            Held(rank_of(download.torrent.name), next((row.score for row in grabs(download.download_id)), 0))
            for download in self.downloads.queue
            if item in download.items
        ]
