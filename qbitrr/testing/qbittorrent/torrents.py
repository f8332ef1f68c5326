"""Torrents as a client of one version would describe them, and the names of their states."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .dialect import Dialect
from .ledger import Row
from .metainfo import write_torrent

NEVER = 8640000
"""The ``eta`` of a torrent that gets nothing, in seconds."""

_HALTED = ("error", "missingFiles", "moving", "checkingDL", "checkingUP", "checkingResumeData", "queuedDL", "queuedUP")


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedTracker:
    """A tracker and its last answer: working, failure (it said no), unreachable, updating, or not contacted."""

    url: str
    answer: str = "working"
    message: str = ""
    tier: int = 0
    seeds: int = 0
    leeches: int = 0

    def status(self, dialect: Dialect) -> int:
        waiting = 1 if dialect.newest else 3
        refused = dialect.refused_status
        return {"working": 2, "failure": refused, "unreachable": 4, "updating": waiting, "not contacted": 1}[
            self.answer
        ]


@dataclass(slots=True)
class SimulatedFile:
    """One file; its name is relative to the save path. Priority 0 means not wanted."""

    name: str
    size: int
    priority: int = 1


@dataclass(slots=True, kw_only=True)
class SimulatedTorrent:
    """A torrent: ``row`` is what the API shows of it, the rest is what it shows only on request."""

    hash: str
    row: Row
    files: list[SimulatedFile] = field(default_factory=list)
    trackers: tuple[SimulatedTracker, ...] = ()
    torrent_file: bytes = b""
    comment: str = ""
    piece_size: int = 1 << 20
    private: bool = False
    counted_at: float = 0.0
    """When the idle counters last moved; they stand still until something happens to the torrent."""

    def number(self, name: str) -> int:
        value = self.row[name]
        assert isinstance(value, int | float), f"{name} is {value!r}"
        return int(value)

    def text(self, name: str) -> str:
        return str(self.row[name])

    @property
    def tags(self) -> list[str]:
        return [tag for tag in self.text("tags").split(", ") if tag]

    @property
    def has_metadata(self) -> bool:
        return self.number("total_size") >= 0

    @property
    def pieces(self) -> int:
        return -(-self.number("total_size") // self.piece_size) if self.has_metadata else -1

    @property
    def complete(self) -> bool:
        """What the client takes for finished: nothing is left, even when nothing was wanted."""
        return self.has_metadata and self.number("amount_left") == 0

    @property
    def stopped(self) -> bool:
        return self.text("state").startswith(("paused", "stopped"))

    @property
    def halted(self) -> bool:
        return self.stopped or self.text("state") in _HALTED

    def stopped_state(self, dialect: Dialect) -> str:
        return dialect.stopped + ("UP" if self.complete else "DL")

    def running_state(self) -> str:
        """A forced torrent is never called stalled."""
        forced = bool(self.row["force_start"])
        if not self.has_metadata:
            return "forcedMetaDL" if forced else "metaDL"
        if self.complete:
            return "forcedUP" if forced else "uploading" if self.number("upspeed") else "stalledUP"
        return "forcedDL" if forced else "downloading" if self.number("dlspeed") else "stalledDL"


def hash_of(name: str) -> str:
    """The hash that a torrent of that name gets when none is given."""
    return hashlib.sha1(name.encode()).hexdigest()


def in_dialect(dialect: Dialect, state: str) -> str:
    """The version's name of a state: pausedDL and stoppedDL are one."""
    for word in ("paused", "stopped"):
        if state.startswith(word):
            return dialect.stopped + state.removeprefix(word)
    return state


def content_path(save_path: str, files: Sequence[SimulatedFile]) -> str:
    """Where the content is: a single file, the folder of several, or the save path itself when they have none."""
    if len(files) == 1:
        return f"{save_path}/{files[0].name}"
    tops = {file.name.split("/")[0] for file in files}
    return f"{save_path}/{tops.pop()}" if len(tops) == 1 else save_path


def torrent_bytes(torrent: SimulatedTorrent) -> bytes:
    """Its torrent file: the one that was added, or a small one made up for it (which has another hash)."""
    if torrent.torrent_file:
        return torrent.torrent_file
    files = [(file.name, file.size) for file in torrent.files]
    trackers = [tracker.url for tracker in torrent.trackers]
    return write_torrent(
        torrent.text("name"), files, trackers=trackers, private=torrent.private, comment=torrent.comment
    )


def progressed(torrent: SimulatedTorrent, progress: float) -> Mapping[str, object]:
    """The fields that follow from the progress, in bytes."""
    size = torrent.number("size")
    completed = size if progress >= 1 else int(size * progress)
    return {
        "progress": progress,
        "completed": completed,
        "amount_left": size - completed,
        "downloaded": max(torrent.number("downloaded"), completed),
        "downloaded_session": max(torrent.number("downloaded_session"), completed),
        "availability": -1 if progress >= 1 else max(float(str(torrent.row["availability"])), progress),
    }
