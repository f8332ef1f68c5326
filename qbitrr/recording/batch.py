"""What has happened within a minute, packed into one row, and read again from it. Pure.

Changes are sorted by what has changed, so that the names of the fields are there once; a torrent is a number from the
last whole row on. So packed, the change of an active download takes some 30 bytes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ..errors import QbitrrError

LAYOUT = 1
_FAST = 1
_MILLISECOND = timedelta(milliseconds=1)

WRONG = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, OSError, zlib.error)
"""What values of a wrong shape raise when they are made into ours."""


class Unreadable(QbitrrError):  # noqa: N818 -- the state of a row
    """A row that cannot be read."""


@dataclass(frozen=True, slots=True)
class Off:
    """From this moment on nothing was recorded, until what comes next."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Begun:
    """What is known from here on is whole again: earlier torrents that are not named now are no more."""

    at: datetime


@dataclass(frozen=True, slots=True)
class ServerSaid:
    """How a client is, and how well its list is known."""

    at: datetime
    client: str
    said: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Known:
    """Who could not say what they know (``missing``), and whose knowledge is not whole (``partial``)."""

    at: datetime
    missing: Mapping[str, str]
    partial: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Appeared:
    """A torrent with all that is known of it, and what was remembered of it."""

    at: datetime
    ref: int
    client: str
    hash: str
    values: Mapping[str, object]
    remembered: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Changed:
    """What is different of a torrent."""

    at: datetime
    ref: int
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Ended:
    """A torrent is no longer judged: it is ``gone``, or was set aside (``held``) by qbitrr."""

    at: datetime
    ref: int
    how: str


type Event = Off | Begun | ServerSaid | Known | Appeared | Changed | Ended

_ORDER = (Begun, ServerSaid, Known, Appeared, Changed, Ended, Off)


@dataclass(slots=True)
class Batch:
    """Events that are not written yet."""

    events: list[Event] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.events)

    def packed(self, at: datetime) -> bytes:
        """All of them as one row's content; ``at`` is the row's moment."""
        others: list[list[object]] = []
        changed: dict[tuple[str, ...], list[list[object]]] = {}
        for one in self.events:
            ago = (at - one.at) // _MILLISECOND
            match one:
                case Changed(ref=ref, values=values):
                    changed.setdefault(tuple(values), []).append([ago, ref, *values.values()])
                case Appeared():
                    others.append([ago, "t", one.ref, one.client, one.hash, one.values, one.remembered])
                case Ended():
                    others.append([ago, "e", one.ref, one.how])
                case ServerSaid():
                    others.append([ago, "s", one.client, one.said])
                case Known():
                    others.append([ago, "k", one.missing, one.partial])
                case Off():
                    others.append([ago, "o"])
                case Begun():
                    others.append([ago, "b"])
        content = {"v": LAYOUT, "e": others, "c": [[names, rows] for names, rows in changed.items()]}
        return zlib.compress(json.dumps(content, separators=(",", ":")).encode(), _FAST)


def events_of(content: bytes, at: datetime) -> list[Event]:
    """The events of one row, in order. Raises Unreadable."""
    try:
        document = json.loads(zlib.decompress(content))
        if document["v"] != LAYOUT:
            raise Unreadable("it was written by another version of qbitrr")
        found = [*_others(document["e"], at), *_changed(document["c"], at)]
    except WRONG as error:
        raise Unreadable(f"it is damaged ({type(error).__name__})") from error
    return sorted(found, key=lambda event: (event.at, _ORDER.index(type(event))))


def _others(rows: list[list[object]], at: datetime) -> Iterator[Event]:
    makers: Mapping[object, type[Event]] = {
        "t": Appeared,
        "e": Ended,
        "s": ServerSaid,
        "k": Known,
        "o": Off,
        "b": Begun,
    }
    for ago, kind, *parts in rows:
        yield makers[kind](at - ago * _MILLISECOND, *parts)  # type: ignore[operator, arg-type]


def _changed(groups: list[tuple[list[str], list[list[object]]]], at: datetime) -> Iterator[Changed]:
    for names, rows in groups:
        for ago, ref, *values in rows:
            yield Changed(at - ago * _MILLISECOND, ref, dict(zip(names, values, strict=True)))  # type: ignore[operator, arg-type]
