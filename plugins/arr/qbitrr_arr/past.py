"""What is known of downloads from an app's history: each one's newest grab and newest event. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from qbitrr import Grabbed

BY_SEARCH = frozenset({"search", "userinvokedsearch"})
"""What the apps call a grab that a search has chosen; a person's own choice is an interactive search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grab:
    """The record of a grab: without one the app can neither blocklist a release nor replace it."""

    id: int
    download_id: str
    at: datetime
    title: str = ""
    media_ids: tuple[int, ...] = ()
    release_source: str = ""
    indexer: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a download, and when; a higher ``id`` happened later."""

    kind: str
    id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of one download id: its newest grab and its newest event. ``whole``: it was asked for by name."""

    grab: Grab | None = None
    last: Event | None = None
    whole: bool = False


NOTHING = Past()


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The past of each download id (upper case)."""

    pasts: Mapping[str, Past] = field(default_factory=dict)

    def knows(self, hashes: Iterable[str]) -> bool:
        """Whether silence about this download means that the app's history is silent."""
        found = [self.pasts.get(one.upper(), NOTHING) for one in hashes]
        return any(past.grab for past in found) or (bool(found) and all(past.whole for past in found))

    def last(self, hashes: Iterable[str]) -> Event | None:
        """The newest event under any of ``hashes``."""
        events = [past.last for one in hashes if (past := self.pasts.get(one.upper())) and past.last]
        return max(events, key=lambda event: (event.at, event.id), default=None)

    def imported(self, hashes: frozenset[str]) -> datetime | None:
        """When it was imported, if nothing has happened to it since."""
        return self._at(hashes, "imported")

    def failed(self, hashes: frozenset[str]) -> datetime | None:
        """When it was marked as failed, if nothing has happened to it since."""
        return self._at(hashes, "failed")

    def grabbed(self, hashes: frozenset[str]) -> Grab | None:
        """The newest grab of it."""
        grabs = [past.grab for one in hashes if (past := self.pasts.get(one.upper())) and past.grab]
        return max(grabs, key=lambda grab: grab.id, default=None)

    def grabbed_since(self, since: datetime) -> tuple[Grabbed, ...]:
        """What was grabbed at or after a moment, the oldest first."""
        grabs = (past.grab for past in self.pasts.values() if past.grab and past.grab.at >= since)
        return tuple(
            Grabbed(
                at=grab.at,
                media_ids=grab.media_ids,
                title=grab.title,
                indexer=grab.indexer,
                by_search=grab.release_source.lower() in BY_SEARCH,
            )
            for grab in sorted(grabs, key=lambda grab: (grab.at, grab.id))
        )

    def _at(self, hashes: frozenset[str], kind: str) -> datetime | None:
        event = self.last(hashes)
        return event.at if event and event.kind == kind else None


@dataclass(frozen=True, slots=True)
class Row:
    """One row that says something about a download."""

    download_id: str
    event: Event
    grab: Grab | None


def join(before: HistoryView, found: Iterable[Row], asked: Iterable[str] = ()) -> HistoryView:
    """Add rows, in any order and as often as they come; ``asked`` names downloads whose rows are all here."""
    pasts = dict(before.pasts)
    for row in found:
        pasts[row.download_id] = _newer(pasts.get(row.download_id, NOTHING), row)
    for one in asked:
        pasts[one.upper()] = replace(pasts.get(one.upper(), NOTHING), whole=True)
    return before if pasts == before.pasts else HistoryView(pasts)


def forget_oldest(before: HistoryView, *, keep: int) -> HistoryView:
    """Bound the memory: what is forgotten can be asked for again by name."""
    if len(before.pasts) <= keep:
        return before
    newest = sorted(before.pasts.items(), key=lambda one: one[1].last.id if one[1].last else 0, reverse=True)
    return HistoryView(dict(newest[: keep * 3 // 4]))


def _newer(past: Past, row: Row) -> Past:
    grab = _joined(past.grab, row.grab) if past.grab and row.grab else past.grab or row.grab
    later = past.last is None or (row.event.at, row.event.id) > (past.last.at, past.last.id)
    return Past(grab, row.event if later else past.last, past.whole)


def _joined(one: Grab, other: Grab) -> Grab:
    """The newer of two grabs of a download, with the media of both: a pack's rows may come in several readings."""
    newer = max(one, other, key=lambda grab: grab.id)
    return replace(newer, media_ids=tuple(sorted({*one.media_ids, *other.media_ids})))
