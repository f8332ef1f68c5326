"""A simulated qBittorrent: the WebAPI of versions 4.5.2, 5.1.0 and 5.3.0, with torrents that a test sets up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from .http import Reply, Request, SimulatedServer
from .qbittorrent.adding import add
from .qbittorrent.app_calls import ACTING, READING
from .qbittorrent.call import Call, Refused, as_reply, read_parameters
from .qbittorrent.changing import CHANGING, START, STOP
from .qbittorrent.client import SimulatedClient
from .qbittorrent.details import DETAILS
from .qbittorrent.dialect import DIALECTS
from .qbittorrent.evolution import Script
from .qbittorrent.labels import LABELLING, LABELS
from .qbittorrent.listing import info
from .qbittorrent.making import GIB, make_torrent
from .qbittorrent.sessions import Sessions, from_elsewhere
from .qbittorrent.torrents import SimulatedTracker
from .qbittorrent.tracker_edits import TRACKER_EDITS

_API = "/api/v2/"
_TEXT = "text/plain; charset=UTF-8"
_SCOPES = ("app", "auth", "log", "rss", "search", "sync", "torrentcreator", "torrents", "transfer")


class SimulatedQbittorrent(SimulatedServer):
    """A client of that ``version``. The clock gives seconds since the epoch; scripts and sessions go by it.

    With a ``folder``, complete torrents have (sparse) files below it. ``arrivals`` is the script that every torrent
    follows that is added through the API. On 4.5 and 5.1 such a torrent is listed ``listing_lag`` seconds later;
    a recheck takes ``checking_seconds``.
    """

    idle_timeout = 7.0

    def __init__(
        self,
        port: int = 0,
        *,
        version: str = "5.1.0",
        username: str = "admin",
        password: str = "adminadmin",
        local_auth: bool = True,
        folder: Path | None = None,
        clock: Callable[[], float] = time.time,
        arrivals: Script = (),
        listing_lag: float = 0.05,
        checking_seconds: float = 0.2,
    ) -> None:
        super().__init__(port)
        self.dialect = DIALECTS[version]
        self.clock = clock
        self.client = SimulatedClient(self.dialect, clock, folder, arrivals=arrivals)
        self.client.listing_lag, self.client.checking_seconds = listing_lag, checking_seconds
        self.sessions = Sessions(
            dialect=self.dialect,
            cookie=f"QBT_SID_{self.port}" if self.dialect.newest else "SID",
            username=username,
            password=password,
            local_auth=local_auth,
            clock=clock,
            preference=lambda name: int(str(self.client.preferences[name])),
        )
        self._reads = {**READING, **LABELS, **DETAILS, "torrents/info": info}
        stop, start = f"torrents/{self.dialect.stop}", f"torrents/{self.dialect.start}"
        edits = {**CHANGING, **LABELLING, **TRACKER_EDITS}
        self._acts = {**ACTING, **edits, "torrents/add": add, stop: STOP, start: START}

    # What a test does

    @property
    def torrents(self) -> Mapping[str, Mapping[str, object]]:
        """What the client lists now, by hash: each torrent's fields as in sync/maindata."""
        with self.lock:
            self.client.catch_up()
            return MappingProxyType(self.client.ledger.tables["torrents"])

    def add(
        self,
        name: str = "Some.Release.2024.1080p.WEB.H264-GRP",
        *,
        hash: str = "",  # noqa: A002 - the API's own word
        size: int = GIB,
        progress: float | None = None,
        state: str = "",
        tags: str | Iterable[str] = (),
        files: Sequence[tuple[str, int]] = (),
        trackers: Sequence[str | SimulatedTracker] = (),
        private: bool = False,
        save_path: str = "",
        **fields: object,
    ) -> str:
        """List a torrent and return its hash, which follows from the name unless it is given."""
        with self.lock:
            torrent = make_torrent(
                self.dialect,
                name,
                now=self.clock(),
                save_path=save_path or self.client.save_path,
                hash=hash,
                size=size,
                progress=progress,
                state=state,
                tags=tags,
                files=files,
                trackers=trackers,
                private=private,
                fields=fields,
            )
            self.client.enlist(torrent)
            return torrent.hash

    def add_many(self, n: int, *, name: str = "Some.Release.{}.1080p.WEB.H264-GRP", **fields: object) -> list[str]:
        """List n torrents that differ in name and hash."""
        with self.lock:
            return [self.add(name.format(number), **fields) for number in range(n)]  # type: ignore[arg-type]

    def change(self, hash: str, **fields: object) -> None:  # noqa: A002
        """Set fields of a torrent; ``trackers`` are SimulatedTracker values or addresses."""
        with self.lock:
            self.client.change(self.client.torrents[hash], fields)

    def remove(self, hash: str, *, delete_files: bool = False) -> None:  # noqa: A002
        """Take a torrent away, as a person would by hand."""
        with self.lock:
            self.client.remove(hash, delete_files=delete_files)

    def evolve(self, hash: str, script: Script) -> None:  # noqa: A002
        """Let a torrent follow a script from now on."""
        with self.lock:
            self.client.evolution.begin(hash, script, self.clock())
            self.client.catch_up()

    def serve_state(self, **fields: object) -> None:
        """Set fields of server_state and transfer/info, such as connection_status or free_space_on_disk."""
        with self.lock:
            self.client.serve_state(fields)

    def serve_torrent(self, url: str, content: bytes) -> None:
        """What the client finds when it is told to add that address."""
        with self.lock:
            self.client.served[url] = content

    def restart(self, seconds: float = 0.0) -> None:
        """Restart the client: sessions, bans and trackers' answers are gone, connections are cut.

        Torrents appear one after another within so many seconds.
        """
        with self.lock:
            self.sessions.forget()
            self.client.restart(seconds)
        self._httpd.cut()

    # How it answers

    def answer(self, request: Request) -> Reply:
        reply = self._answer(request)
        return replace(reply, content_type=_TEXT) if reply.content_type.startswith("text/plain") else reply

    def _answer(self, request: Request) -> Reply:
        if from_elsewhere(request, self.port, self.dialect):
            return Reply.text("Unauthorized", 401)
        self.client.catch_up()
        path = request.path.removeprefix(_API) if request.path.startswith(_API) else ""
        parameters, uploads = read_parameters(request)
        session = self.sessions.find(request)
        headers: Mapping[str, str] = {}
        if path in ("auth/login", "auth/logout"):
            return self._authenticate(request, path, parameters)
        if not session and not self.sessions.local_auth:
            session, headers = self.sessions.begin()
        if not session:
            return Reply.text("Forbidden", 403)
        found = self._reads.get(path) or self._acts.get(path)
        if not found or (path == "torrents/count" and self.dialect.generation < 5):
            known_scope = path.partition("/")[0] in _SCOPES
            return Reply.text("Endpoint does not exist" if self.dialect.newest and known_scope else "Not Found", 404)
        if path in self._acts and request.method != "POST":
            return Reply.text("Method Not Allowed", 405)
        try:
            reply = as_reply(found(Call(self.client, session, parameters, uploads)))
        except Refused as refused:
            reply = refused.reply
        return Reply(reply.status, reply.body, reply.content_type, {**headers, **reply.headers})

    def _authenticate(self, request: Request, path: str, parameters: Mapping[str, str]) -> Reply:
        if request.method != "POST":
            return Reply.text("Method Not Allowed", 405)
        if path == "auth/logout":
            return self.sessions.log_out(request)
        session = self.sessions.find(request)
        return self.sessions.log_in(parameters.get("username", ""), parameters.get("password", ""), session)
