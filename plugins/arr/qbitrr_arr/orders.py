"""Orders to search: whether an app has an equal one or has had it, and giving it. Never two at a time to one app."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from qbitrr import Unavailable

from .fields import Record, nested, number, text, when
from .media import read_media

if TYPE_CHECKING:
    from .edge import Edge

UNFINISHED = frozenset({"queued", "started"})
CLOCKS_DIFFER_BY = timedelta(seconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A command that searches for ``media_ids``; ``cost`` is how many searches it comes to at each indexer.

    ``title`` is how a sentence calls what is searched for, or empty.
    """

    command: str
    body: Mapping[str, object]
    media_ids: tuple[int, ...]
    cost: int = 1
    title: str = ""


class Standing(StrEnum):
    """What has become of an order that was to be given."""

    GIVEN = "given"
    RUNNING = "running"
    DONE = "done"
    BUSY = "busy"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Placed:
    """How it stands with an order, in a sentence too. It is ``settled`` when it need not be given again."""

    standing: Standing
    detail: str

    @property
    def settled(self) -> bool:
        return self.standing in (Standing.GIVEN, Standing.RUNNING, Standing.DONE)


def place(edge: Edge, order: Order, tried_at: datetime | None = None, since: datetime | None = None) -> Placed:
    """Give an order, unless the app has an equal one, has another search to do, or has had an equal one.

    The last is asked only about the time after ``tried_at``, or after ``since``, which is a moment of the app's clock.
    """
    if not edge.placing.acquire(blocking=False):  # between our look and our order another thread's could slip in
        return Placed(Standing.BUSY, f"{edge.app.kind} is just being given another search")
    try:
        return _place(edge, order, since or (tried_at - CLOCKS_DIFFER_BY if tried_at else None))
    finally:
        edge.placing.release()


def busy(kind: str) -> str:
    return f"{kind} is busy with another search"


def is_searching(edge: Edge) -> bool:
    """Whether an app has any search to do."""
    return any(is_outstanding_search(one) for one in edge.read_all("command"))


def _place(edge: Edge, order: Order, since: datetime | None) -> Placed:
    kind, what = edge.app.kind, order.title or "it"
    commands = edge.read_all("command")
    outstanding = [one for one in commands if is_outstanding_search(one)]
    if any(covers(one, order) for one in outstanding):
        return Placed(Standing.RUNNING, f"{kind} is searching for {what}")
    if since and _given_since(edge, order, since, commands):
        return Placed(Standing.DONE, f"{kind} has searched for {what} already")
    if outstanding:
        return Placed(Standing.BUSY, busy(kind))
    return _give(edge, order, commands)


def is_outstanding_search(command: Record) -> bool:
    """Whether the app is searching or has a search before it. Three at once would stop its queue."""
    return text(command, "name").endswith("Search") and text(command, "status") in UNFINISHED


def covers(command: Record, order: Order) -> bool:
    """Whether a command that the app has searches for all that an order does, in the same way."""
    said = nested(command, "body")
    same = text(command, "name") == order.command
    return same and all(_includes(said.get(name), value) for name, value in order.body.items())


def _includes(said: object, asked: object) -> bool:
    if isinstance(said, list) and isinstance(asked, list | tuple):
        return set(asked) <= {one for one in said if isinstance(one, int)}
    return said == asked


def _given_since(edge: Edge, order: Order, since: datetime, commands: Iterable[Record]) -> bool:
    """The app remembers a command for some minutes, and with its media when it last searched for them."""
    queued = (when(one, "queued") for one in commands if covers(one, order))
    if any(at and at >= since for at in queued):
        return True
    searched = [when(one, "lastSearchTime") for one in read_media(edge, order.media_ids)]
    return bool(searched) and all(at and at >= since for at in searched)


def _give(edge: Edge, order: Order, commands: Iterable[Record]) -> Placed:
    """Give an order to an app that had these commands before."""
    kind = edge.app.kind
    given = Placed(Standing.GIVEN, f"{kind} searches for {order.title or 'another release'}")
    before = {number(one, "id") for one in commands}
    try:
        edge.command(order.command, **order.body)
    except Unavailable as error:  # it may have begun all the same
        if any(covers(one, order) and number(one, "id") not in before for one in edge.read_all("command")):
            return given
        return Placed(Standing.LOST, f"{kind} did not take the order to search: {error}")
    return given
