"""When to read the files and trackers of which torrents: a few at a time, and seldom what seldom changes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from .agenda import Agenda
from .domain import State, Torrent, TrackerStatus
from .ports import DETAILS_AT_ONCE, Details

FILES, TRACKERS = "files", "trackers"

FIRST = 10.0
"""Seconds in which a new torrent's trackers have had time to answer."""

AGAIN = 300.0
"""Seconds between two looks at trackers that do not all work, or may soon stop to."""

YOUNG = timedelta(minutes=30)
"""So long the trackers of a torrent are looked at often."""

APART = 2.0
"""Seconds at least between two calls that only look again."""

ROUND_EVERY = 60.0
ROUND = 50
"""Seconds between two calls in which nothing is expected to be new, and torrents in each of them."""

LATER = 1.0
UNKNOWN_FOR = 60.0
"""Seconds until those are asked for again that were not reached, or of which the client knows nothing."""

_CALM = frozenset({TrackerStatus.WORKING, TrackerStatus.DISABLED})


@dataclass(frozen=True, slots=True)
class Ask:
    """One call: what to read of which torrents."""

    hashes: tuple[str, ...]
    files: bool = False
    trackers: bool = False


class Reading:
    """All times but that of day are seconds of one steady clock, which the caller reads."""

    def __init__(self, needs: frozenset[str]) -> None:
        self._needs = needs
        self._files = Agenda()
        self._trackers = Agenda()
        self._again = Agenda()
        self._rounds: dict[str, None] = {}
        self._looked_again = float("-inf")
        self._went_round: float | None = None

    def saw(self, before: Torrent | None, after: Torrent, now: float) -> None:
        """A torrent is new, or has changed."""
        if FILES in self._needs and after.has_metadata and _files_may_differ(before, after):
            self._files.plan(after.hash, now)
        if TRACKERS not in self._needs:
            return
        if before is None:
            self.plan_trackers(after.hash, now + FIRST)
        elif _tracking(before) != _tracking(after):
            self.plan_trackers(after.hash, now)
        elif before.state is State.STOPPED is not after.state and after.hash not in self._trackers:
            self.plan_trackers(after.hash, now + FIRST)

    def lost(self, key: str) -> None:
        """The torrent is gone."""
        self._files.drop(key)
        self._forget_trackers(key)

    def plan_files(self, key: str, when: float) -> None:
        if FILES in self._needs:
            self._files.plan(key, when)

    def plan_trackers(self, key: str, when: float) -> None:
        if TRACKERS in self._needs:
            self._forget_trackers(key)
            self._trackers.plan(key, when)

    def due(self, now: float) -> Ask | None:
        """What to read now, at most one call."""
        if hashes := self._files.take(now, DETAILS_AT_ONCE):
            return Ask(hashes, files=True)
        if hashes := self._trackers.take(now, DETAILS_AT_ONCE):
            return Ask(hashes, trackers=True)
        if now >= self._looked_again + APART and (hashes := self._again.take(now, DETAILS_AT_ONCE)):
            self._looked_again = now
            return Ask(hashes, trackers=True)
        if self._rounds and self._went_round is not None and now >= self._went_round + ROUND_EVERY:
            self._went_round = now
            hashes = tuple(islice(self._rounds, ROUND))
            for key in hashes:
                del self._rounds[key]
            return Ask(hashes, trackers=True)
        return None

    @property
    def next(self) -> float | None:
        """When there is something to read; None while nothing is planned."""
        again = None if self._again.next is None else max(self._again.next, self._looked_again + APART)
        rounds = self._went_round + ROUND_EVERY if self._rounds and self._went_round is not None else None
        times = (self._files.next, self._trackers.next, again, rounds)
        return min((one for one in times if one is not None), default=None)

    def answered(
        self, ask: Ask, found: Mapping[str, Details], torrents: Mapping[str, Torrent], now: float, at: datetime | None
    ) -> None:
        """An answer has come, which may leave some out. ``at`` is the time of day, if it is known.

        An answer without any says that none of them is there: those are not asked for again at once.
        """
        later = now + (LATER if found else UNKNOWN_FOR)
        for key in ask.hashes:
            torrent, details = torrents.get(key), found.get(key)
            if torrent is None:
                continue
            if details is None:
                self._plan(ask, key, later)
            elif ask.files and details.files is None:
                self._files.plan(key, now + UNKNOWN_FOR)
            elif ask.trackers:
                self._look_again(torrent, details, now, at)

    def failed(self, ask: Ask, now: float) -> None:
        """No answer has come."""
        for key in ask.hashes:
            self._plan(ask, key, now)

    def _plan(self, ask: Ask, key: str, when: float) -> None:
        if ask.files:
            self.plan_files(key, when)
        if ask.trackers:
            self.plan_trackers(key, when)

    def _look_again(self, torrent: Torrent, details: Details, now: float, at: datetime | None) -> None:
        """The trackers of a stopped torrent are not asked by the client: nothing comes of looking often."""
        restless = any(one.status not in _CALM for one in details.trackers or ())
        young = at is None or at - torrent.added < YOUNG
        if torrent.state is not State.STOPPED and (restless or young):
            self._again.plan(torrent.hash, now + AGAIN)
            return
        self._rounds[torrent.hash] = None
        self._went_round = now if self._went_round is None else self._went_round

    def _forget_trackers(self, key: str) -> None:
        self._trackers.drop(key)
        self._again.drop(key)
        self._rounds.pop(key, None)


def _tracking(torrent: Torrent) -> tuple[str, bool | None, bool]:
    """What a client lists that tells of its trackers. Only with metadata it knows whether a torrent is private."""
    return torrent.tracker, torrent.tracker_trouble, torrent.has_metadata


def _files_may_differ(before: Torrent | None, after: Torrent) -> bool:
    if before is None or not before.has_metadata:
        return True
    return before.size != after.size or (after.complete and not before.complete)
