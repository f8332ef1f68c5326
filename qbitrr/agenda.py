"""Which of many things is due when. Pure: the caller supplies the clock."""

from __future__ import annotations

from datetime import datetime
from heapq import heappop, heappush


class Agenda[K: (str, tuple[str, str]), T: (float, datetime)]:
    """Each key has at most one time. All times are of one clock."""

    def __init__(self) -> None:
        self._due: dict[K, T] = {}
        self._order: list[tuple[T, K]] = []

    def __contains__(self, key: K) -> bool:
        return key in self._due

    def __len__(self) -> int:
        return len(self._due)

    def plan(self, key: K, when: T) -> None:
        """It is due then, and no more at another time."""
        if self._due.get(key) == when:
            return
        self._due[key] = when
        heappush(self._order, (when, key))

    def when(self, key: K) -> T | None:
        """When it is due."""
        return self._due.get(key)

    def drop(self, key: K) -> None:
        self._due.pop(key, None)

    @property
    def next(self) -> T | None:
        """When the next is due."""
        while self._order and self._due.get(self._order[0][1]) != self._order[0][0]:
            heappop(self._order)
        return self._order[0][0] if self._order else None

    def take(self, now: T, most: int) -> tuple[K, ...]:
        """What is due, the longest due first."""
        taken: list[K] = []
        while len(taken) < most and (due := self.next) is not None and due <= now:
            key = heappop(self._order)[1]
            del self._due[key]
            taken.append(key)
        return tuple(taken)
