"""The scan for a manual import in a simulated Sonarr."""

from __future__ import annotations

from pathlib import Path

from ..http import Reply
from .downloads import Downloads
from .episode import QUALITIES, Episode
from .episode_names import named
from .files import video_files
from .history import Item
from .quality import LANGUAGES
from .routes import Call, Route
from .shows import Shows
from .wire import Json, crash, json_reply


class EpisodeImportEndpoints:
    def __init__(self, shows: Shows, downloads: Downloads) -> None:
        self.shows, self.downloads = shows, downloads

    def routes(self) -> list[Route]:
        return [("GET", "manualimport", self.scan)]

    def scan(self, call: Call) -> Reply:
        download_id, folder = call.query.text("downloadId"), call.query.text("folder")
        path, items = Path(folder), self.shows.identify(Path(folder).name)
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
        episodes = self._episodes(file, items)
        series = self.shows.by_id.get(items[0]["seriesId"]) if items else None
        unknown = [] if episodes else [{"reason": "Invalid season or episode", "type": "permanent"}]
        return {
            "id": abs(hash(file)) & 0x7FFFFFFF,
            "path": str(file),
            "relativePath": str(file.relative_to(folder)) if folder.is_dir() else file.name,
            "folderName": folder.name,
            "name": file.stem,
            "size": file.stat().st_size,
            "series": series.embedded() if series else None,
            "seasonNumber": episodes[0].season if episodes else None,
            "episodes": [episode.resource() for episode in episodes],
            "quality": QUALITIES.of(str(file)),
            "languages": LANGUAGES,
            "qualityWeight": 1,
            "downloadId": download_id or None,
            "customFormats": [],
            "customFormatScore": 0,
            "indexerFlags": 0,
            "releaseType": "singleEpisode" if len(episodes) < 2 else "multiEpisode",
            "rejections": unknown,
        }

    def _episodes(self, file: Path, items: tuple[Item, ...]) -> list[Episode]:
        episodes = [self.shows.episodes[item["episodeId"]] for item in items]
        what = named(file.stem)
        if what is None:
            return episodes if len(episodes) == 1 else []
        return [each for each in episodes if each.season == what.season and each.number in what.episodes]
