"""What every simulated Arr is and does alike: its parts, its clock, its own life."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Self, TypedDict, Unpack

from ..http import Reply, Request, SimulatedServer
from .app import App
from .blocklist import Blocklist, BlocklistEndpoints
from .client import DownloadClient
from .command import Command, Kind
from .command_routes import CommandEndpoints
from .commands import Commands
from .configuration import Configuration
from .downloads import Downloads
from .failures import Failures
from .grabs import Grabs
from .history import History, HistoryRow, Item
from .history_routes import Embeds, HistoryEndpoints
from .imports import Imports
from .indexers import Indexer, Indexers
from .profiles import Profiles
from .queue import QueueEndpoints
from .releases import Release, ReleaseTraits, info_hash_of
from .routes import Call, Front, Route
from .schedule import Heartbeat
from .settings import Settings
from .system import system_status
from .timers import Timers
from .tracked import Block, Library
from .wire import json_reply, model_not_found

API_KEY = "0123456789abcdef0123456789abcdef"


class ServerOptions(TypedDict, total=False):
    """What any simulated Arr may be told. ``refresh_every`` in seconds; None: the queue is rebuilt only on command."""

    client_host: str
    client_username: str
    client_password: str
    imported_category: str
    api_key: str
    api_current: str
    url_base: str
    port: int
    refresh_every: float | None
    settings: Settings | None
    clock: Callable[[], float]


class ArrServer(SimulatedServer):
    """An Arr on loopback. With the real clock a thread lets time pass; with a clock of the test's, each request does.

    An app gives its library to ``assemble`` and then opens its own endpoints and commands with ``open``.
    """

    def __init__(
        self,
        app: App,
        *,
        client_port: int,
        category: str,
        client_host: str = "127.0.0.1",
        client_username: str = "",
        client_password: str = "",
        imported_category: str = "",
        api_key: str = API_KEY,
        api_current: str = "",
        url_base: str = "",
        port: int = 0,
        refresh_every: float | None = 60.0,
        settings: Settings | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(port)
        self.app, self.clock, self.api_key, self.refresh_every = app, clock, api_key, refresh_every
        self.settings = settings or Settings()
        self.client = DownloadClient(
            host=client_host,
            port=client_port,
            username=client_username,
            password=client_password,
            category=category,
            imported_category=imported_category,
        )
        self.history, self.blocklist = History(clock), Blocklist(clock)
        self.profiles, self.indexers = Profiles(app), Indexers()
        self.profiles.add("HD-1080p")
        self.indexers.add("Indexer")
        self.commands = Commands(self.lock, clock, lambda: self.settings.command_takes)
        self.front = Front(
            app=app.name,
            version=app.version,
            prefix=app.prefix,
            api_key=api_key,
            url_base=url_base,
            current=api_current,
        )
        self.started_at, self._ready_at = clock(), clock()
        self._turn = threading.RLock()
        self._heartbeat: Heartbeat | None = None
        self._timers = Timers(self.commands, self.settings, lambda: self.refresh_every)
        self._timers.begin(0)

    def assemble(self, library: Library, search_again: Callable[[tuple[Item, ...]], None]) -> None:
        """Put the shared parts together; ``search_again`` is called with the items of a failed download."""
        self.library = library
        self.downloads = Downloads(
            lock=self.lock,
            clock=self.clock,
            app=self.app,
            client=self.client,
            settings=self.settings,
            history=self.history,
            library=library,
        )
        self.imports = Imports(self.downloads)
        self.failures = Failures(self.downloads, self.blocklist, search_again)
        self.grabs = Grabs(self.downloads, self.blocklist, self.profiles, self.indexers, self._timers.grabbed)
        self.configuration = Configuration(self.downloads, self.profiles, self.indexers)

    def open(self, routes: Sequence[Route], kinds: Sequence[Kind], embeds: Embeds) -> None:
        """Open the endpoints and know the commands: the shared ones, and the app's own."""
        self.front.add(QueueEndpoints(self.failures, self.grabs, embeds).routes())
        self.front.add(HistoryEndpoints(self.history, self.app, self.library, embeds).routes())
        self.front.add(BlocklistEndpoints(self.blocklist, self.app).routes())
        self.front.add(CommandEndpoints(self.commands, self.app.prefix).routes())
        self.front.add(self.configuration.routes())
        self.front.add(self._routes())
        self.front.add(routes)
        self.commands.know(*(Kind(name=name) for name in self.app.idle_commands), *self._kinds(), *kinds)

    def add_profile(self, name: str, **traits: object) -> int:
        """Add a quality profile and return its id; ``traits`` are other fields of ``Profile``."""
        with self.lock:
            return self.profiles.add(name, **traits)

    def add_indexer(self, name: str, **traits: object) -> Indexer:
        """Add an indexer; ``traits`` are other fields of ``Indexer``. The first, "Indexer", is there from the start."""
        with self.lock:
            return self.indexers.add(name, **traits)

    def offer(
        self, items: Sequence[Item], title: str, *, torrent: bytes | str, **traits: Unpack[ReleaseTraits]
    ) -> Release:
        """Let the indexers offer a release."""
        traits["info_hash"] = (traits.get("info_hash") or info_hash_of(torrent)).upper()
        release = Release(items=tuple(items), title=title, torrent=torrent, **traits)
        with self.lock:
            self.grabs.offer(release)
        return release

    def record_grab(
        self, items: Sequence[Item], download_id: str, title: str, *, source: str, indexer: str, score: int
    ) -> list[HistoryRow]:
        """Write only the record of a grab, for a torrent that the test puts into the client itself."""
        magnet = f"magnet:?xt=urn:btih:{download_id}"
        release = Release(
            items=tuple(items), title=title, torrent=magnet, info_hash=download_id, indexer=indexer, score=score
        )
        with self.lock:
            return self.grabs.record(release, source)

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
            self._timers.run()
            self.commands.work()

    def restart(self) -> None:
        """Start anew: 503 for a while, everything that was only in memory is gone."""
        with self._turn, self.lock:
            self.started_at = self.clock()
            self._ready_at = self.started_at + self.settings.startup_takes
            self.downloads.restart()
            self.commands.restart()
            self._timers.begin(self.settings.startup_takes)

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

    def _routes(self) -> list[Route]:
        return [
            ("POST", "history/failed/{id}", self._mark_failed),
            ("GET", "system/status", lambda _call: json_reply(system_status(self.front, self.started_at))),
        ]

    def _kinds(self) -> list[Kind]:
        return [
            Kind(name="RefreshMonitoredDownloads", run=self._refresh_monitored, priority="high"),
            Kind(name="ProcessMonitoredDownloads", run=self.imports.process, priority="high", disk=True),
            Kind(name=self.app.scan, parameters=self.app.scan_parameters(), run=self.imports.scan, disk=True),
            Kind(
                name="ManualImport",
                parameters={"files": None, "importMode": "auto"},
                run=self.imports.manual,
                priority="high",
                disk=True,
            ),
            Kind(name="ClearBlocklist", run=self._clear_blocklist),
        ]

    def _refresh_monitored(self, _command: Command | None = None) -> None:
        self.downloads.refresh()
        self.commands.push("ProcessMonitoredDownloads", trigger="unspecified")

    def _clear_blocklist(self, _command: Command) -> None:
        self.blocklist.entries.clear()

    def _mark_failed(self, call: Call) -> Reply:
        row = self.history.row(call.id)
        if row is None:
            raise model_not_found(f"{self.app.item.capitalize()}History", call.id)
        self.failures.fail(row, skip_redownload=False)
        return json_reply({})
