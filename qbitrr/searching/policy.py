"""How much may be searched for, and how long what was searched for rests. Pure: the configuration is read elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """How long to leave something alone: at first for ``first``, then for twice as long each time, to a ceiling."""

    first: timedelta = timedelta(days=1)
    longest: timedelta = timedelta(days=14)

    def until(self, since: datetime, times: int) -> datetime:
        """When it may be tried again after it was tried in vain so many times (at least once)."""
        doublings = min(max(times - 1, 0), 30)
        return since + min(self.first * (1 << doublings), self.longest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """At most so many searches in any hour and in any day; a limit for each indexer that is 0 is none.

    ``pause`` is the least time between two searches of one section.
    """

    per_hour: int = 20
    per_day: int = 250
    pause: timedelta = timedelta(seconds=30)
    per_indexer_per_hour: int = 0
    per_indexer_per_day: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopLimits:
    """How often downloads of one medium, or one release, may fail before searching for it stops for a while."""

    failures: int = 4
    same_release: int = 2
    window: timedelta = timedelta(days=7)
    rest: Rest = Rest(longest=timedelta(days=30))


@dataclass(frozen=True, slots=True)
class Wait:
    """Why nothing is searched for now, and until when at the earliest (None: not known)."""

    why: str
    until: datetime | None = None
