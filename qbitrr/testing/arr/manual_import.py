"""The scan for a manual import, as every simulated Arr answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from ..http import Reply
from .downloads import Downloads
from .history import Item
from .quality import LANGUAGES
from .routes import Call, Route
from .wire import Json, crash, json_reply

type Candidates = Callable[[Path, tuple[Item, ...]], Iterable[tuple[Path, Json]]]
"""Gives each file of a path that is thought to be of these items, and what the app says of it."""


class ManualImportEndpoints:
    def __init__(self, downloads: Downloads, candidates: Candidates) -> None:
        self.downloads, self.candidates = downloads, candidates

    def routes(self) -> list[Route]:
        return [("GET", "manualimport", self.scan)]

    def scan(self, call: Call) -> Reply:
        download_id, folder = call.query.text("downloadId"), call.query.text("folder")
        path, items = Path(folder), self.downloads.library.identify(Path(folder).name)
        if download_id:
            download = self.downloads.find(download_id)
            if download is None:
                return json_reply([])
            if download.torrent.status != "completed":
                raise crash("System.NullReferenceException", "Object reference not set to an instance of an object.")
            path, items = self.downloads.local_path(download.torrent), download.items
        elif not folder:
            return json_reply([])
        return json_reply([{**self._file(file, download_id), **said} for file, said in self.candidates(path, items)])

    def _file(self, file: Path, download_id: str) -> Json:
        return {
            "id": abs(hash(file)) & 0x7FFFFFFF,
            "path": str(file),
            "name": file.stem,
            "size": file.stat().st_size,
            "quality": self.downloads.app.qualities.of(str(file)),
            "qualityWeight": 1,
            "downloadId": download_id or None,
            "indexerFlags": 0,
        }


def of_video(file: Path, folder: Path) -> Json:
    """What the apps for videos say of a file beside what they take it for."""
    return {
        "relativePath": str(file.relative_to(folder)) if folder.is_dir() else file.name,
        "folderName": folder.name,
        "languages": LANGUAGES,
        "customFormats": [],
        "customFormatScore": 0,
    }


def rejections(reason: str) -> list[Json]:
    return [{"reason": reason, "type": "permanent"}] if reason else []
