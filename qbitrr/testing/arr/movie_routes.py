"""The endpoints of a simulated Radarr that are about movies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..http import Reply
from .downloads import Downloads
from .files import video_files
from .history import Item
from .movie import Movie
from .movies import Movies
from .quality import LANGUAGES, quality_of
from .routes import Call, Route
from .wire import ApiError, Json, crash, json_reply, no_such_row, page_of

WANTED_KEYS = ("movieMetadata.sortTitle", "movieMetadata.year", "movies.lastSearchTime")


class MovieEndpoints:
    def __init__(self, movies: Movies, downloads: Downloads) -> None:
        self.movies, self.downloads = movies, downloads

    def routes(self) -> list[Route]:
        return [
            ("GET", "movie", self.list),
            ("GET", "movie/{id}", self.get),
            ("GET", "moviefile", self.files),
            ("GET", "wanted/missing", self.missing),
            ("GET", "wanted/cutoff", self.cutoff),
            ("GET", "manualimport", self.manual_import),
        ]

    def resource(self, movie: Movie, *, embedded: bool = False) -> dict[str, object]:
        now, delay = self.downloads.clock(), self.downloads.settings.availability_delay_days
        return movie.resource(now, delay, embedded=embedded)

    def embed(self, item: Item) -> dict[str, object] | None:
        movie = self.movies.by_id.get(item["movieId"])
        return self.resource(movie, embedded=True) if movie else None

    def list(self, call: Call) -> Reply:
        resources = [self.resource(movie) for movie in self.movies.by_id.values()]
        tmdb = call.query.number("tmdbId", 0)
        return json_reply([resource for resource in resources if not tmdb or resource["tmdbId"] == tmdb])

    def get(self, call: Call) -> Reply:
        movie = self.movies.by_id.get(call.id)
        if movie is None:
            raise no_such_row()
        return json_reply(self.resource(movie))

    def files(self, call: Call) -> Reply:
        of_movies, ids = call.query.numbers("movieId"), call.query.numbers("movieFileIds")
        if not of_movies and not ids:
            content = "movieId or movieFileIds must be provided"
            raise ApiError(json_reply({"message": f"BadRequest: {content}", "content": content}, 400))
        files = [movie.file for movie in self.movies.by_id.values() if movie.file]
        chosen = [file for file in files if file.movie_id in of_movies or file.id in ids]
        return json_reply([file.resource(formats=True) for file in chosen])

    def missing(self, call: Call) -> Reply:
        """Movies without a file, also those that are not out yet."""
        return self._wanted(call, [movie for movie in self.movies.by_id.values() if not movie.file and movie.year > 0])

    def cutoff(self, call: Call) -> Reply:
        movies = self.movies.by_id.values()
        return self._wanted(call, [movie for movie in movies if movie.file and movie.file.resolution < 1080])

    def manual_import(self, call: Call) -> Reply:
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
            "movie": self.resource(movie) if movie else None,
            "quality": quality_of(str(file)),
            "languages": LANGUAGES,
            "qualityWeight": 1,
            "downloadId": download_id or None,
            "customFormats": [],
            "customFormatScore": 0,
            "indexerFlags": 0,
            "rejections": unknown,
        }

    def _wanted(self, call: Call, movies: Sequence[Movie]) -> Reply:
        monitored = call.query.flag("monitored", default=True)
        records = [self.resource(movie) for movie in movies if movie.monitored == monitored]
        return page_of(records, call.query, sort_keys=WANTED_KEYS, page_past_end=lambda _total, _size: None)
