"""Where a record is, as one number that stays true when its file is rotated. Pure."""

from __future__ import annotations

import zlib

PLACE_BITS = 24
"""A cursor is the file's mark and, in so many bits, the place in it: 16 MiB, three times what a file grows to.

The mark is of the file's first line, which it keeps when it is rotated. Together they are exact in JavaScript.
"""

MARK_BITS = 29
MARKED_BY = 512
"""Bytes at the beginning of a file by which it is known again."""

_LARGEST = (1 << PLACE_BITS) - 1


def mark_of(first: bytes) -> int:
    """The mark of a file that begins with these bytes."""
    return zlib.crc32(first[:MARKED_BY].split(b"\n", 1)[0]) & ((1 << MARK_BITS) - 1)


def cursor(mark: int, place: int) -> int:
    return (mark << PLACE_BITS) | min(place, _LARGEST)


def parts_of(cursor: int) -> tuple[int, int]:
    """The mark and the place."""
    return cursor >> PLACE_BITS, cursor & _LARGEST
