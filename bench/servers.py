"""What a measurement does to a simulated server, run where the server is. Times are of the machine's steady clock."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from qbitrr.testing.arr.history import HistoryRow
from qbitrr.testing.arr.settings import Settings
from qbitrr.testing.http import HTML, Fault, Reply, Request, SimulatedServer
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent
from qbitrr.testing.simulated_radarr import SimulatedRadarr

FAULTS = {
    "500": Fault(reply=Reply.of({"message": "database is locked"}, 500)),
    "HTML": Fault(reply=HTML),
    "hangs": Fault(delay=600.0),
}

type Seen = tuple[float, str, str]
"""When a request was answered, its method and path."""

HALF_A_DAY, JUST_NOW = 43_200.0, 600.0
"""Seconds."""

USER, PASSWORD = "admin", "adminadmin"

_seen: list[Seen] = []
"""One process serves one server."""


def make_client(folder: Path | None) -> SimulatedQbittorrent:
    client = SimulatedQbittorrent(folder=folder, username=USER, password=PASSWORD)
    client.observers.append(_note)
    return client


def make_radarr(client_port: int, library: Path, category: str) -> SimulatedRadarr:
    """A Radarr that has been up for a while, and looks at its downloads only on command: else it may be first."""
    radarr = SimulatedRadarr(
        client_port=client_port,
        root_folder=library,
        client_username=USER,
        client_password=PASSWORD,
        category=category,
        refresh_every=None,
        settings=Settings(grab_shows_after=86400),
    )
    radarr.started_at -= 600
    radarr.observers.append(_note)
    return radarr


def _note(request: Request, _reply: Reply) -> None:
    if "user-agent" in request.headers:  # the simulated Arrs send none
        _seen.append((time.monotonic(), request.method, request.path))


def seen(_server: SimulatedServer) -> list[Seen]:
    """Every request that was answered, without those of the Arrs among themselves."""
    return list(_seen)


def address(server: SimulatedServer) -> tuple[str, int]:
    return server.url, server.port


def fill(client: SimulatedQbittorrent, category: str, number: int) -> list[tuple[str, str]]:
    """List torrents, one in ten unfinished and stalled, as (hash, name)."""
    added = int(time.time()) - 86400
    titles = [f"{category}.Film.{n}.2020.1080p.WEB-DL.x264-GRP" for n in range(number)]
    with client.lock:
        return [
            (
                client.add(
                    name=title,
                    category=category,
                    size=1 << 20,
                    state="stalledUP" if n % 10 else "stalledDL",
                    progress=1.0 if n % 10 else 0.5,
                    added_on=added,
                ),
                title,
            )
            for n, title in enumerate(titles)
        ]


def remember(radarr: SimulatedRadarr, torrents: Sequence[tuple[str, str]]) -> None:
    """Let a history say of what ``fill`` has listed that it was grabbed, and imported where it is complete.

    The rest is in the queue, so that there is nothing to search for. It came one after the other over half a day: what
    came in the newest second is read again each time.
    """
    with radarr.lock:
        rows, begin = radarr.history.rows, time.time() - HALF_A_DAY
        for n, (torrent, title) in enumerate(torrents):
            movie = radarr.add_movie(f"{title[:-30]}", year=2020)
            for event in ("grabbed", "downloadFolderImported")[: 2 if n % 10 else 1]:
                when = begin + n / len(torrents) * (HALF_A_DAY - JUST_NOW)
                rows.append(HistoryRow(len(rows) + 1, when, event, {"movieId": movie}, title, torrent.upper(), {}))
            if n % 10:
                radarr.history.outcomes[torrent.upper()] = "imported"
                radarr.put_file(movie)
    radarr.refresh()


def begin(client: SimulatedQbittorrent, category: str, title: str) -> str:
    """List a torrent that downloads."""
    files = [(f"{title}/{title}.mkv", 1 << 20)]
    return client.add(name=title, category=category, size=1 << 20, files=files, state="downloading", progress=0.9)


def expect_all(radarr: SimulatedRadarr, torrents: Sequence[tuple[str, str]]) -> None:
    for torrent, title in torrents:
        expect(radarr, torrent, title)


def expect(radarr: SimulatedRadarr, torrent: str, title: str) -> None:
    radarr.grab(radarr.add_movie(title, year=2020), torrent, title)


def complete(client: SimulatedQbittorrent, torrent: str) -> float:
    """Let its last byte arrive, and say when that was."""
    with client.lock:
        client.change(torrent, progress=1.0, amount_left=0, state="stalledUP", completion_on=int(time.time()))
        return time.monotonic()


def import_asked(_radarr: SimulatedRadarr, after: float) -> float | None:
    """When the first command since then came in."""
    return next((when for when, method, path in _seen if when >= after and (method, path[-8:]) == POSTED), None)


POSTED = ("POST", "/command")


def answered(_server: SimulatedServer, after: float) -> float | None:
    """When the first request since then was answered."""
    return next((when for when, _, _ in _seen if when >= after), None)


def go_away(server: SimulatedServer) -> None:
    server.stop()


def come_back(server: SimulatedServer) -> float:
    server.restart_listening()
    return time.monotonic()


def fail(server: SimulatedServer, kind: str) -> None:
    server.fail(FAULTS[kind])


def heal(server: SimulatedServer) -> None:
    server.heal()
