"""Which of many things is due when. Pure: the caller supplies the clock."""

from __future__ import annotations

from heapq import heappop, heappush


class Agenda:
    """Each key has at most one time. All times are of one clock."""

    def __init__(self) -> None:
        self._due: dict[str, float] = {}
        self._order: list[tuple[float, str]] = []

    def __contains__(self, key: str) -> bool:
        return key in self._due

    def plan(self, key: str, when: float) -> None:
        """It is due then, and no more at another time."""
        self._due[key] = when
        heappush(self._order, (when, key))

    def drop(self, key: str) -> None:
        self._due.pop(key, None)

    @property
    def next(self) -> float | None:
        """When the next is due."""
        while self._order and self._due.get(self._order[0][1]) != self._order[0][0]:
            heappop(self._order)
        return self._order[0][0] if self._order else None

    def take(self, now: float, most: int) -> tuple[str, ...]:
        """What is due, the longest due first."""
        taken: list[str] = []
        while len(taken) < most and (due := self.next) is not None and due <= now:
            key = heappop(self._order)[1]
            del self._due[key]
            taken.append(key)
        return tuple(taken)
