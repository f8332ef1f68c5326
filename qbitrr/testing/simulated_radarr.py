"""A Radarr that is simulated: it tracks the torrents of a real or simulated qBittorrent, imports, searches, forgets."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from .arr.blocklist import Blocklist, BlocklistEndpoints
from .arr.client import DownloadClient
from .arr.command import Command, Kind
from .arr.command_routes import CommandEndpoints
from .arr.commands import Commands
from .arr.configuration import Configuration
from .arr.downloads import Downloads
from .arr.failures import Failures
from .arr.grabs import Grabs
from .arr.history import RADARR_EVENTS, History, HistoryEndpoints, HistoryRow, Item
from .arr.imports import Imports
from .arr.movie import Movie
from .arr.movie_routes import MovieEndpoints
from .arr.movie_searches import MovieSearches
from .arr.movies import Movies
from .arr.queue import QueueEndpoints
from .arr.releases import Release, info_hash_of
from .arr.routes import Call, Front, Route
from .arr.schedule import Heartbeat, Schedule
from .arr.settings import Settings
from .arr.system import system_status
from .arr.tracked import Block
from .arr.wire import json_reply, model_not_found
from .http import Reply, Request, SimulatedServer

PREFIX = "/api/v3"
VERSION = "6.1.1.10360"
API_KEY = "0123456789abcdef0123456789abcdef"
IDLE_COMMANDS = (
    "RefreshMovie",
    "RescanMovie",
    "RssSync",
    "RenameMovie",
    "CheckHealth",
    "Backup",
    "Housekeeping",
    "ImportListSync",
    "CleanUpRecycleBin",
    "MessagingCleanup",
    "CheckForFinishedDownload",
)


class SimulatedRadarr(SimulatedServer):
    """A Radarr on loopback. With the real clock a thread lets time pass; with a clock of the test's, each request does.

    ``refresh_every`` in seconds; None means that the queue is rebuilt only on command.
    """

    def __init__(
        self,
        *,
        client_port: int,
        root_folder: Path,
        client_host: str = "127.0.0.1",
        client_username: str = "",
        client_password: str = "",
        category: str = "radarr",
        imported_category: str = "",
        api_key: str = API_KEY,
        url_base: str = "",
        port: int = 0,
        refresh_every: float | None = 60.0,
        settings: Settings | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(port)
        self.clock, self.api_key, self.refresh_every = clock, api_key, refresh_every
        self.settings = settings or Settings()
        self.client = DownloadClient(
            host=client_host,
            port=client_port,
            username=client_username,
            password=client_password,
            category=category,
            imported_category=imported_category,
        )
        self.started_at, self._ready_at = clock(), clock()
        self._turn = threading.RLock()
        self._schedule = Schedule(clock)
        self._heartbeat: Heartbeat | None = None
        self._assemble(root_folder)
        self.front = Front(app="Radarr", version=VERSION, prefix=PREFIX, api_key=api_key, url_base=url_base)
        self._set_timers(0)
        self._open()

    def add_movie(self, title: str, *, year: int = 2020, monitored: bool = True, **traits: object) -> int:
        """Add a movie and return its id; ``traits`` are other fields of ``Movie``."""
        with self.lock:
            number = max(self.movies.by_id, default=0) + 1
            folder = self.movies.root_folder / f"{title} ({year})"
            movie = Movie(id=number, title=title, year=year, folder=folder, added=self.clock(), monitored=monitored)
            for name, value in traits.items():
                if not hasattr(movie, name):
                    raise TypeError(f"a movie has no {name}")
                setattr(movie, name, value)
            self.movies.by_id[number] = movie
            return number

    def movie(self, number: int) -> Movie:
        return self.movies.by_id[number]

    def add_release(
        self,
        movie_id: int,
        title: str,
        *,
        torrent: bytes | str,
        info_hash: str = "",
        indexer: str = "Indexer",
        size: int = 0,
    ) -> Release:
        """Let the indexers offer a release; releases are considered in the order of adding."""
        release = Release(
            item={"movieId": movie_id},
            title=title,
            torrent=torrent,
            info_hash=(info_hash or info_hash_of(torrent)).upper(),
            indexer=indexer,
            size=size,
        )
        with self.lock:
            self.grabs.releases.append(release)
        return release

    def grab(
        self, movie_id: int, download_id: str, title: str, *, source: str = "Search", indexer: str = "Indexer"
    ) -> HistoryRow:
        """Write only the record of a grab, for a torrent that the test puts into the client itself."""
        magnet = f"magnet:?xt=urn:btih:{download_id}"
        release = Release(
            item={"movieId": movie_id}, title=title, torrent=magnet, info_hash=download_id, indexer=indexer
        )
        with self.lock:
            return self.grabs.record(release, source)

    @property
    def searches(self) -> list[int]:
        """The ids of the movies that were searched, in order."""
        return self.movie_searches.searched

    def block_import(self, download_id: str, message: str, *, rejected_files: int = 2) -> None:
        """Refuse the import of a download from now on; one rejected file alone never becomes importBlocked."""
        with self.lock:
            self.downloads.blocks[download_id.upper()] = Block(message, rejected_files)

    def allow_import(self, download_id: str) -> None:
        with self.lock:
            self.downloads.blocks.pop(download_id.upper(), None)

    def refresh(self) -> None:
        """Refresh the queue now and take the steps that are due, whatever the workers are busy with."""
        with self._turn:
            self._refresh_monitored()
            self.tick()

    def tick(self) -> None:
        """Do what is due: timers, then commands."""
        with self._turn:
            if self.clock() < self._ready_at:
                return
            for name in self._due():
                self._timers[name]()
            self.commands.work()

    def restart(self) -> None:
        """Start anew: 503 for a while, everything that was only in memory is gone."""
        with self._turn, self.lock:
            self.started_at = self.clock()
            self._ready_at = self.started_at + self.settings.startup_takes
            self.downloads.restart()
            self.commands.restart()
            self._set_timers(self.settings.startup_takes)

    def start(self) -> Self:
        if self.clock is time.time and self._heartbeat is None:
            self._heartbeat = Heartbeat(self.tick)
            self._heartbeat.start()
        return super().start()

    def stop(self) -> None:
        if self._heartbeat:
            self._heartbeat.stop()
            self._heartbeat = None
        super().stop()

    def serve(self, request: Request) -> Reply | None:
        if self._heartbeat is None:
            self.tick()
        return super().serve(request)

    def answer(self, request: Request) -> Reply:
        return self.front.answer(request, starting=self.clock() < self._ready_at)

    def _assemble(self, root_folder: Path) -> None:
        self.history = History(self.clock)
        self.blocklist = Blocklist(self.clock)
        self.movies = Movies(root_folder, self.lock, self.clock, self.history)
        self.downloads = Downloads(
            lock=self.lock,
            clock=self.clock,
            client=self.client,
            settings=self.settings,
            history=self.history,
            library=self.movies,
        )
        self.imports = Imports(self.downloads, "downloadFolderImported")
        self.failures = Failures(self.downloads, self.blocklist, self._search_again)
        self.grabs = Grabs(self.downloads, self.blocklist, self.movies.resolution, self._grabbed)
        self.movie_searches = MovieSearches(self.movies, self.downloads, self.grabs)
        self.configuration = Configuration(self.downloads, "movie", self._tag_in_use)
        self.commands = Commands(self.lock, self.clock, lambda: self.settings.command_takes)
        self.commands.know(*self._kinds(), *(Kind(name=name) for name in IDLE_COMMANDS))

    def _open(self) -> None:
        library = MovieEndpoints(self.movies, self.downloads)
        self.front.add(QueueEndpoints(self.failures, self.grabs, "movie", library.embed).routes())
        self.front.add(HistoryEndpoints(self.history, RADARR_EVENTS, "movie", library.embed).routes())
        self.front.add(BlocklistEndpoints(self.blocklist, "movie").routes())
        self.front.add(CommandEndpoints(self.commands, PREFIX).routes())
        self.front.add(self.configuration.routes())
        self.front.add(library.routes())
        self.front.add(self._routes())

    def _routes(self) -> list[Route]:
        return [
            ("POST", "history/failed/{id}", self._mark_failed),
            ("GET", "system/status", lambda _call: json_reply(system_status(self.front, self.started_at))),
        ]

    def _kinds(self) -> list[Kind]:
        scan: dict[str, object] = {"path": None, "downloadClientId": None, "importMode": "auto"}
        return [
            Kind(name="RefreshMonitoredDownloads", run=self._refresh_monitored, priority="high"),
            Kind(name="ProcessMonitoredDownloads", run=self.imports.process, priority="high", disk=True),
            Kind(name="DownloadedMoviesScan", parameters=scan, run=self.imports.scan, disk=True),
            Kind(
                name="ManualImport",
                parameters={"files": None, "importMode": "auto"},
                run=self.imports.manual,
                priority="high",
                disk=True,
            ),
            Kind(name="MoviesSearch", parameters={"movieIds": None}, run=self.movie_searches.movies),
            Kind(name="MissingMoviesSearch", run=self.movie_searches.missing),
            Kind(name="ClearBlocklist", run=self._clear_blocklist),
        ]

    def _set_timers(self, delay: float) -> None:
        self._timers: dict[str, Callable[[], object]] = {
            "scheduled refresh": self._scheduled_refresh,
            "refresh after a grab": lambda: self.commands.push("RefreshMonitoredDownloads", trigger="unspecified"),
            "forget commands": self._forget_commands,
        }
        self._schedule.clear()
        self._schedule.after(delay + 300, "forget commands")
        if self.refresh_every is not None:
            first = min(self.settings.first_refresh_after, self.refresh_every)
            self._schedule.after(delay + first, "scheduled refresh")

    def _due(self) -> list[str]:
        with self.lock:
            return self._schedule.due()

    def _scheduled_refresh(self) -> None:
        if self.refresh_every is not None:
            self._schedule.after(self.refresh_every, "scheduled refresh")
            self.commands.push("RefreshMonitoredDownloads", trigger="scheduled")

    def _forget_commands(self) -> None:
        self._schedule.after(300, "forget commands")
        self.commands.forget()

    def _grabbed(self) -> None:
        self._schedule.after(self.settings.grab_shows_after, "refresh after a grab")

    def _refresh_monitored(self, _command: Command | None = None) -> None:
        self.downloads.refresh()
        self.commands.push("ProcessMonitoredDownloads", trigger="unspecified")

    def _search_again(self, items: tuple[Item, ...]) -> None:
        body = {"movieIds": [item["movieId"] for item in items]}
        self.commands.push("MoviesSearch", body, trigger="unspecified")

    def _clear_blocklist(self, _command: Command) -> None:
        self.blocklist.entries.clear()

    def _tag_in_use(self, tag: int) -> bool:
        return any(tag in movie.tags for movie in self.movies.by_id.values())

    def _mark_failed(self, call: Call) -> Reply:
        row = self.history.row(call.id)
        if row is None:
            raise model_not_found("MovieHistory", call.id)
        self.failures.fail(row, skip_redownload=False)
        return json_reply({})
