"""One real client among a real tracker and a real peer, and the few moves that every recipe is made of."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Self

import qbittorrentapi

from tests.lab.clients import LAB, Qbittorrent
from tests.lab.seeder import Seeder
from tests.lab.torrents import TorrentFile, torrent_of
from tests.lab.tracker import Tracker

type Seen = Mapping[str, object]
"""A torrent as the client's interface shows it."""


class NoOtherFileSystemError(Exception):
    """This machine has no second file system to move a torrent to."""


class Swarm:
    """A client, a tracker and a peer, all on loopback. Use it as a context manager."""

    def __init__(self, version: str = "") -> None:
        self.client = Qbittorrent(version)
        self.tracker = Tracker()
        self.peer = Seeder()
        self.api: qbittorrentapi.Client = self.client.api()
        self.offered = self.client.folder / "offered"
        self.offered.mkdir()
        self._payloads = 0
        self._elsewhere: Path | None = None

    def __enter__(self) -> Self:
        try:
            self.client.start()
            self.api.auth_log_in()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        # The client goes first: a tracker that is gone would be announced to in vain.
        self.client.remove()
        if self._elsewhere:
            shutil.rmtree(self._elsewhere)
        self.peer.close()
        self.tracker.close()
        self.api._trigger_session_initialization()  # the library has no other word for closing its connections

    def clear(self) -> None:
        """Delete every torrent, its data, and what the tracker and the peer knew of it."""
        if not self.client.running:
            self.client.start()
        self.client.thaw()
        self.api.app_set_preferences({"queueing_enabled": False})
        data = [Path(str(one["content_path"])) for one in self.api.torrents_info()]
        self.api.torrents_delete(delete_files=True, torrent_hashes="all")
        self.peer.leave_all()
        self.tracker.forget()
        until(lambda: not self.api.torrents_info(), "the client forgets every torrent")
        self._await_deletion([one for one in data if one.parent == self.client.downloads])

    def _await_deletion(self, data: Sequence[Path]) -> None:
        """The client deletes after it has forgotten; it leaves a folder in which there is something of others."""
        with contextlib.suppress(TimeoutError):
            until(lambda: not any(map(os.path.lexists, data)), "the data is deleted", seconds=5)
        for one in filter(os.path.lexists, data):
            shutil.rmtree(one) if one.is_dir() else one.unlink()

    def payload(self, size: int) -> Path:
        """A file of random bytes that nobody has."""
        self._payloads += 1
        path = self.offered / f"payload{self._payloads:03}.bin"
        path.write_bytes(os.urandom(size))
        return path

    def seeded(self, size: int, *, upload_limit: int = 0) -> TorrentFile:
        """A torrent with one real seed that the tracker knows. ``upload_limit``: bytes a second."""
        torrent = torrent_of(self.payload(size), trackers=[self.tracker.url()])
        self.peer.seed(torrent, self.offered, upload_limit=upload_limit)
        return torrent

    def add(
        self,
        torrent: TorrentFile,
        *,
        stopped: bool = False,
        checked: bool = False,
        folder: Path | None = None,
        download_limit: int = 0,
    ) -> str:
        """Add a torrent and wait until the client lists it. ``checked``: the client is to believe the data is there."""
        self.api.torrents_add(
            torrent_files=torrent.content,
            save_path=str(folder or self.client.downloads),
            is_stopped=stopped,
            is_skip_checking=checked or None,
            download_limit=download_limit,
        )
        self.wait(torrent.hash, lambda _: True)
        return torrent.hash

    def add_complete(self, size: int = 1 << 16, *, stopped: bool = False, trackers: Sequence[str] = ()) -> TorrentFile:
        """A torrent that is complete at once: its data lies in the download folder before it is added."""
        path = self.payload(size)
        torrent = torrent_of(path, trackers=trackers)
        path.replace(self.client.downloads / path.name)
        self.add(torrent, stopped=stopped, checked=True)
        self.wait(torrent.hash, lambda seen: seen["progress"] == 1)
        return torrent

    def content(self, torrent_hash: str) -> Path:
        """Where the data of a torrent lies."""
        # Right after the add 4.5.2 gives the bare name of the file instead of its path.
        return Path(
            str(self.wait(torrent_hash, lambda seen: Path(str(seen["content_path"])).is_absolute())["content_path"])
        )

    def elsewhere(self) -> Path:
        """A folder on another file system than the downloads, with room for a gigabyte."""
        if self._elsewhere is None:
            self._elsewhere = Path(tempfile.mkdtemp(prefix=self.client.folder.name, dir=self._other_file_system()))
        return self._elsewhere

    def restart(self, before: Callable[[], object]) -> None:
        """Stop the client, do something behind its back, start it again."""
        self.client.stop()
        before()
        self.client.start()

    def seen(self, torrent_hash: str) -> Seen:
        """The torrent as the client shows it now; empty when it does not."""
        found = self.api.torrents_info(torrent_hashes=torrent_hash)
        return found[0] if found else {}

    def _other_file_system(self) -> Path:
        here = self.client.downloads.stat().st_dev
        for place in (Path("/dev/shm"), LAB, Path("/var/tmp"), Path.home()):
            writable = place.is_dir() and os.access(place, os.W_OK)
            if writable and place.stat().st_dev != here and shutil.disk_usage(place).free > 1 << 30:
                return place
        raise NoOtherFileSystemError("all folders that a test may write to lie on one file system")

    def wait(
        self,
        torrent_hash: str,
        wanted: Collection[str] | Callable[[Seen], bool],
        *,
        seconds: float = 120,
    ) -> Seen:
        """Wait until the torrent is in one of these states, or as the predicate wants it."""
        met = wanted if callable(wanted) else lambda seen: seen["state"] in wanted
        seen: Seen = {}

        def reached() -> bool:
            nonlocal seen
            seen = self.seen(torrent_hash)
            return bool(seen) and met(seen)

        try:
            until(reached, f"{torrent_hash} becomes {wanted}", seconds=seconds)
        except TimeoutError as error:
            raise TimeoutError(f"{error}; it was last seen as {dict(seen)}") from None
        return seen

    def wait_for_tracker(self, torrent_hash: str, url: str, message: str) -> None:
        """Wait until the client shows this message of this tracker; the empty one is that of a tracker that is well."""

        def shown() -> bool:
            trackers = self.api.torrents_trackers(torrent_hash)
            return any(tracker["url"] == url and tracker["msg"] == message for tracker in trackers)

        try:
            until(shown, message, seconds=3)
        except TimeoutError:
            # 5.x now and then overlooks an answer that comes at once, and shows it only after the next announce.
            self.api.torrents_reannounce(torrent_hashes=torrent_hash)
            until(shown, f"the client shows {message!r}, said by {url}")


def until(condition: Callable[[], object], meaning: str, *, seconds: float = 120) -> None:
    """Look every 30 ms until the condition holds. TimeoutError says what did not happen."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {seconds:g} s: {meaning}")
        time.sleep(0.03)
