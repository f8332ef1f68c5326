"""When a torrent was checked again because of an error: remembered over restarts, so that it is done once."""

from __future__ import annotations

from datetime import datetime, timedelta

from qbitrr import Notes

from .observing import Key

NOTE = "rechecked"
KEPT = timedelta(days=90)
"""A torrent that is gone needs no memory; one that stands with an error for so long may be checked once more."""


class Rechecks:
    """The last recheck of each torrent, kept in a plugin's notes."""

    def __init__(self, notes: Notes | None = None) -> None:
        self._notes = notes
        self._at = _read(None if notes is None else notes.get(NOTE))

    def of(self, key: Key, error_since: datetime, another_after: timedelta) -> datetime | None:
        """When it was checked again because of the error that it has; an error that comes much later is another."""
        at = self._at.get(_name(key))
        return None if at is None or error_since - at > another_after else at

    def done(self, key: Key, now: datetime) -> None:
        """Remember that it is being checked again."""
        self._at = {name: at for name, at in self._at.items() if now - at < KEPT} | {_name(key): now}
        if self._notes is not None:
            self._notes.put(NOTE, {name: at.isoformat() for name, at in self._at.items()})


def _name(key: Key) -> str:
    return "/".join(key)


def _read(kept: object) -> dict[str, datetime]:
    """What is no moment is left out: that torrent is checked once more."""
    found = kept.items() if isinstance(kept, dict) else ()
    return {name: at for name, text in found if isinstance(name, str) and (at := _moment(text))}


def _moment(text: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return at if at and at.tzinfo else None
