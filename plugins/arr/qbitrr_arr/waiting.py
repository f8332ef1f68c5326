"""How often to look while something waits: soon at first, then as usual. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

SOON = timedelta(seconds=5)
SOON_FOR = timedelta(minutes=2)
FORGET_AFTER = timedelta(hours=1)


class Waiting:
    """The downloads that somebody waits for, since when, and when they were last named."""

    def __init__(self) -> None:
        self._since: dict[str, tuple[datetime, datetime]] = {}

    def add(self, hashes: Iterable[str], now: datetime) -> None:
        """Wait for a download under all its names; naming it again does not make it younger."""
        for one in map(str.upper, hashes):
            since, _ = self._since.get(one, (now, now))
            self._since[one] = (since, now)

    def done(self, hashes: Iterable[str]) -> None:
        for one in map(str.upper, hashes):
            self._since.pop(one, None)

    def pace(self, now: datetime, otherwise: timedelta) -> timedelta:
        """How long to let pass between two looks."""
        self._since = {one: seen for one, seen in self._since.items() if now - seen[1] < FORGET_AFTER}
        young = any(now - since <= SOON_FOR for since, _ in self._since.values())
        return min(SOON, otherwise) if young else otherwise
