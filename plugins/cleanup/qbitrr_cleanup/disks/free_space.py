"""How much is free on the disks to which a client downloads, as far as that is known; never waits for a disk."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from qbitrr import ServerState, Torrent

from .background import Background

log = logging.getLogger(__name__)

FRESH = timedelta(seconds=10)
VALID = timedelta(minutes=2)
"""How often a disk is looked at, and how long what was seen counts."""

type Device = object


@dataclass(frozen=True, slots=True)
class Measured:
    """A disk as this process sees it; ``free`` in bytes."""

    device: Device
    free: int


def measure(path: str) -> Measured:
    """Look at a disk. Raises OSError; may block for as long as the disk does.

    A folder with nothing in it is not believed: so is the one on which a disk is to be mounted. It is opened once, so
    that nothing is mounted or unmounted between two looks.
    """
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with os.scandir(folder) as entries:
            if next(entries, None) is None:
                raise OSError("it is empty: is its disk mounted?")
        space = os.fstatvfs(folder)
        return Measured(os.fstat(folder).st_dev, space.f_bavail * space.f_frsize)
    finally:
        os.close(folder)


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of the client, where this process finds its disk (empty: the client says), and what is to stay free."""

    folder: str
    path: str
    keep_free: int


@dataclass(frozen=True, slots=True)
class Disk:
    """One disk and the places on it; of what is to stay free the most counts."""

    places: frozenset[Place]
    free: int
    keep_free: int


class Disks:
    """The places of a client, told apart by disk. ``rest`` is for what lies in no other place."""

    def __init__(self, rest: Place, places: Sequence[Place], look: Callable[[str], Measured] = measure) -> None:
        self._rest = rest
        self._places = sorted(places, key=lambda place: len(place.folder), reverse=True)
        self._looks = {
            place.path: Background[str, Measured](look, fresh=FRESH, valid=VALID)
            for place in (rest, *places)
            if place.path
        }
        self._first: dict[str, Device] = {}
        self._lost: set[str] = set()

    def place_of(self, torrent: Torrent) -> Place:
        """Where its data is: the longest of the folders in which it lies."""
        where = torrent.content_path or torrent.save_path
        return next((place for place in self._places if _lies_in(where, place.folder)), self._rest)

    def read(self, server: ServerState, now: datetime) -> tuple[Disk, ...]:
        """The disks whose free space is known now."""
        by_disk: dict[Device, list[tuple[Place, int]]] = {}
        for place in (self._rest, *self._places):
            seen = self._seen(place, server, now)
            if seen:
                by_disk.setdefault(seen.device, []).append((place, seen.free))
        return tuple(
            Disk(
                frozenset(place for place, _ in on_it),
                min(free for _, free in on_it),
                max(place.keep_free for place, _ in on_it),
            )
            for on_it in by_disk.values()
        )

    def close(self) -> None:
        for look in self._looks.values():
            look.close()

    @property
    def looks(self) -> Mapping[str, Background[str, Measured]]:
        """What looks at each disk, by its path: one disk that does not answer holds up no other."""
        return self._looks

    def _seen(self, place: Place, server: ServerState, now: datetime) -> Measured | None:
        if not place.path:
            return None if server.free_space is None else Measured("the client's", server.free_space)
        seen = self._looks[place.path].ask(place.path, now)
        if seen is None:
            return None
        why = seen.error
        if seen.value and self._first.setdefault(place.path, seen.value.device) != seen.value.device:
            why = "another disk is there than before: is it mounted?"
        self._say(place.path, why)
        return None if why else seen.value

    def _say(self, path: str, why: str) -> None:
        """Say once that a disk is lost, and once that it is back."""
        if why and path not in self._lost:
            log.warning("The free space of %s is not known, so nothing is done about it: %s", path, why)
            self._lost.add(path)
        elif not why and path in self._lost:
            log.warning("The free space of %s is known again.", path)
            self._lost.discard(path)


def _lies_in(path: str, folder: str) -> bool:
    path, folder = (one.replace("\\", "/").rstrip("/") for one in (path, folder))
    return path == folder or path.startswith(f"{folder}/")
