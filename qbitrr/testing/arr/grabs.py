"""Searching and grabbing in a simulated Arr: the first acceptable release goes to the client."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from .blocklist import Blocklist
from .client import ClientError
from .downloads import Downloads
from .history import HistoryRow, Item
from .quality import LANGUAGES, quality_of, resolution_of
from .releases import Release


@dataclass(frozen=True, slots=True)
class Pending:
    """A release that waits because the client did not take it."""

    release: Release

    @property
    def id(self) -> int:
        digest = hashlib.sha1(f"pending-{self.release.title}-{self.release.item}".encode()).digest()
        return int.from_bytes(digest[:4]) & 0x7FFFFFFF

    def resource(self) -> dict[str, object]:
        return {
            "id": self.id,
            **self.release.item,
            "title": self.release.title,
            "languages": LANGUAGES,
            "quality": quality_of(self.release.title),
            "customFormats": [],
            "customFormatScore": 0,
            "size": self.release.size,
            "sizeleft": self.release.size,
            "status": "downloadClientUnavailable",
            "protocol": "torrent",
            "indexer": self.release.indexer,
            "downloadClientHasPostImportCategory": False,
        }

    def __hash__(self) -> int:
        return self.id


@dataclass(slots=True)
class Grabs:
    """``resolution`` is that of an item's file, 0 without one; ``grabbed`` is called after each grab."""

    downloads: Downloads
    blocklist: Blocklist
    resolution: Callable[[Item], int]
    grabbed: Callable[[], None]
    releases: list[Release] = field(default_factory=list)
    pending: list[Pending] = field(default_factory=list)
    limits: dict[str, str] = field(default_factory=dict)  # what the indexer's seed criteria become: ratioLimit, …

    def search(self, item: Item, source: str) -> None:
        """Grab the first release of an item that is acceptable, if there is one."""
        release = next((offer for offer in self.releases if offer.item == item and self._acceptable(offer)), None)
        if release is None:
            return
        try:
            self.downloads.client.add(release.torrent, self.limits)
        except ClientError:
            self.pending.append(Pending(release))
            return
        self.record(release, source)

    def record(self, release: Release, source: str) -> HistoryRow:
        """Write down a grab."""
        title, download_id = release.title, release.info_hash.upper()
        history = self.downloads.history
        matched = next(iter(release.item)).removesuffix("Id") + "MatchType"
        details = {**release.details(source, 3600), matched: "Title"}
        row = history.add("grabbed", release.item, title, download_id, details)
        history.outcomes.pop(download_id, None)
        self.grabbed()
        return row

    def drop(self, pending: Pending, *, block: bool) -> None:
        """Remove a waiting release."""
        self.pending.remove(pending)
        if block:
            release = pending.release
            owner = self.downloads.library.owner((release.item,))
            self.blocklist.add(owner, release.title, release.info_hash, release.indexer, "Pending release blocklisted")

    def _acceptable(self, release: Release) -> bool:
        if self.blocklist.blocks(release.title, release.info_hash, release.indexer):
            return False
        resolution = resolution_of(release.title)
        queued = [download for download in self.downloads.queue if release.item in download.items]
        if any(resolution <= resolution_of(download.torrent.name) for download in queued):
            return False  # an equal or better one is on its way
        return resolution > self.resolution(release.item)
