"""The records in a piece of a log file: where each begins, and which of them fit. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qbitrr.logs import LEVELS

from ..shapes.logs import LogLine

HEAD = re.compile(rb"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) ([A-Z]+) +(\S+)  ", re.MULTILINE)
"""How a record begins: its time, its level, who says it. What follows indented is its traceback."""

CONTINUED = "\n    | "
LONGEST = 64 * 1024
"""Bytes of one record that are shown."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records: of a level or a graver one, with a text in them."""

    level: str = "DEBUG"
    search: str = ""

    @property
    def levels(self) -> frozenset[bytes] | None:
        """The words for these levels; None for all of them."""
        if self.level not in LEVELS or self.level == "DEBUG":
            return None
        return frozenset(word.encode() for word in LEVELS[: LEVELS.index(self.level) + 1])


def beginning(piece: bytes) -> int | None:
    """Where the first record in it begins, or None when none does."""
    found = HEAD.search(piece)
    return found.start() if found else None


def records(piece: bytes, wanted: Wanted, offset: int = 0) -> Iterator[LogLine]:
    """The records that fit, the last first; ``offset`` is added to where they begin."""
    needle = wanted.search.strip().lower()
    if needle.isascii() and needle.encode() not in piece.lower():
        return
    heads = list(HEAD.finditer(piece))
    levels, end = wanted.levels, len(piece)
    for head in reversed(heads):
        begin = head.start()
        if levels is None or head[2] in levels:
            text = piece[begin:end]
            if not needle or needle in text.decode(errors="replace").lower():
                yield _line(head, text, begin, offset)
        end = begin


def _line(head: re.Match[bytes], text: bytes, begin: int, offset: int) -> LogLine:
    said = text[head.end() - begin : head.end() - begin + LONGEST].decode(errors="replace").rstrip("\n")
    return LogLine(
        cursor=offset + begin,
        at=head[1].decode(),
        level=head[2].decode(),
        logger=head[3].decode(errors="replace"),
        text=said.replace(CONTINUED, "\n"),
    )
