"""What a simulated Arr knows of its downloads: tracking, rebuilt from the client at each refresh."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from .app import App
from .client import ClientError, DownloadClient
from .history import History
from .settings import Settings
from .states import LEFT_THE_QUEUE, BackOff, Tracked
from .torrent import ClientTorrent
from .tracked import Block, Library, TrackedDownload

NAMED_BY_ID_ONLY = (
    "Found matching item via grab history, but release was matched by ID. Automatic import is not possible"
)


class Downloads:
    """The tracked downloads by downloadId, and ``queue``: those that the app shows."""

    def __init__(
        self,
        *,
        lock: threading.RLock,
        clock: Callable[[], float],
        app: App,
        client: DownloadClient,
        settings: Settings,
        history: History,
        library: Library,
    ) -> None:
        self.lock, self.clock, self.app, self.client, self.settings = lock, clock, app, client, settings
        self.history, self.library = history, library
        self.back_off = BackOff()
        self.client_error = ""
        self.tracked: dict[str, TrackedDownload] = {}
        self.blocks: dict[str, Block] = {}
        self._changes = 0

    @property
    def queue(self) -> list[TrackedDownload]:
        return [download for download in self.tracked.values() if download.in_client and self._shown(download)]

    @property
    def queued(self) -> set[int]:
        """The ids of the items that the queue is about."""
        return {item[self.app.item_key] for download in self.queue for item in download.items}

    def find(self, download_id: str) -> TrackedDownload | None:
        """A tracked download. Case matters, as it does to the app."""
        return self.tracked.get(download_id)

    def refresh(self) -> None:
        """Ask the client and rebuild; a download that was dropped while the client was asked is not brought back."""
        while True:
            before = self._changes
            torrents = self._poll()
            with self.lock:
                if before == self._changes:
                    self._track(torrents)
                    return

    def drop(self, download_id: str) -> None:
        """Stop tracking; the next refresh looks at the download afresh."""
        self.tracked.pop(download_id, None)
        self._changes += 1

    def restart(self) -> None:
        """Forget everything that is in memory only."""
        self.tracked.clear()
        self._changes += 1

    def check_client(self) -> str:
        """Test the client as its test button does; the complaint, or nothing if it answers."""
        try:
            self.client.check()
        except ClientError as error:
            self.client_error = str(error)
            self.back_off.failed(self.clock())
            return str(error)
        self.client_error = ""
        self.back_off.succeeded()
        return ""

    def local_path(self, torrent: ClientTorrent) -> Path:
        return Path(self.settings.local_path(self.client.host, torrent.content_path))

    def _shown(self, download: TrackedDownload) -> bool:
        handled = self.settings.completed_handling or download.torrent.status != "completed"
        return download.state not in LEFT_THE_QUEUE and handled

    def _poll(self) -> list[ClientTorrent]:
        if self.back_off.pausing(self.clock()):
            return []
        try:
            torrents = self.client.torrents()
        except ClientError as error:
            self.client_error = str(error)
            self.back_off.failed(self.clock())
            return []
        self.client_error = ""
        self.back_off.succeeded()
        return torrents

    def _track(self, torrents: list[ClientTorrent]) -> None:
        for download in self.tracked.values():
            download.in_client = False
        for torrent in torrents:
            download = self.tracked.setdefault(torrent.download_id, TrackedDownload(torrent, ()))
            download.torrent, download.in_client = torrent, True
            if download.state is Tracked.DOWNLOADING:
                self._recognise(download)
            if self.settings.completed_handling:
                self._check_completed(download)

    def _recognise(self, download: TrackedDownload) -> None:
        named = self.library.identify(download.torrent.name)
        download.items = named or self.history.items(download.download_id, "grabbed")
        outcome = self.history.outcomes.get(download.download_id)
        if outcome and not download.recalled:
            download.state = Tracked(outcome)
            download.warnings = self._remembered(download)
        download.recalled = True

    def _remembered(self, download: TrackedDownload) -> list[tuple[str, list[str]]]:
        """The complaint about an import that failed for good: history has it, memory loses it at a restart."""
        if download.state is not Tracked.IMPORT_FAILED:
            return []
        rows = [row for row in self.history.of(download.download_id) if row.event == self.app.import_incomplete]
        return [(download.torrent.name, [rows[-1].details["statusMessages"]])]

    def _check_completed(self, download: TrackedDownload) -> None:
        if download.torrent.status != "completed" or download.state not in (
            Tracked.DOWNLOADING,
            Tracked.IMPORT_BLOCKED,
        ):
            return
        grabs = self.history.grabs(download.download_id)
        if not grabs and not download.torrent.category:
            download.warnings = [(download.torrent.name, ["Download wasn't grabbed and not in a category, Skipping."])]
        elif not download.items:
            self._block(download, "Title mismatch, automatic import is not possible.")
        elif grabs and _by_id_only(grabs[0].details):
            self._block(download, NAMED_BY_ID_ONLY)
        else:
            download.state = Tracked.IMPORT_PENDING

    @staticmethod
    def _block(download: TrackedDownload, message: str) -> None:
        download.state = Tracked.IMPORT_BLOCKED
        download.warnings = [(download.torrent.name, [message])]


def _by_id_only(grab: Mapping[str, str]) -> bool:
    matched = next((value for name, value in grab.items() if name.endswith("MatchType")), "")
    return matched == "Id" and grab.get("releaseSource") != "InteractiveSearch"
