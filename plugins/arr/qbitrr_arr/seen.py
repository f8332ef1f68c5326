"""The observations of one instance: what was last seen of each kind, when, and whether it is due again."""

from __future__ import annotations

from datetime import datetime, timedelta

from qbitrr import Observation


class Seen:
    """The last observation of each kind. A value that has not changed stays the same object."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._last: dict[str, Observation] = {}
        self._stale: set[str] = set()

    @property
    def all(self) -> tuple[Observation, ...]:
        return tuple(self._last.values())

    def value[T](self, kind: str, expected: type[T]) -> T | None:
        """What was last seen of it, however long ago; None when nothing was."""
        last = self._last.get(kind)
        return last.value if last and isinstance(last.value, expected) else None

    def at(self, kind: str) -> datetime | None:
        """When it was last seen."""
        last = self._last.get(kind)
        return last.at if last else None

    def expire(self, *kinds: str) -> None:
        """These are due at once."""
        self._stale.update(kinds)

    def due(self, kind: str, now: datetime, every: timedelta) -> bool:
        """Whether it is to be read again; also when it seems to be from the future, for then the clock was set back."""
        at = self.at(kind)
        return at is None or kind in self._stale or not timedelta() <= now - at < every

    def keep(self, kind: str, at: datetime, value: object, why_incomplete: str = "") -> None:
        """Remember what was seen at a time."""
        last = self._last.get(kind)
        if last is not None and last.value == value:
            value = last.value
        self._stale.discard(kind)
        self._last[kind] = Observation(
            kind=kind,
            source=self._source,
            at=at,
            value=value,
            complete=not why_incomplete,
            why_incomplete=why_incomplete,
        )
