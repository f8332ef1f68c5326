"""How long a torrent is left alone after an action on it could not be done."""

from __future__ import annotations

from datetime import datetime, timedelta

type Key = tuple[str, str]

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 30))
"""After the first failure, the second, and so on; the last holds for all that follow."""


class Pauses:
    """By the torrent's client and hash. The clock is given."""

    def __init__(self) -> None:
        self._pauses: dict[Key, tuple[int, datetime]] = {}

    def lasts(self, key: Key, now: datetime) -> bool:
        """Whether it is still to be left alone. Not when that lasts too long: then the clock was set back."""
        return key in self._pauses and timedelta() < self._pauses[key][1] - now <= PAUSES[-1]

    def begin(self, key: Key, now: datetime) -> None:
        """It could not be done, once more."""
        times = self._pauses[key][0] + 1 if key in self._pauses else 0
        self._pauses[key] = (times, now + PAUSES[min(times, len(PAUSES) - 1)])

    def end(self, key: Key) -> None:
        """It could be done."""
        self._pauses.pop(key, None)

    def cut_short(self, now: datetime) -> None:
        """Who was away is back: what may have failed because of that is tried now. Further failures pause longer."""
        self._pauses = {key: (times, min(until, now)) for key, (times, until) in self._pauses.items()}
