"""Which torrents are judged in a cycle: what has changed, and what is due again. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from operator import attrgetter

from .agenda import Agenda
from .domain import Torrent
from .ports import View

type Key = tuple[str, str]

PROGRESS = frozenset(
    {
        "availability",
        "download_speed",
        "downloaded",
        "eta",
        "last_activity",
        "left",
        "progress",
        "ratio",
        "seeding_time",
        "seeds",
        "upload_speed",
    }
)
"""What changes every second while data flow. Whether a torrent is complete is another question, asked at once."""

CALM = timedelta(seconds=5)
"""Mere progress is judged no sooner than this after the last time, and no later than twice this."""

CALM_TURNS = 5
"""In so many cycles those are judged that progress all the time."""

FAR_OFF = timedelta(minutes=1)
TOGETHER = timedelta(seconds=5)
LATEST = datetime.max.replace(tzinfo=UTC) - TOGETHER
"""What is due later than FAR_OFF is due on the next whole TOGETHER."""

_lasting = attrgetter("complete", *(field.name for field in fields(Torrent) if field.name not in PROGRESS))


class Schedule:
    """When each torrent is judged next. Those that only progress are spread over several cycles."""

    def __init__(self, last: Callable[[Key], Torrent | None]) -> None:
        """``last`` gives a torrent as it was when it was last judged."""
        self._last = last
        self._agenda: Agenda[Key, datetime] = Agenda()
        self._judged: dict[Key, datetime] = {}

    @property
    def next(self) -> datetime | None:
        """When the next torrent is due whether it changes or not."""
        return self._agenda.next

    def plan(self, key: Key, when: datetime) -> None:
        """Judge it then, whatever else happens."""
        self._agenda.plan(key, when)

    def drop(self, key: Key) -> None:
        """Nothing is due for it, unless it changes."""
        self._agenda.drop(key)

    def forget(self, key: Key) -> None:
        """It is there no more."""
        self._agenda.drop(key)
        self._judged.pop(key, None)

    def judged(self, key: Key, now: datetime, again: datetime | None) -> None:
        """It was judged now, and is to be judged again then (None: when it changes)."""
        self._judged[key] = now
        if again:
            self._agenda.plan(key, _together(again, now))
        else:
            self._agenda.drop(key)

    def soon(self, key: Key, now: datetime, within: timedelta, *, turns: int) -> None:
        """Judge it within so long, in which there are so many turns: each torrent has its own."""
        by, due = now + within * _place(key, turns), self._agenda.when(key)
        if due is None or by < due:
            self._agenda.plan(key, by)

    def due(self, views: Mapping[str, View], now: datetime, *, new: bool = True) -> Iterator[Torrent]:
        """What is to be judged in this cycle; without ``new``, what was never judged only where that is planned."""
        due = set(self._agenda.take(now, len(self._agenda)))
        for client, view in views.items():
            for name in view.changed:
                key = client, name
                torrent = view.torrents.get(name)
                if torrent is None or key in due or not (new or key in self._judged):
                    continue
                if (later := self._later(key, torrent, now)) is None:
                    yield torrent
                elif key not in self._agenda:
                    self._agenda.plan(key, later)
        for client, name in due:
            if client in views and (torrent := views[client].torrents.get(name)):
                yield torrent

    def _later(self, key: Key, torrent: Torrent, now: datetime) -> datetime | None:
        """When to judge what has only progressed since it was judged; None: now."""
        judged, before = self._judged.get(key), self._last(key)
        if judged is None or before is None or not timedelta(0) <= now - judged:
            return None
        later = judged + CALM * (1 + _place(key, CALM_TURNS))
        return later if now < later and _lasting(before) == _lasting(torrent) else None


def _together(again: datetime, now: datetime) -> datetime:
    """What is far off is due with others, a little later: a cycle for each would cost more than the judging."""
    if again - now < FAR_OFF:
        return again
    late = again.timestamp() % TOGETHER.total_seconds()
    return again + (TOGETHER - timedelta(seconds=late)) if late and again < LATEST else again


def _place(key: Key, turns: int) -> float:
    """The turn of a torrent, as a share of the whole: always the same, and evenly spread. Each turn costs a cycle."""
    _, name = key
    return (int(name[:2], 16) ^ int(name[-2:], 16)) * turns // 256 / turns
