"""Since when each client has been seen without a gap: in a gap nobody knows whether a torrent seeded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from .host import Notes
from .ports import View

GAP = timedelta(minutes=2)
"""A client that was not seen for longer than this may have done anything meanwhile."""

NEVER = datetime.min.replace(tzinfo=UTC)


class Watch:
    """Remembers when each client was last seen, in notes too: an end without warning costs at most ``every``."""

    def __init__(self, notes: Notes, every: timedelta) -> None:
        self._notes = notes
        self._every = every
        self._seen: dict[str, datetime] = {}
        self._written: dict[str, datetime] = {}

    def gaps(self, views: Mapping[str, View], now: datetime) -> dict[str, datetime]:
        """The clients that are seen again after a gap, and when they were last seen before it."""
        found: dict[str, datetime] = {}
        for client, view in views.items():
            if not view.complete:
                continue
            last = self._seen.get(client) or self._read(client)
            if not timedelta(0) <= now - last <= GAP:
                found[client] = last
            self._seen[client] = now
            if client in found or now - self._written.get(client, NEVER) >= self._every:
                self._notes.put(client, now.isoformat())
                self._written[client] = now
        return found

    def _read(self, client: str) -> datetime:
        kept = self._notes.get(client)
        return datetime.fromisoformat(kept) if isinstance(kept, str) else NEVER
