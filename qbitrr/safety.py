"""The gate that every removal passes, and the limits that stop many at once. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from .domain import Download, State, Torrent

BUSY = frozenset({State.CHECKING, State.MOVING, State.UNKNOWN})
"""States in which what the client says of a torrent may be about to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the gate needs to know besides the torrent.

    ``protected`` is why it is not to be touched at all. ``doubt`` is why the facts cannot be relied on; ``broken`` are
    plugins that were wanted and do not run; ``young`` torrents were added more recently than this; ``stopped_by_us`` is
    whether qbitrr has stopped this one. ``library`` is whether its owner imports it; ``told`` is whether a person said
    that it may go.
    """

    now: datetime
    protected: str = ""
    young: timedelta = timedelta(0)
    doubt: str = ""
    broken: str = ""
    stopped_by_us: bool = False
    library: bool = True
    told: bool = False


def objection(torrent: Torrent, download: Download, seen: Circumstances) -> str:
    """Why this torrent must not be removed now, or an empty string when nothing speaks against it."""
    if seen.protected:
        return seen.protected
    if seen.broken:
        return f"{seen.broken} and might have objected"
    if seen.doubt:
        return seen.doubt
    if torrent.state in BUSY:
        return f"it is {torrent.state}"
    if torrent.complete and seen.library and download.imported_at is None and not seen.told:
        return "it is complete and its import is not confirmed"
    if torrent.state is State.STOPPED and not torrent.complete and not seen.stopped_by_us and not seen.told:
        return "it was stopped by a person"
    if seen.now - torrent.added < seen.young:
        return f"it was added less than {seen.young.total_seconds():.0f} s ago"
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much may go at once. Shares between 0 and 1; fewer than ``few`` are never a mass event.

    ``size`` in bytes; a disk with fewer bytes free than ``full`` has no room.
    """

    removals: int = 20
    share: float = 0.2
    size: int = 1 << 40
    window: timedelta = timedelta(hours=1)
    failing_share: float = 0.5
    few: int = 5
    full: int = 100 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What has gone in the window, and what is there: numbers of torrents, sizes in bytes."""

    removed: int = 0
    removed_size: int = 0
    present: int = 0
    failing: int = 0
    unfinished: int = 0


def mass_event(wanted: Iterable[Torrent], load: Load, limits: Limits) -> str:
    """Why removing all of ``wanted`` now would be a mass event, or an empty string.

    Many torrents that turn bad together have a common cause (a network, a disk, a client), which is not theirs.
    """
    wanted = tuple(wanted)
    if not wanted:
        return ""
    number = load.removed + len(wanted)
    size = load.removed_size + sum(torrent.size for torrent in wanted)
    hours = _hours(limits.window)
    if number > limits.removals:
        return f"{number} removals within {hours} are more than the {limits.removals} allowed"
    if size > limits.size:
        return f"{_size(size)} removed within {hours} are more than the {_size(limits.size)} allowed"
    total = load.present + load.removed
    if number >= limits.few and number > limits.share * total:
        return f"{number} of {total} torrents removed within {hours} are more than the {limits.share:.0%} allowed"
    if load.failing >= limits.few and load.failing > limits.failing_share * load.unfinished:
        return (
            f"{load.failing} of {load.unfinished} unfinished downloads look failed together: a common cause is likely"
        )
    return ""


def _hours(window: timedelta) -> str:
    return f"{window.total_seconds() / 3600:g} h"


def _size(size: int) -> str:
    return f"{size / (1 << 30):.1f} GiB"
