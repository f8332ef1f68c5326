"""Makes a torrent whose fields agree with one another from the few that a test cares about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .dialect import LATER_FIELDS, Dialect
from .rows import magnet, new_row, tracker_fields
from .torrents import (
    SimulatedFile,
    SimulatedTorrent,
    SimulatedTracker,
    content_path,
    hash_of,
    in_dialect,
    progressed,
)

GIB = 1 << 30
_PIECE = 1 << 20
_WITHOUT_METADATA = ("metaDL", "forcedMetaDL")


def make_torrent(
    dialect: Dialect,
    name: str,
    *,
    now: float,
    save_path: str,
    hash: str = "",  # noqa: A002 - the API's own word
    size: int = GIB,
    progress: float | None = None,
    state: str = "",
    tags: str | Iterable[str] = (),
    files: Sequence[tuple[str, int]] = (),
    trackers: Sequence[str | SimulatedTracker] = (),
    private: bool = False,
    torrent_file: bytes = b"",
    comment: str = "",
    piece_size: int = _PIECE,
    fields: Mapping[str, object] | None = None,
) -> SimulatedTorrent:
    """A torrent that is downloading nothing yet, unless the state or the progress says more. Sizes in bytes."""
    infohash = hash or hash_of(name)
    torrent = SimulatedTorrent(hash=infohash, row=new_row(dialect, name=name, hash=infohash, now=now))
    torrent.row |= {"save_path": save_path, "tags": joined(tags)}
    torrent.trackers = as_trackers(trackers)
    torrent.row |= tracker_fields(dialect, torrent.trackers)
    torrent.torrent_file, torrent.private, torrent.counted_at = torrent_file, private, now
    torrent.comment, torrent.piece_size = comment, piece_size
    torrent.row |= known(torrent, {"comment": comment})
    if state not in _WITHOUT_METADATA:
        give_metadata(dialect, torrent, files or [(name, size)])
        done = (1.0 if _finished(state) else 0.0) if progress is None else progress
        torrent.row |= progressed(torrent, done)
        torrent.row["completion_on"] = int(now) if done >= 1 else dialect.unfinished
    torrent.row["magnet_uri"] = magnet(dialect, torrent)
    given = known(torrent, fields or {})
    torrent.row["force_start"] = state.startswith("forced") or bool(given.get("force_start"))
    torrent.row |= given
    torrent.row["state"] = in_dialect(dialect, state) or torrent.running_state()
    return torrent


def give_metadata(dialect: Dialect, torrent: SimulatedTorrent, files: Sequence[tuple[str, int]]) -> None:
    """From now on the torrent knows its files."""
    torrent.files = [SimulatedFile(name, size) for name, size in files]
    total = sum(file.size for file in torrent.files)
    torrent.row |= {"size": total, "total_size": total, "amount_left": total}
    torrent.row["content_path"] = content_path(torrent.text("save_path"), torrent.files)
    in_folder = "/" in torrent.files[0].name
    later = {
        "has_metadata": True,
        "private": torrent.private,
        "root_path": f"{torrent.row['save_path']}/{torrent.files[0].name.split('/')[0]}" if in_folder else "",
        "piece_size": torrent.piece_size,
        "pieces_num": torrent.pieces,
    }
    torrent.row |= {name: value for name, value in later.items() if name in dialect.info_has}


def known(torrent: SimulatedTorrent, fields: Mapping[str, object]) -> dict[str, object]:
    """The fields that this version has; a name that no version has is an error."""
    for name in fields:
        if name not in torrent.row and name not in LATER_FIELDS:
            raise TypeError(f"qBittorrent has no torrent field {name!r}")
    return {name: value for name, value in fields.items() if name in torrent.row}


def joined(tags: str | Iterable[str]) -> str:
    """Tags as the API writes them."""
    words = tags.split(",") if isinstance(tags, str) else tags
    return ", ".join(sorted({word.strip() for word in words if word.strip()}))


def as_trackers(trackers: Iterable[str | SimulatedTracker]) -> tuple[SimulatedTracker, ...]:
    return tuple(SimulatedTracker(url=tracker) if isinstance(tracker, str) else tracker for tracker in trackers)


def _finished(state: str) -> bool:
    return state.endswith("UP") or state == "uploading"
