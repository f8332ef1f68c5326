"""What may be concluded from looking at torrents again and again: nothing, after a break."""

from __future__ import annotations

from datetime import datetime, timedelta

from qbitrr import Facts, ServerState, Torrent, View

type Key = tuple[str, str]

GAP = timedelta(minutes=5)
"""After a break of more than this nobody knows what happened meanwhile."""


def view_of(torrent: Torrent, facts: Facts) -> View | None:
    """What its client has; None while that is not known completely, or is not what it has now."""
    seen = facts.get("torrents", torrent.client)
    if seen is None or not seen.complete or not isinstance(seen.value, View):
        return None
    return seen.value if seen.value.connected else None


def server_of(torrent: Torrent, facts: Facts) -> ServerState | None:
    """What its client says of itself; None while that is not known, or while it has no way to its peers."""
    view = view_of(torrent, facts)
    return view.server if view and view.server.online else None


class Memory[T]:
    """One value for each torrent, in memory alone. It is lost when nobody has looked for too long."""

    def __init__(self) -> None:
        self._kept: dict[Key, tuple[datetime, T]] = {}
        self._swept: datetime | None = None

    def get(self, key: Key, now: datetime) -> T | None:
        """What was remembered at the last look, if there was no break since."""
        if key not in self._kept:
            return None
        last, value = self._kept[key]
        return value if _unbroken(last, now) else None

    def put(self, key: Key, value: T, now: datetime) -> None:
        self._sweep(now)
        self._kept[key] = now, value

    def forget(self, key: Key) -> None:
        self._kept.pop(key, None)

    def __len__(self) -> int:
        return len(self._kept)

    def _sweep(self, now: datetime) -> None:
        """Torrents that are gone are never looked at again."""
        if self._swept is not None and _unbroken(self._swept, now):
            return
        self._kept = {key: kept for key, kept in self._kept.items() if _unbroken(kept[0], now)}
        self._swept = now


def _unbroken(last: datetime, now: datetime) -> bool:
    """A clock that was set back is a break too."""
    return timedelta(0) <= now - last <= GAP
