"""What a tracker says when it has taken a torrent off its list. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from qbitrr import Tracker, TrackerStatus

PHRASES = (
    "unregistered torrent",
    "torrent is unregistered",
    "torrent not registered",
    "torrent is not registered",
    "not found on this tracker",
    "torrent not found",
    "torrent is not found",
    "infohash not found",
    "info hash not found",
    "unknown torrent",
    "unknown info hash",
    "unknown infohash",
    "torrent does not exist",
    "torrent doesn't exist",
    "torrent has been deleted",
    "torrent was deleted",
    "torrent has been removed",
    "torrent has been nuked",
    "trumped",
    "info hash not authorized",
    "info hash is not authorized",
    "requested download is not authorized",
)
"""Parts of such answers, in lower case. A network that fails, or a person's key that is refused, is none of them."""

ANSWERED_NO = frozenset({TrackerStatus.FAILED, TrackerStatus.REFUSED})
"""A tracker that works may warn in any words."""


def unregistered(tracker: Tracker, phrases: Iterable[str] = PHRASES) -> bool:
    """Whether this tracker, by what it said last, does not have the torrent any more. ``phrases`` in lower case."""
    if tracker.status not in ANSWERED_NO:
        return False
    said = tracker.message.casefold()
    return any(phrase in said for phrase in phrases)
