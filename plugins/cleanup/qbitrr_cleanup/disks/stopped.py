"""What a rule itself has stopped, kept over restarts: only that does it start again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from qbitrr import Notes, State, View

SETTLING = timedelta(minutes=1)
"""How long a client may take to show that a torrent was stopped or started."""

STOPPED = "stopped"


class Stopped:
    """By hash, since when. A person who starts one of them takes it over."""

    def __init__(self) -> None:
        self._notes: Notes | None = None
        self._since: dict[str, datetime] = {}
        self._started: dict[str, datetime] = {}

    def load(self, notes: Notes) -> None:
        self._notes = notes
        kept = notes.get(STOPPED)
        known = kept.items() if isinstance(kept, Mapping) else ()
        self._since = {str(torrent): datetime.fromisoformat(str(at)) for torrent, at in known}

    def __contains__(self, torrent: str) -> bool:
        return torrent in self._since

    def add(self, torrent: str, now: datetime) -> None:
        self._started.pop(torrent, None)
        self._since[torrent] = now
        self._write()

    def started(self, torrent: str, now: datetime) -> None:
        self._started[torrent] = now
        if self._since.pop(torrent, None):
            self._write()

    def look(self, view: View, now: datetime) -> None:
        """Forget what is gone, complete, or running again, once the client has had the time to show it."""
        over = [torrent for torrent in self._since if self._is_over(torrent, view, now)]
        for torrent in over:
            del self._since[torrent]
        if over:
            self._write()
        self._started = {torrent: at for torrent, at in self._started.items() if _just(at, now)}

    def is_stopping(self, torrent: str, now: datetime) -> bool:
        return torrent in self._since and _just(self._since[torrent], now)

    def is_starting(self, torrent: str, now: datetime) -> bool:
        return torrent in self._started and _just(self._started[torrent], now)

    def _is_over(self, torrent: str, view: View, now: datetime) -> bool:
        seen = view.torrents.get(torrent)
        if seen is None or seen.complete:
            return True
        return seen.state is not State.STOPPED and not _just(self._since[torrent], now)

    def _write(self) -> None:
        if self._notes is not None:
            self._notes.put(STOPPED, {torrent: at.isoformat() for torrent, at in self._since.items()} or None)


def _just(at: datetime, now: datetime) -> bool:
    """A moment that lies ahead is none that just was: the clock was set back."""
    return timedelta(0) <= now - at < SETTLING
