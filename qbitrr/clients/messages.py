"""What a client process and those who ask it say to each other. Pure."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ..ports import ServerState
from .rows import Row

ROWS_AT_ONCE = 100
"""Torrents in one message, usually some 30 kB."""

AT_ONCE = 64 * 1024
"""Bytes in a message that surely go out at once where a socket calls itself writable."""


@dataclass(frozen=True, slots=True)
class Subscribe:
    """From now on tell me of the torrents in these categories; of all when there are none.

    ``shared`` are categories of which several owners are told without a conflict. With ``everything`` the owner is
    told of all torrents, while only these categories are its own.
    """

    owner: str
    categories: frozenset[str]
    shared: frozenset[str] = frozenset()
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Notify:
    """Something has just happened in the client: look now."""


@dataclass(frozen=True, slots=True)
class Ping:
    """Answer with your Status."""


@dataclass(frozen=True, slots=True)
class Call:
    """Do this, unless you only get to it after ``deadline``, in seconds of the machine's monotonic clock."""

    method: str
    args: tuple[object, ...]
    options: Mapping[str, object]
    deadline: float


@dataclass(frozen=True, slots=True)
class Done:
    """What a call gave."""

    value: object


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a call did not: the name of one of our errors, and its sentence."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How much of what was sent can be believed, and how the client is."""

    connected: bool = False
    complete: bool = False
    why_incomplete: str = ""
    contested: frozenset[str] = frozenset()
    server: ServerState = field(default_factory=ServerState)
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A part of a change; the ``last`` part has the status. ``afresh``: what was sent before is void."""

    rows: tuple[Row, ...] = ()
    gone: tuple[str, ...] = ()
    afresh: bool = False
    last: Status | None = None


type Question = Subscribe | Notify | Ping | Call
type Answer = Done | Failed | Status


def packed(message: object) -> bytes:
    return pickle.dumps(message, pickle.HIGHEST_PROTOCOL)


def parts(rows: tuple[Row, ...], *, afresh: bool) -> Iterator[bytes]:
    """News of these torrents in messages that go out at once."""
    message = packed(News(rows=rows, afresh=afresh))
    if len(message) <= AT_ONCE or len(rows) == 1:
        yield message
        return
    half = len(rows) // 2
    yield from parts(rows[:half], afresh=afresh)
    yield from parts(rows[half:], afresh=False)
