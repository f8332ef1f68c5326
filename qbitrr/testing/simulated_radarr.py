"""A Radarr that is simulated: it tracks the torrents of a real or simulated qBittorrent, imports, searches, forgets."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Unpack

from .arr.app import COMMON_IDLE_COMMANDS, App
from .arr.command import Kind
from .arr.history import HistoryRow, Item
from .arr.manual_import import ManualImportEndpoints
from .arr.movie import QUALITIES, Movie
from .arr.movie_imports import movie_candidates
from .arr.movie_routes import MovieEndpoints
from .arr.movie_searches import MovieSearches
from .arr.movies import Movies
from .arr.releases import Release, ReleaseTraits
from .arr.server import API_KEY, ArrServer, ServerOptions

__all__ = ["API_KEY", "PREFIX", "VERSION", "SimulatedRadarr"]

PREFIX = "/api/v3"
VERSION = "6.1.1.10360"
EVENTS = {
    0: "unknown",
    1: "grabbed",
    3: "downloadFolderImported",
    4: "downloadFailed",
    6: "movieFileDeleted",
    7: "movieFolderImported",
    8: "movieFileRenamed",
    9: "downloadIgnored",
}
RADARR = App(
    name="Radarr",
    version=VERSION,
    prefix=PREFIX,
    group="movie",
    item="movie",
    media="movie",
    events=EVENTS,
    imported="downloadFolderImported",
    scan="DownloadedMoviesScan",
    idle_commands=(*COMMON_IDLE_COMMANDS, "RefreshMovie", "RescanMovie", "RenameMovie"),
    qualities=QUALITIES,
)


class SimulatedRadarr(ArrServer):
    """A Radarr on loopback, with movies."""

    def __init__(
        self, *, client_port: int, root_folder: Path, category: str = "radarr", **options: Unpack[ServerOptions]
    ) -> None:
        super().__init__(RADARR, client_port=client_port, category=category, **options)
        self.movies = Movies(root_folder, self.lock, self.clock, self.history)
        self.assemble(self.movies, self._search_again)
        movies = MovieEndpoints(self.movies, self.downloads, self.profiles)
        imports = ManualImportEndpoints(self.downloads, partial(movie_candidates, self.movies))
        self.movie_searches = MovieSearches(self.movies, self.downloads, self.grabs, movies.below_cutoff)
        self.open([*movies.routes(), *imports.routes()], self._kinds_of_its_own(), {"movie": movies.embed})

    def add_movie(self, title: str, *, year: int = 2020, monitored: bool = True, **traits: object) -> int:
        """Add a movie and return its id; ``traits`` are other fields of ``Movie``."""
        with self.lock:
            return self.movies.add(title, year, {"monitored": monitored, **traits}).id

    def movie(self, number: int) -> Movie:
        return self.movies.by_id[number]

    def put_file(self, movie_id: int, *, resolution: int = 1080, score: int = 0, size: int = 1_000) -> None:
        """Let a movie have a file at once, without a torrent; nothing is on the disk."""
        with self.lock:
            movie = self.movie(movie_id)
            path = self.movies.file_name(movie, resolution, ".mkv")
            self.movies.put_file(movie, path, size=size, resolution=resolution, score=score)

    def add_release(
        self, movie_id: int, title: str, *, torrent: bytes | str, **traits: Unpack[ReleaseTraits]
    ) -> Release:
        """Let the indexers offer a release; releases are considered in the order of adding."""
        return self.offer([{"movieId": movie_id}], title, torrent=torrent, **traits)

    def grab(
        self,
        movie_id: int,
        download_id: str,
        title: str,
        *,
        source: str = "Search",
        indexer: str = "Indexer",
        score: int = 0,
    ) -> HistoryRow:
        """Write only the record of a grab, for a torrent that the test puts into the client itself."""
        [row] = self.record_grab(
            [{"movieId": movie_id}], download_id, title, source=source, indexer=indexer, score=score
        )
        return row

    @property
    def searches(self) -> list[int]:
        """The ids of the movies that were searched, in order."""
        return self.movie_searches.searched

    def _kinds_of_its_own(self) -> list[Kind]:
        return [
            Kind(name="MoviesSearch", parameters={"movieIds": None}, run=self.movie_searches.movies),
            Kind(name="MissingMoviesSearch", run=self.movie_searches.missing),
            Kind(name="CutoffUnmetMoviesSearch", run=self.movie_searches.cutoff_unmet),
        ]

    def _search_again(self, items: tuple[Item, ...]) -> None:
        body = {"movieIds": [item["movieId"] for item in items]}
        self.commands.push("MoviesSearch", body, trigger="unspecified")
