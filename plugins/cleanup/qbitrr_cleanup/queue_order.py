"""Keep a client's queue in the order of its trackers, categories or tags, with few calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from pydantic import Field

from qbitrr import HOOK_API, PluginConfig, Promote, Proposal, State, Torrent, View, hookimpl

from .common.matching import Row, ruling

SHOWN_WITHIN = timedelta(seconds=30)
"""How long a client may take to show its queue as it was ordered."""


class Among(StrEnum):
    """What decides among torrents of one priority."""

    QUEUE = "queue"
    OLDEST = "oldest"
    NEWEST = "newest"
    NAME = "name"


class Options(PluginConfig):
    """In which order a client loads what waits in its queue."""

    rows: tuple[Row, ...] = Field(
        default=(),
        description="Tables with Host (of a tracker), Category, Tag or Private, and Priority; "
        "what no row is for has the priority 0.",
    )
    among_equals: Among = Field(
        default=Among.QUEUE,
        description="Among torrents of one priority: as the queue has them, oldest or newest first, or by name.",
    )
    moves_at_once: int = Field(default=10, ge=1, le=50, description="At most so many moves before the next look.")


class QueueOrder:
    """Moves to the top what must come before what is in order already; a queue in order costs nothing."""

    hook_api = HOOK_API
    Config = Options

    def __init__(self, config: Options) -> None:
        self.config = config
        self._trackers: dict[str, str] = {}
        self._moved: tuple[str, ...] = ()
        self._moved_at = datetime.min.replace(tzinfo=UTC)

    @hookimpl
    def qbitrr_balance(self, view: View, held: Mapping[str, datetime], now: datetime) -> Sequence[Proposal] | None:
        if not view.server.queueing:
            return None
        queue = sorted((one for one in view.torrents.values() if _is_queued(one, held)), key=lambda one: one.position)
        self._remember_trackers(queue)
        now_so = tuple(one.hash for one in queue)
        if now_so == self._moved and timedelta(0) <= now - self._moved_at < SHOWN_WITHIN:
            return None
        priorities = self._priorities(queue)
        wanted = sorted(queue, key=lambda one: (-priorities[one.hash], *self._among_equals(one), one.hash))
        moves = to_move(now_so, [one.hash for one in wanted])[: self.config.moves_at_once]
        if not moves:
            return None
        self._moved, self._moved_at = now_so, now
        return [Proposal(key, Promote(f"its priority in the queue is {priorities[key]}")) for key in moves]

    def _among_equals(self, torrent: Torrent) -> tuple[object, ...]:
        match self.config.among_equals:
            case Among.QUEUE:
                return (torrent.position,)
            case Among.OLDEST:
                return torrent.added.timestamp(), torrent.name.casefold()
            case Among.NEWEST:
                return -torrent.added.timestamp(), torrent.name.casefold()
            case Among.NAME:
                return (torrent.name.casefold(),)

    def _priorities(self, queue: Iterable[Torrent]) -> dict[str, int]:
        """Each torrent's, by hash. Thousands are alike to the rows, so what they ask is asked once."""
        alike: dict[tuple[object, ...], int] = {}
        found: dict[str, int] = {}
        for torrent in queue:
            tracker = self._trackers.get(torrent.hash, "")
            asked = (tracker, torrent.category, torrent.tags, torrent.private, torrent.trackers)
            if asked not in alike:
                row = ruling(replace(torrent, tracker=tracker), self.config.rows)
                alike[asked] = row.priority if row else 0
            found[torrent.hash] = alike[asked]
        return found

    def _remember_trackers(self, queue: Iterable[Torrent]) -> None:
        """A client names a torrent's tracker only while one works."""
        self._trackers = {
            one.hash: tracker for one in queue if (tracker := one.tracker or self._trackers.get(one.hash, ""))
        }


def to_move(queue: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """What to move to the top, one after the other, so that the queue is as wanted: as few as can be.

    What is at the end of the wanted order and in that order already stays; all before it is moved, the last first.
    """
    position = {key: number for number, key in enumerate(queue)}
    stays = len(wanted)
    while stays > 0 and (stays == len(wanted) or position[wanted[stays - 1]] < position[wanted[stays]]):
        stays -= 1
    return list(reversed(wanted[:stays]))


def _is_queued(torrent: Torrent, held: Iterable[str]) -> bool:
    return (
        torrent.position > 0
        and not torrent.complete
        and torrent.has_metadata
        and torrent.state is not State.METADATA
        and torrent.hash not in held
    )
