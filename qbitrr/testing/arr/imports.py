"""Completed download handling of a simulated Arr, and the import commands that a client may send."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from .client import ClientError
from .command import Command, CommandError
from .downloads import Downloads
from .files import delete_if_emptied
from .history import Item
from .states import Tracked
from .tracked import Imported, TrackedDownload

INCOMPLETE = "One or more items expected in this release were not imported or missing from the release"
MODES = {"0": "auto", "1": "move", "2": "copy"}


class Imports:
    def __init__(self, downloads: Downloads) -> None:
        self.downloads, self.app = downloads, downloads.app
        self._alternating: set[str] = set()

    def process(self, _command: Command | None = None) -> Iterator[float]:
        """Import what is pending, then remove what was imported and has seeded enough."""
        with self.downloads.lock:
            present = [download for download in self.downloads.tracked.values() if download.in_client]
        for download in present:
            if self.downloads.settings.completed_handling and download.state is Tracked.IMPORT_PENDING:
                yield from self._import_pending(download)
        for download in present:
            if download.in_client and download.state is Tracked.IMPORTED:
                self._remove_if_done(download)

    def scan(self, command: Command) -> Iterator[float]:
        """Downloaded*Scan: without a tracked download, mode auto MOVES the files."""
        path = Path(str(command.body.get("path") or ""))
        download_id = str(command.body.get("downloadClientId") or "")
        mode = _mode(command.body.get("importMode"))
        if not command.body.get("path"):
            raise CommandError("A path must be provided")
        yield self.downloads.settings.import_takes
        command.result = "unsuccessful"
        if not path.exists():
            return
        download = self.downloads.find(download_id)
        if download and not download.items:
            raise CommandError("Object reference not set to an instance of an object.")
        may_move = download is None or self._may_move(download)
        move = mode == "move" or (mode == "auto" and may_move)
        items = download.items if download else self.downloads.library.identify(path.name)
        taken = self._import(items, path, download, move=move)
        command.result = "successful" if taken else "unsuccessful"
        if taken and download:
            self._settle(download, taken)

    def manual(self, command: Command) -> Iterator[float]:
        """ManualImport: takes the files it is told to, whatever the app thinks of them."""
        files = command.body.get("files")
        if not isinstance(files, list):
            raise CommandError("Value cannot be null. (Parameter 'files')")
        mode = _mode(command.body.get("importMode"))
        done: dict[TrackedDownload, list[Imported]] = {}
        for file in files:
            if not isinstance(file, dict):
                raise CommandError("Value cannot be null. (Parameter 'file')")
            yield self.downloads.settings.import_takes
            items = self.downloads.library.chosen(file)
            download = self.downloads.find(str(file.get("downloadId", "")))
            move = mode == "move" or (mode == "auto" and (download is None or self._may_move(download)))
            taken = self._import(items, Path(str(file["path"])), download, move=move, forced=True)
            if taken and download:
                done.setdefault(download, []).extend(taken)
        for download, taken in done.items():
            self._settle(download, taken)

    def _import_pending(self, download: TrackedDownload) -> Iterator[float]:
        block = self.downloads.blocks.get(download.download_id)
        if block and self.app.import_incomplete:
            return self._give_up(download, block.message)
        if block:
            return self._refuse(download, block.message, blocked=block.rejected_files > 1)
        path = self.downloads.local_path(download.torrent)
        if not path.exists():
            return self._refuse(download, f"Import failed, path does not exist or is not accessible: {path}")
        if not self.app.files(path):
            return self._refuse(download, f"No files found are eligible for import in {path}")
        download.state = Tracked.IMPORTING
        return self._finish(download, path)

    def _finish(self, download: TrackedDownload, path: Path) -> Iterator[float]:
        yield self.downloads.settings.import_takes
        if self.downloads.find(download.download_id) is not download:
            return  # removed, or forgotten by a restart, meanwhile
        self._settle(download, self._import(download.items, path, download, move=self._may_move(download)))

    def _settle(self, download: TrackedDownload, taken: list[Imported]) -> None:
        """Say how far a download has come, now that these files were taken."""
        imported = self.downloads.history.items(download.download_id, self.app.imported)
        partial = bool(imported) and not self.downloads.library.whole(download.items, imported)
        if taken and not partial:
            self._imported(download)
        elif self.app.import_incomplete:
            self._give_up(download, INCOMPLETE)
        else:
            with self.downloads.lock:
                download.state = Tracked.IMPORT_BLOCKED if partial else Tracked.IMPORT_PENDING
                download.warnings = [(download.torrent.name, [INCOMPLETE if partial else "Import failed"])]

    def _give_up(self, download: TrackedDownload, message: str) -> Iterator[float]:
        """What was not imported whole is final to an app that has an event for it."""
        with self.downloads.lock:
            download.state = Tracked.IMPORT_FAILED
            download.warnings = [(download.torrent.name, [message])]
            self.downloads.history.outcomes[download.download_id] = Tracked.IMPORT_FAILED
            self._note(self.app.import_incomplete, download, {"statusMessages": message})
        return iter(())

    def _note(self, event: str, download: TrackedDownload, details: Mapping[str, str]) -> None:
        for item in download.items:
            self.downloads.history.add(event, item, download.torrent.name, download.download_id, details)

    def _refuse(self, download: TrackedDownload, message: str, *, blocked: bool = False) -> Iterator[float]:
        """Warn. A blocked import is tried at every refresh: so that a poll meets both words, they take turns."""
        with self.downloads.lock:
            download.warnings = [(download.torrent.name, [message])]
            turn = download.download_id not in self._alternating
            if blocked and turn:
                download.state = Tracked.IMPORT_BLOCKED
                self._alternating.add(download.download_id)
            else:
                self._alternating.discard(download.download_id)
        return iter(())

    def _may_move(self, download: TrackedDownload) -> bool:
        return self.downloads.settings.remove_completed and download.torrent.finished_seeding

    def _import(
        self,
        items: tuple[Item, ...],
        path: Path,
        download: TrackedDownload | None,
        *,
        move: bool,
        forced: bool = False,
    ) -> list[Imported]:
        title = download.torrent.name if download else path.stem if path.is_file() else path.name
        download_id = download.download_id if download else None
        score = next((row.score for row in self.downloads.history.grabs(download_id or "")), 0)
        taken = self.downloads.library.accept(items, path, title, move=move, score=score, forced=forced)
        with self.downloads.lock:
            for file in taken:
                details = {
                    "fileId": str(file.file_id),
                    "droppedPath": str(file.source),
                    "importedPath": str(file.destination),
                    "downloadClient": "QBittorrent",
                    "downloadClientName": "qBittorrent",
                    "size": str(file.size),
                    "customFormatScore": str(score),
                }
                self.downloads.history.add(self.app.imported, file.item, title, download_id, details)
        if move and taken:
            delete_if_emptied(path, self.app.files)
        return taken

    def _imported(self, download: TrackedDownload) -> None:
        client = self.downloads.client
        with self.downloads.lock:
            download.state, download.warnings = Tracked.IMPORTED, []
            self.downloads.history.outcomes[download.download_id] = Tracked.IMPORTED
            if self.app.import_complete:
                self._note(self.app.import_complete, download, {})
        if client.imported_category and client.imported_category != download.torrent.category:
            with suppress(ClientError):  # the app only logs it
                client.set_category(download.torrent.hash, client.imported_category)
        self._remove_if_done(download)

    def _remove_if_done(self, download: TrackedDownload) -> None:
        if self._may_move(download):
            with suppress(ClientError):  # tried again at the next refresh
                self.downloads.client.remove(download.torrent.hash)
                download.in_client = False


def _mode(value: object) -> str:
    return MODES.get(str(value), str(value or "auto").lower())
