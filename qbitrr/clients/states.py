"""What qBittorrent calls things, in our words: one torrent's JSON becomes a Torrent. Pure, and tolerant of anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from math import inf
from sys import intern

from ..domain import State, Torrent
from .rows import FIELDS, READ_LATER, SETTERS, from_row

STATES: Mapping[object, State] = {
    "allocating": State.DOWNLOADING,
    "checkingDL": State.CHECKING,
    "checkingResumeData": State.CHECKING,
    "checkingUP": State.CHECKING,
    "downloading": State.DOWNLOADING,
    "error": State.ERRORED,
    "forcedDL": State.DOWNLOADING,
    "forcedMetaDL": State.METADATA,
    "forcedUP": State.SEEDING,
    "metaDL": State.METADATA,
    "missingFiles": State.MISSING_FILES,
    "moving": State.MOVING,
    "pausedDL": State.STOPPED,
    "pausedUP": State.STOPPED,
    "queuedDL": State.QUEUED,
    "queuedForChecking": State.CHECKING,
    "queuedUP": State.QUEUED,
    "stalledDL": State.STALLED,
    "stalledUP": State.SEEDING,
    "stoppedDL": State.STOPPED,
    "stoppedUP": State.STOPPED,
    "unknown": State.UNKNOWN,
    "uploading": State.SEEDING,
}

NO_ETA = 8_640_000
NO_LIMIT = -1
"""A torrent's own limit when a person wants it to have none; -2 is the client's general one."""

_TOO_LONG = 10**10
"""More seconds or minutes than this are no length of time."""

BEYOND_MEASURE = 9999.0
"""The ratio of a torrent whose ratio the client gives as -1: more than it can show."""


def text(value: object) -> str:
    """Text as it is, but for halves of characters, which neither a database nor a log can write."""
    if type(value) is not str:
        return ""
    return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _shared(value: object) -> str:
    """Text that many torrents have in common is kept once."""
    return intern(text(value))


def whole(value: object) -> int:
    return value if type(value) is int and value > 0 else 0


def _number(value: object) -> float | None:
    """A finite number from zero on."""
    return value if type(value) in (float, int) and 0 <= value < inf else None  # type: ignore[operator,return-value]


def fraction(value: object) -> float:
    return _number(value) or 0.0


def _ratio(value: object) -> float:
    return BEYOND_MEASURE if value == -1 else _number(value) or 0.0


def _moment(value: object) -> datetime | None:
    if type(value) is not int or value <= 0:
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _eta(value: object) -> timedelta | None:
    return timedelta(seconds=value) if type(value) is int and 0 <= value < NO_ETA else None


def _span(value: object) -> timedelta:
    """Seconds, as the client counts what has passed."""
    return timedelta(seconds=value) if type(value) is int and 0 < value < _TOO_LONG else timedelta(0)


def _ratio_limit(value: object) -> float | None:
    return inf if value == NO_LIMIT else _number(value)


def _minutes_limit(value: object) -> timedelta | None:
    """A torrent's own limit, which the client gives in minutes."""
    if value == NO_LIMIT:
        return timedelta.max
    return timedelta(minutes=value) if type(value) is int and 0 <= value < _TOO_LONG else None


def _tags(value: object) -> frozenset[str]:
    return _tag_set(text(value))


@lru_cache(maxsize=4096)
def _tag_set(tags: str) -> frozenset[str]:
    return frozenset(filter(None, map(str.strip, tags.split(","))))


def _state(value: object) -> State:
    return STATES.get(value, State.UNKNOWN) if type(value) is str else State.UNKNOWN


def _yes(value: object) -> bool:
    return value is True


def _known(value: object) -> bool | None:
    return value if type(value) is bool else None


_READERS: Mapping[str, tuple[str, Callable[[object], object]]] = {
    "name": ("name", text),
    "category": ("category", _shared),
    "state": ("state", _state),
    "progress": ("progress", fraction),
    "size": ("size", whole),
    "amount_left": ("left", whole),
    "tags": ("tags", _tags),
    "force_start": ("forced", _yes),
    "downloaded": ("downloaded", whole),
    "dlspeed": ("download_speed", whole),
    "upspeed": ("upload_speed", whole),
    "eta": ("eta", _eta),
    "ratio": ("ratio", _ratio),
    "num_seeds": ("seeds", whole),
    "availability": ("availability", _number),
    "completion_on": ("completed", _moment),
    "save_path": ("save_path", _shared),
    "content_path": ("content_path", text),
    "tracker": ("tracker", _shared),
    "private": ("private", _known),
    "auto_tmm": ("auto_managed", _yes),
    "infohash_v1": ("infohash_v1", text),
    "infohash_v2": ("infohash_v2", text),
    "seeding_time": ("seeding_time", _span),
    "ratio_limit": ("ratio_limit", _ratio_limit),
    "seeding_time_limit": ("seeding_time_limit", _minutes_limit),
    "inactive_seeding_time_limit": ("inactive_seeding_time_limit", _minutes_limit),
    "dl_limit": ("download_limit", whole),
    "up_limit": ("upload_limit", whole),
    "super_seeding": ("super_seeding", _yes),
    "priority": ("position", whole),
    "has_tracker_error": ("tracker_trouble", _known),
}
_READ = tuple((SETTERS[field], reader, key) for key, (field, reader) in _READERS.items())
_REST = tuple(
    SETTERS[field] for field in ("client", "hash", "added", "last_activity", "has_metadata", *sorted(READ_LATER))
)


def parse(client: str, hash: str, raw: Mapping[str, object], *, now: datetime) -> Torrent:  # noqa: A002
    """A torrent from all that the client said of it.

    What is missing gets the value that permits least: no progress, and ``now`` for when it was added.
    """
    get = raw.get
    torrent = object.__new__(Torrent)
    for put, reader, key in _READ:
        put(torrent, reader(get(key)))
    added = _moment(get("added_on")) or now
    active = _moment(get("last_activity")) or added
    rest = (client, hash, added, active, _has_metadata(raw, otherwise=True), None, None)
    for put, value in zip(_REST, rest, strict=True):
        put(torrent, value)
    return torrent


def merge(torrent: Torrent, raw: Mapping[str, object]) -> Torrent:
    """The torrent after a delta: only what ``raw`` names is new. The same object when nothing of ours is."""
    found = {_READERS[key][0]: _READERS[key][1](value) for key, value in raw.items() if key in _READERS}
    found["has_metadata"] = _has_metadata(raw, otherwise=torrent.has_metadata)
    found["added"] = _moment(raw.get("added_on")) or torrent.added
    found["last_activity"] = _moment(raw.get("last_activity")) or torrent.last_activity
    if all(getattr(torrent, field) == value for field, value in found.items()):
        return torrent
    return from_row(found[field] if field in found else getattr(torrent, field) for field in FIELDS)


def _has_metadata(raw: Mapping[str, object], *, otherwise: bool) -> bool:
    """4.5 does not say it, but gives a magnet without metadata a total size of -1."""
    if "has_metadata" in raw:
        return raw["has_metadata"] is True
    return raw["total_size"] != -1 if "total_size" in raw else otherwise
