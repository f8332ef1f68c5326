"""A small world for demonstrations and end-to-end tests: a real client, and torrents that meet different fates.

The torrents are not added here: an application adds them, as it would in life.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from tests.lab import media
from tests.lab.clients import Qbittorrent
from tests.lab.seeder import Seeder
from tests.lab.torrents import TorrentFile, fake_torrent, torrent_of
from tests.lab.tracker import Tracker

SLOW = 5_000
"""Bytes a second: a film of a megabyte takes minutes."""

FINDING_A_PEER = 2.0
"""Seconds from the add to the first byte."""


class LabWorld:
    """A real client, a tracker and a seed on loopback. Use it as a context manager."""

    def __init__(self, version: str = "") -> None:
        """``version``: one of ``clients.available()``, the newest when empty."""
        self.client = Qbittorrent(version)
        self.tracker = Tracker()
        self.seeder = Seeder()
        self.releases = self.client.folder / "releases"

    def torrent_that_completes(self, name: str = media.SOME_FILM, seconds: float = 6) -> TorrentFile:
        """A film in a release folder with one real seed, complete about so long after it is added, 3 s at least."""
        release = media.film_release(self.releases, name)
        return self._seeded(release, upload_limit=int(_size(release) / max(seconds - FINDING_A_PEER, 0.5)))

    def torrent_with_slow_seed(self, name: str) -> TorrentFile:
        """The same, at a speed that nobody would wait for."""
        return self._seeded(media.film_release(self.releases, name), upload_limit=SLOW)

    def torrent_that_stalls(self, name: str) -> TorrentFile:
        """A film that nobody has, though the tracker claims fifty seeds."""
        return fake_torrent(name, size=1_400_000_000, trackers=[self.tracker.url("fake", c=50)])

    def torrent_unknown_to_tracker(self, name: str) -> TorrentFile:
        """A film that the tracker has taken down."""
        return fake_torrent(name, size=1_400_000_000, trackers=[self.tracker.url("unregistered")])

    def torrent_of(self, release: Path, *, upload_limit: int = 0) -> TorrentFile:
        """A seeded torrent of a file or folder in ``releases``, such as one of the broken kinds of ``media``."""
        return self._seeded(release, upload_limit=upload_limit)

    def close(self) -> None:
        self.client.remove()
        self.seeder.close()
        self.tracker.close()

    def __enter__(self) -> Self:
        try:
            self.client.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _seeded(self, release: Path, *, upload_limit: int) -> TorrentFile:
        torrent = torrent_of(release, trackers=self._trackers())
        self.seeder.seed(torrent, release.parent, upload_limit=upload_limit)
        return torrent

    def _trackers(self) -> Sequence[str]:
        return [self.tracker.url()]


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
