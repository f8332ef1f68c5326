"""A Torrent as a plain tuple and back again: cheap to make and to send by the ten thousand. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter

from ..domain import Torrent

type Row = tuple[object, ...]

READ_LATER = frozenset({"files", "trackers"})
"""What a client says only when it is asked about a torrent: it is no part of a row."""

FIELDS = tuple(field.name for field in fields(Torrent) if field.name not in READ_LATER)
_LATER = tuple(getattr(Torrent, name).__set__ for name in sorted(READ_LATER))
_SETTERS = tuple(getattr(Torrent, name).__set__ for name in FIELDS)

to_row = attrgetter(*FIELDS)
"""A torrent's values, in the order of FIELDS."""


def from_row(row: Iterable[object]) -> Torrent:
    """The torrent with these values, in the order of FIELDS. Twice as fast as the constructor of a frozen class."""
    torrent = object.__new__(Torrent)
    for put, value in zip(_SETTERS, row, strict=True):
        put(torrent, value)
    for put in _LATER:
        put(torrent, None)
    return torrent
