"""Follows a log as it is written, over its rotation."""

from __future__ import annotations

import os
import time
from io import BufferedReader
from pathlib import Path

from ..reading.cursors import MARKED_BY, cursor, mark_of
from ..reading.records import Wanted, records
from .streams import event

POLL_EVERY = 0.5
AT_MOST = 1024 * 1024
"""Bytes that are read at once; of a log that grows faster than it is told the middle is left out."""

NEVER = b""


class Tail:
    """New records of one file that fit, as events. For one thread, which closes it."""

    def __init__(self, path: Path, wanted: Wanted) -> None:
        self._path = path
        self._wanted = wanted
        self._file: BufferedReader | None = None
        self._rest = NEVER
        self._ready: list[str] = []
        self._open(at_the_end=True)

    def following(self, within: float) -> str | None:
        """The next event, or None when there is none for so many seconds."""
        until = time.monotonic() + within
        while not self._ready:
            self._look()
            left = until - time.monotonic()
            if self._ready or left <= 0:
                break
            time.sleep(min(POLL_EVERY, left))
        return self._ready.pop(0) if self._ready else None

    def close(self) -> None:
        if self._file:
            self._file.close()
        self._file = None

    def _look(self) -> None:
        if self._file is None:
            self._open(at_the_end=False)
        if self._file is None:
            return
        self._read(self._file)
        if not self._is_current(self._file):
            self._read(self._file)  # what came between the last look and the rotation
            self.close()
            self._open(at_the_end=False)

    def _read(self, file: BufferedReader) -> None:
        size = os.fstat(file.fileno()).st_size
        if size - file.tell() > AT_MOST:
            file.seek(size - AT_MOST)
            self._rest = NEVER
        piece = self._rest + file.read(AT_MOST)
        whole, newline, self._rest = piece.rpartition(b"\n")
        begin = file.tell() - len(piece)
        mark = mark_of(os.pread(file.fileno(), MARKED_BY, 0))
        for line in reversed(list(records(whole + newline, self._wanted, begin))):
            self._ready.append(event("line", line.model_copy(update={"cursor": cursor(mark, line.cursor)})))

    def _open(self, *, at_the_end: bool) -> None:
        try:
            self._file = self._path.open("rb")
        except OSError:
            return  # between two files for a moment
        self._rest = NEVER
        if at_the_end:
            self._file.seek(0, os.SEEK_END)

    def _is_current(self, file: BufferedReader) -> bool:
        try:
            there = self._path.stat()
        except OSError:
            return True  # not yet replaced
        mine = os.fstat(file.fileno())
        return (there.st_dev, there.st_ino) == (mine.st_dev, mine.st_ino) and there.st_size >= file.tell()
