"""Getting one program out of what was downloaded: a ZIP or tar archive, or the program itself."""

from __future__ import annotations

import shutil
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from .errors import Unobtainable

PROGRAM = "ffprobe"
MOST_BYTES = 512 * 1024 * 1024
"""Of the program; more is no ffprobe."""


def unpack(archive: Path, member: str, target: Path) -> None:
    """Write the program into ``target``, which is not executable yet. Raises Unobtainable and OSError."""
    try:
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as opened:
                name = _choose(member, (one.filename for one in opened.infolist() if not one.is_dir()))
                with opened.open(name) as content:
                    _write(content, target)
        elif tarfile.is_tarfile(archive):
            with tarfile.open(archive) as packed:
                name = _choose(member, (one.name for one in packed if one.isfile()))
                found = packed.extractfile(name)
                if found:
                    _write(found, target)
        else:
            with archive.open("rb") as content:
                _write(content, target)
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unobtainable(f"the archive cannot be read: {error}") from error


def _choose(member: str, names: Iterable[str]) -> str:
    there = list(names)
    found = [name for name in there if (name == member if member else name.rpartition("/")[2] == PROGRAM)]
    if not found:
        raise Unobtainable(f"the archive has no {member or PROGRAM} in it")
    return found[0]


def _write(content: IO[bytes], target: Path) -> None:
    with target.open("wb") as file:
        shutil.copyfileobj(_Bounded(content), file, 1024 * 1024)


class _Bounded:
    """A stream that may not be longer than a program is: a few bytes can be unpacked into a full disk."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content
        self._left = MOST_BYTES

    def read(self, size: int = -1) -> bytes:
        part = self._content.read(size)
        self._left -= len(part)
        if self._left < 0:
            raise Unobtainable("what is in the archive is too large to be ffprobe")
        return part
