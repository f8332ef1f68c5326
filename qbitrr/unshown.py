"""What a client was told to change and may not show yet: it is not told the same again so soon."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta

from .actions import Action, Categorize, Deselect, EditTrackers, Limit, SuperSeed, Tag

type Key = tuple[str, str]

SHOWN_WITHIN = timedelta(minutes=1)
"""How long a client may take to show a torrent as it was told to change it. qBittorrent takes a second or two."""

SETTLED = (Tag, Categorize, Deselect, Limit, SuperSeed, EditTrackers)
"""Actions after which a torrent is, and shows, what they ask."""


class Unshown:
    """By the torrent's client and hash, what was done last of each kind. The clock is given."""

    def __init__(self) -> None:
        self._done: dict[tuple[Key, type[Action]], tuple[Action, datetime]] = {}

    def note(self, key: Key, action: Action, now: datetime) -> None:
        """It is done."""
        if not isinstance(action, SETTLED):
            return
        about = key, type(action)
        self._done.pop(about, None)  # so that the oldest are always the first
        self._done[about] = action, now
        while not _just(self._done[oldest := next(iter(self._done))][1], now):
            del self._done[oldest]

    def has(self, key: Key, action: Action, now: datetime) -> bool:
        """Whether it asks for no more than what was done a moment ago."""
        done, at = self._done.get((key, type(action)), (None, now))
        return done is not None and _just(at, now) and _asks_no_more(action, done)


def _just(at: datetime, now: datetime) -> bool:
    """A moment that lies ahead is none that just was: the clock was set back."""
    return timedelta(0) <= now - at < SHOWN_WITHIN


def _asks_no_more(action: Action, than: Action) -> bool:
    """For another reason, perhaps; a client may also show a part of what was done."""
    asked = ((getattr(action, one.name), getattr(than, one.name)) for one in fields(action) if one.name != "reason")
    return all(new is None or new == done or _is_part(new, done) for new, done in asked)


def _is_part(new: object, done: object) -> bool:
    return isinstance(new, frozenset | tuple) and isinstance(done, frozenset | tuple) and {*new} <= {*done}
