"""Whether the disk is there on which a torrent's data belongs: only what is seen proves it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from unicodedata import normalize

UNFINISHED = ".!qB"
"""What the client may append to the name of a file that is not complete."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen of a folder: the names in it, the room on its disk in bytes, and its disk's marker.

    ``marked`` is None when no marker is configured for it; without its marker the rest was not looked at. ``names`` is
    None when the folder is not there; ``near`` is whether a folder is there in which it could be.
    """

    marked: bool | None = None
    names: frozenset[str] | None = None
    free: int | None = None
    near: bool = True


@dataclass(frozen=True, slots=True)
class Disk:
    """What is known of the disk of one torrent, and why.

    ``proven``: it is there. ``doubtful``: it may well be away or ill. Neither: qbitrr sees nothing of it. ``holds`` is
    whether anything of the torrent lies there, as far as that is known.
    """

    why: str
    proven: bool = False
    doubtful: bool = False
    holds: bool | None = None
    free: int | None = None


def place_of(path: str) -> tuple[str, str]:
    """The folder and the name in it of what a client calls a path; empty where it says nothing of use."""
    plain = path.rstrip("/") if path.startswith("/") else path.replace("\\", "/").rstrip("/")
    folder, _, name = plain.rpartition("/")
    return (folder, name) if folder and name else ("", "")


def look(folder: Path, markers: Collection[Path]) -> Sight:
    """Look at a folder now. May take long, or for ever. Raises OSError when it is there and not to be read."""
    marker = _marker_of(folder, markers)
    marked = _is_there(marker) if marker else None
    if marked is False:
        return Sight(marked)
    if not _is_there(folder):
        return Sight(marked, near=any(map(_is_there, folder.parents[:-1])))
    room = os.statvfs(folder)
    with os.scandir(folder) as entries:
        names = frozenset(alike(entry.name) for entry in entries)
    return Sight(marked, names, room.f_bavail * room.f_frsize)


def disk_of(sight: Sight, name: str, witnesses: Iterable[str]) -> Disk:
    """What a sight of its folder says of the disk of a torrent whose data is called ``name``.

    ``witnesses`` are the names of what was complete in the same folder before the torrent came.
    """
    if sight.marked is False:
        return Disk("the marker of its disk is not there", doubtful=True)
    if sight.names is None and not sight.near:
        return Disk("qbitrr sees nothing of its disk")
    if sight.names is None:
        return Disk("its folder is not there, as far as qbitrr sees", doubtful=True)
    holds = not sight.names.isdisjoint({alike(name), alike(name + UNFINISHED)})
    if sight.marked:
        return Disk("the marker of its disk is there", proven=True, holds=holds, free=sight.free)
    if witness := next((one for one in witnesses if alike(one) in sight.names), None):
        return Disk(f"{witness} lies in the same folder", proven=True, holds=holds, free=sight.free)
    return Disk("nothing proves that its disk is there", holds=holds, free=sight.free)


def _marker_of(folder: Path, markers: Collection[Path]) -> Path | None:
    """The marker nearest to a folder, among those that lie at or above it."""
    above = [marker for marker in markers if folder.is_relative_to(marker.parent)]
    return max(above, key=lambda marker: len(marker.parts), default=None)


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def alike(name: PurePath | str) -> str:
    """One spelling for what some disk may hold for the same: upper case and accents differ between them."""
    return normalize("NFC", str(name)).casefold()
