"""Opening a file that strangers have named and made: only a regular one, and only inside its folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

UNFINISHED = ".!qB"
"""What qBittorrent may add to the name of a file that is not complete."""


class CannotLook(Exception):  # noqa: N818 -- a state of the file, said to users as it is
    """A file cannot be looked at; the text says why."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The same file has the same of these: its real path, its bytes, when it was last changed (nanoseconds)."""

    path: str
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Opened:
    identity: Identity
    content: BinaryIO


@contextmanager
def opened(folders: tuple[Path, ...], path: str, *, unfinished: bool = False) -> Iterator[Opened]:
    """Open a file of a torrent in the first of the folders that has it. Raises CannotLook."""
    names = (path, path + UNFINISHED) if unfinished else (path,)
    places = [(folder, folder / name) for folder in folders for name in names]
    try:
        folder, place = next(((one, there) for one, there in places if os.path.lexists(there)), (None, None))
        if folder is None or place is None:
            raise CannotLook(f"it is not in {' or '.join(map(str, folders)) or 'any known folder'}")
        descriptor = _open(Path(os.path.realpath(folder)), Path(os.path.realpath(place)))
    except OSError as error:
        raise CannotLook(error.strerror or str(error)) from error
    except ValueError as error:  # a name with a NUL in it
        raise CannotLook(f"its name is impossible: {error}") from error
    with os.fdopen(descriptor, "rb") as content:
        seen = os.fstat(descriptor)
        yield Opened(Identity(os.path.realpath(place), seen.st_size, seen.st_mtime_ns), content)


def _open(folder: Path, place: Path) -> int:
    """A descriptor of a regular file; a pipe or a device is not even opened."""
    if not place.is_relative_to(folder):
        raise CannotLook("it is a link that leads out of its folder")
    if not stat.S_ISREG(place.lstat().st_mode):
        raise CannotLook("it is no regular file")
    descriptor = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise CannotLook("it is no regular file")
    return descriptor
