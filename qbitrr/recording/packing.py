"""A torrent as plain JSON values, coarse where it changes all the time. Pure.

What was downloaded, speeds and estimates are kept up to 6 % too low, the number of seeds up to 20 %; shares in steps
that never reach a bound before the torrent does. Trackers are kept without the path of their URLs, in which a passkey
would be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from math import inf
from operator import attrgetter
from urllib.parse import urlsplit

from ..domain import State, Torrent, TorrentFile, Tracker, TrackerStatus

AT_ONCE = (
    "name",
    "category",
    "state",
    "size",
    "added",
    "tags",
    "forced",
    "has_metadata",
    "completed",
    "save_path",
    "content_path",
    "tracker",
    "private",
    "auto_managed",
    "infohash_v1",
    "infohash_v2",
    "ratio_limit",
    "seeding_time_limit",
    "inactive_seeding_time_limit",
    "download_limit",
    "upload_limit",
    "super_seeding",
    "tracker_trouble",
    "trackers",
)
"""What is written down as soon as it changes."""

MOVING = (
    "left",
    "progress",
    "downloaded",
    "download_speed",
    "upload_speed",
    "eta",
    "ratio",
    "seeds",
    "availability",
    "seeding_time",
    "last_activity",
    "position",
    "files",
)
"""What moves: it is written down at most once a minute."""

MESSAGE = 200
"""Characters that are kept of a tracker's message."""

NO_LIMIT = -1
"""A limit of a torrent's own that is none on purpose: JSON knows no end of numbers."""

Plain = object
"""A plain JSON value."""

once_of: Callable[[Torrent], tuple[object, ...]] = attrgetter(*AT_ONCE)


def moving_of(torrent: Torrent) -> tuple[Plain, ...]:
    """What moves, as it is kept, in the order of MOVING; its files are packed on their own."""
    return (
        torrent.left,
        int(torrent.progress * 1000) / 1000,
        coarse(torrent.downloaded),
        coarse(torrent.download_speed),
        coarse(torrent.upload_speed),
        None if torrent.eta is None else coarse(int(torrent.eta.total_seconds())),
        int(torrent.ratio * 100) / 100,
        coarse(torrent.seeds, bits=3),
        None if torrent.availability is None else int(torrent.availability * 20) / 20,
        int(torrent.seeding_time.total_seconds()) // 600 * 600,
        int(torrent.last_activity.timestamp()) // 60 * 60,
        torrent.position,
        None,
    )


def coarse(number: int, *, bits: int = 5) -> int:
    """A number with only its first binary digits, never more than it is."""
    shift = max(0, number.bit_length() - bits)
    return number >> shift << shift


def packed(name: str, value: object) -> Plain:
    """A field's value for JSON."""
    pack = _PACK.get(name)
    return value if pack is None or value is None else pack(value)


def whole(torrent: Torrent) -> dict[str, Plain]:
    """Every field, those that move as exact as they are."""
    names = (*AT_ONCE, *MOVING)
    return {name: packed(name, getattr(torrent, name)) for name in names if getattr(torrent, name) is not None}


def torrent_of(client: str, torrent_hash: str, values: Mapping[str, Plain]) -> Torrent:
    """The torrent that was packed. Raises whatever a wrong value raises: see ``batch.WRONG``."""
    fields = {name: unpacked(name, value) for name, value in values.items() if name in _NAMES}
    return Torrent(client=client, hash=torrent_hash, **fields)  # type: ignore[arg-type]


def unpacked(name: str, value: Plain) -> object:
    """The value of a field that was packed."""
    unpack = _UNPACK.get(name)
    return value if unpack is None or value is None else unpack(value)


def seconds(moment: datetime) -> float:
    """A moment as seconds since 1970; a whole number where it is one."""
    exact = moment.timestamp()
    return int(exact) if exact.is_integer() else exact


def moment(since_1970: float) -> datetime:
    return datetime.fromtimestamp(since_1970, UTC)


def span(duration: timedelta) -> float:
    exact = duration.total_seconds()
    return int(exact) if exact.is_integer() else exact


def _ratio_limit(limit: float) -> float:
    return NO_LIMIT if limit == inf else limit


def _time_limit(limit: timedelta) -> float:
    return NO_LIMIT if limit == timedelta.max else span(limit)


def _ratio_limit_of(packed_limit: float) -> float:
    return inf if packed_limit == NO_LIMIT else packed_limit


def _time_limit_of(packed_limit: float) -> timedelta:
    return timedelta.max if packed_limit == NO_LIMIT else timedelta(seconds=packed_limit)


def files(given: tuple[TorrentFile, ...]) -> list[list[Plain]]:
    """Each file as its number, path, size, tenths that are here, and whether it is wanted."""
    return [[one.index, one.path, one.size, int(one.progress * 10), int(one.wanted)] for one in given]


def _files_of(packed_files: list[list[object]]) -> tuple[TorrentFile, ...]:
    return tuple(
        TorrentFile(index=index, path=path, size=size, progress=tenths / 10, wanted=bool(wanted))  # type: ignore[arg-type, operator]
        for index, path, size, tenths, wanted in packed_files
    )


def without_path(url: str) -> str:
    """A tracker's URL without its path, in which people have their passkeys."""
    try:
        split = urlsplit(url)
        host, port = split.hostname, split.port
    except ValueError:
        return ""
    return f"{split.scheme}://{host}{f':{port}' if port else ''}/" if host else ""


def _trackers(given: tuple[Tracker, ...]) -> list[list[Plain]]:
    return [[without_path(one.url), one.status.value, one.message[:MESSAGE], one.tier] for one in given]


def _trackers_of(packed_trackers: list[list[object]]) -> tuple[Tracker, ...]:
    return tuple(
        Tracker(url, TrackerStatus(status), message, tier)  # type: ignore[arg-type]
        for url, status, message, tier in packed_trackers
    )


_MOMENTS = ("added", "completed", "last_activity")
_SPANS = ("eta", "seeding_time")
_TIME_LIMITS = ("seeding_time_limit", "inactive_seeding_time_limit")
_NAMES = frozenset((*AT_ONCE, *MOVING))

_PACK: Mapping[str, Callable[..., Plain]] = {
    **dict.fromkeys(_MOMENTS, seconds),
    **dict.fromkeys(_SPANS, span),
    **dict.fromkeys(_TIME_LIMITS, _time_limit),
    "ratio_limit": _ratio_limit,
    "tags": sorted,
    "state": str,
    "tracker": without_path,
    "trackers": _trackers,
    "files": files,
}
_UNPACK: Mapping[str, Callable[..., object]] = {
    **dict.fromkeys(_MOMENTS, moment),
    **dict.fromkeys(_SPANS, lambda value: timedelta(seconds=value)),
    **dict.fromkeys(_TIME_LIMITS, _time_limit_of),
    "ratio_limit": _ratio_limit_of,
    "tags": frozenset,
    "state": State,
    "trackers": _trackers_of,
    "files": _files_of,
}
