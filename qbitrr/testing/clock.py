"""A clock that goes only when it is told to."""

from __future__ import annotations

from datetime import datetime, timedelta

from .builders import NOW


class FakeClock:
    """Call it for the time; ``tick`` moves it. ``seconds`` is the same moment as a number."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def tick(self, by: timedelta | float) -> datetime:
        """Go on by a duration or a number of seconds; return the new time."""
        self.now += by if isinstance(by, timedelta) else timedelta(seconds=by)
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()
