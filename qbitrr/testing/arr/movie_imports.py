"""The scan for a manual import in a simulated Radarr."""

from __future__ import annotations

from pathlib import Path

from ..http import Reply
from .downloads import Downloads
from .files import video_files
from .history import Item
from .movie import QUALITIES
from .movies import Movies
from .quality import LANGUAGES
from .routes import Call, Route
from .wire import Json, crash, json_reply


class MovieImportEndpoints:
    def __init__(self, movies: Movies, downloads: Downloads) -> None:
        self.movies, self.downloads = movies, downloads

    def routes(self) -> list[Route]:
        return [("GET", "manualimport", self.scan)]

    def scan(self, call: Call) -> Reply:
        download_id, folder = call.query.text("downloadId"), call.query.text("folder")
        path, items = Path(folder), self.movies.identify(Path(folder).name)
        if download_id:
            download = self.downloads.find(download_id)
            if download is None:
                return json_reply([])
            if download.torrent.status != "completed":
                raise crash("System.NullReferenceException", "Object reference not set to an instance of an object.")
            path, items = self.downloads.local_path(download.torrent), download.items
        elif not folder:
            return json_reply([])
        return json_reply([self._candidate(file, path, items, download_id) for file in video_files(path)])

    def _candidate(self, file: Path, folder: Path, items: tuple[Item, ...], download_id: str) -> Json:
        movie = self.movies.by_id.get(items[0]["movieId"]) if items else None
        unknown = [] if movie else [{"reason": "Unknown Movie", "type": "permanent"}]
        return {
            "id": abs(hash(file)) & 0x7FFFFFFF,
            "path": str(file),
            "relativePath": str(file.relative_to(folder)) if folder.is_dir() else file.name,
            "folderName": folder.name,
            "name": file.stem,
            "size": file.stat().st_size,
            "movie": movie.embedded(available=True) if movie else None,
            "quality": QUALITIES.of(str(file)),
            "languages": LANGUAGES,
            "qualityWeight": 1,
            "downloadId": download_id or None,
            "customFormats": [],
            "customFormatScore": 0,
            "indexerFlags": 0,
            "rejections": unknown,
        }
