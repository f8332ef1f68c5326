"""Reads the last lines of a log backwards, in blocks, over the files that it was rotated into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from ..shapes.logs import LogLine, LogLines, LogQuery
from .cursors import MARKED_BY, cursor, mark_of, parts_of
from .logfiles import LogName
from .records import LONGEST, Wanted, beginning, records

BLOCK = 256 * 1024


def lines_of(log: LogName, query: LogQuery) -> LogLines:
    """The last records that fit, or the last before a cursor; in the order of time."""
    wanted = Wanted(query.level, query.search)
    found: list[LogLine] = []
    end: int | None = None
    for path, mark, stop in _files(log.files, query.before):
        if end is None:
            end = cursor(mark, stop)
        with path.open("rb") as file:
            for line in _backwards(file, stop, wanted):
                found.append(line.model_copy(update={"cursor": cursor(mark, line.cursor)}))
                if len(found) > query.limit:
                    return LogLines(lines=tuple(reversed(found[: query.limit])), more=True, end=end)
    return LogLines(lines=tuple(reversed(found)), more=False, end=end or 0)


def _files(paths: Sequence[Path], before: int | None) -> Iterator[tuple[Path, int, int]]:
    """The files from the newest on, each with its mark and where to stop; from a cursor's file on if there is one."""
    asked, place = parts_of(before or 0)
    met = before is None
    for path in reversed(paths):
        try:
            size, mark = path.stat().st_size, _mark(path)
        except OSError:
            continue  # rotated away just now
        if met:
            yield path, mark, size
        elif mark == asked:
            met = True
            yield path, mark, min(size, place)


def _backwards(file: BinaryIO, stop: int, wanted: Wanted) -> Iterator[LogLine]:
    """The records below a place, the last first. A block's bytes before its first head belong to the block before."""
    rest = b""
    while stop > 0:
        start = max(0, stop - BLOCK)
        file.seek(start)
        piece = file.read(stop - start) + rest
        first = 0 if start == 0 else beginning(piece)
        if first is None:
            rest = piece[:LONGEST]
        else:
            yield from records(piece[first:], wanted, start + first)
            rest = piece[:first]
        stop = start


def _mark(path: Path) -> int:
    with path.open("rb") as file:
        return mark_of(file.read(MARKED_BY))
