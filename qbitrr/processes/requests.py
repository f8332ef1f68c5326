"""What may be asked of a running supervisor: a pipe in its run folder, from which it reads lines."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PIPE = "requests"
LONGEST = 4096
"""Bytes of a request, which are written at once or not at all (PIPE_BUF)."""

log = logging.getLogger(__name__)


class Requests:
    """The reading end. It can be waited for; it stays open while nobody writes."""

    def __init__(self, run_folder: Path) -> None:
        self._path = run_folder / PIPE
        with suppress(FileNotFoundError):
            self._path.unlink()
        os.mkfifo(self._path, 0o600)
        self._fd = os.open(self._path, os.O_RDWR | os.O_NONBLOCK)
        self._rest = b""

    def fileno(self) -> int:
        return self._fd

    def read(self) -> Iterator[tuple[str, ...]]:
        """What was asked since, each as words; what is no request is told of and passed over."""
        with suppress(BlockingIOError):
            self._rest += os.read(self._fd, 16 * LONGEST)
        *lines, self._rest = self._rest.split(b"\n")
        if len(self._rest) > LONGEST:  # no request is so long: what has no end must not grow for ever
            lines, self._rest = [*lines, self._rest], b""
        for line in lines:
            try:
                words = json.loads(line)
            except (ValueError, RecursionError):
                words = None
            if isinstance(words, list) and words and all(isinstance(word, str) for word in words):
                yield tuple(words)
            else:
                log.warning("Something that is no request was written to %s.", self._path)

    def close(self) -> None:
        os.close(self._fd)

    def end(self) -> None:
        """Close it, and let nobody find it any more."""
        self.close()
        self._path.unlink(missing_ok=True)


def ask(run_folder: Path, *words: str) -> None:
    """Ask the supervisor on that folder. Raises OSError when none listens, and ValueError for what is too long."""
    line = json.dumps(words).encode() + b"\n"
    if len(line) > LONGEST:
        raise ValueError(f"a request of more than {LONGEST} bytes")
    writing = os.open(run_folder / PIPE, os.O_WRONLY | os.O_NONBLOCK)
    try:
        os.write(writing, line)
    finally:
        os.close(writing)
