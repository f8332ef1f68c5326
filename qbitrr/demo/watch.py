"""What happens in the demonstration, seen from outside: in qBittorrent, in Radarr, in qbitrr's log and database."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from ..clients.local import LocalClient
from ..domain import Download, Torrent
from ..reporting import reports
from ..store.database import open_store
from ..store.quarantine import Held
from ..store.schema import StoreNotReady
from ..testing.simulated_radarr import SimulatedRadarr
from .program import Program

READ_STORE_EVERY = 0.1

RADARR_SAYS = MappingProxyType(
    {
        "grabbed": "grabs {}",
        "downloadFolderImported": "has imported {}",
        "downloadFailed": "marks {} as failed",
        "downloadIgnored": "ignores {}",
    }
)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What qbitrr has written down so far."""

    ready: bool = False
    downloads: tuple[Download, ...] = ()
    held: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that somebody did, in a sentence that follows the name of who did it."""

    who: str
    what: str


class Watch:
    """Looks again and again; gives what is new, and keeps what is now."""

    def __init__(self, client: LocalClient, radarr: SimulatedRadarr, program: Program) -> None:
        self.torrents: dict[str, Torrent] = {}
        self.remembered = Remembered()
        self.complete_at: dict[str, float] = {}
        self.confirmed_at: dict[str, float] = {}
        self._client, self._radarr, self._program = client, radarr, program
        self._rows = self._searches = self._blocked = 0
        self._strikes: dict[tuple[str, str], int] = {}
        self._read_at = 0.0

    def look(self) -> Iterator[Happening]:
        """What happened since the last look."""
        self._program.notice_processes()
        yield from self._in_radarr()
        yield from self._in_client()
        if time.monotonic() >= self._read_at + READ_STORE_EVERY:
            self._read_at = time.monotonic()
            yield from self._in_store()
        yield from (Happening("qbitrr", line) for line in self._program.said())

    def torrent(self, name: str) -> Torrent | None:
        return next((one for one in self.torrents.values() if one.name == name), None)

    def download(self, name: str) -> Download | None:
        return next((one for one in self.remembered.downloads if one.name == name), None)

    def strikes(self, name: str) -> int:
        download = self.download(name)
        return max((strikes.count for strikes in download.strikes.values()), default=0) if download else 0

    def _in_client(self) -> Iterator[Happening]:
        before, self.torrents = self.torrents, dict(self._client.drain().torrents)
        for torrent in self.torrents.values():
            old = before.get(torrent.hash)
            if torrent.complete and torrent.hash not in self.complete_at:
                self.complete_at[torrent.hash] = time.time()
                yield Happening("client", f"{torrent.name} is complete")
            elif old is None or old.state is not torrent.state:
                yield Happening("client", f"{torrent.name} is {torrent.state}, {torrent.progress:.0%}")
            if old and old.tags != torrent.tags:
                yield Happening("client", f"{torrent.name}: {_changed(old.tags, torrent.tags)}")

    def _in_radarr(self) -> Iterator[Happening]:
        radarr = self._radarr
        with radarr.lock:
            rows = radarr.history.rows[self._rows :]
            searches = [radarr.movie(movie) for movie in radarr.searches[self._searches :]]
            blocked = radarr.blocklist.entries[self._blocked :]
            self._rows, self._searches = len(radarr.history.rows), len(radarr.searches)
            self._blocked = len(radarr.blocklist.entries)
        said = [(movie.last_search_time or 0, f"searches for {movie.title}") for movie in searches]
        said += [
            (row.date, RADARR_SAYS[row.event].format(row.source_title)) for row in rows if row.event in RADARR_SAYS
        ]
        said += [(entry.date, f"blocklists {entry.source_title}") for entry in blocked]
        for _, what in sorted(said):
            yield Happening("Radarr", what)

    def _in_store(self) -> Iterator[Happening]:
        self.remembered = self._remembered() or self.remembered
        for download in self.remembered.downloads:
            if download.imported_at:
                self.confirmed_at.setdefault(download.hash, time.time())
            for rule, strikes in download.strikes.items():
                if strikes.count > self._strikes.get((download.hash, rule), 0):
                    yield Happening("qbitrr", f"{download.name}: strike {strikes.count} by the rule {rule}")
                self._strikes[download.hash, rule] = strikes.count

    def _remembered(self) -> Remembered | None:
        """What the store says, or None while there is none."""
        if not self._program.database.exists():
            return None
        try:
            with open_store(self._program.database, read_only=True) as store:
                return Remembered(
                    ready=any(not report.missing for report in reports(store)),
                    downloads=tuple(store.downloads.known("Radarr").values()),
                    held=tuple(store.quarantine.held()),
                )
        except StoreNotReady:  # it is being made
            return None


def _changed(before: frozenset[str], now: frozenset[str]) -> str:
    gained = [f"gets the tag {tag}" for tag in sorted(now - before)]
    return " and ".join(gained + [f"loses the tag {tag}" for tag in sorted(before - now)])
