"""How long a file should be, as its own container says: a cut-off one claims more than is there. Pure."""

from __future__ import annotations

from typing import BinaryIO

TOLERATED = 0.005
"""The share that may be missing: such a file plays to its end, and some tools write sizes that are a little wrong."""

_EBML, _SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"
_FIRST_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"styp"})
_MOST_BOXES = 100_000
_PLAUSIBLE = 1 << 50
"""Bytes; a claim of more is no size, and is left for ffprobe to judge."""


def missing(file: BinaryIO, size: int) -> int:
    """How many bytes a container lacks of what it claims; 0 when all is there or it does not say."""
    claimed = claimed_size(file)
    lacking = claimed - size
    return lacking if lacking > claimed * TOLERATED else 0


def claimed_size(file: BinaryIO) -> int:
    """The length that the container claims; 0 when it claims none."""
    claimed = _claimed(file)
    return claimed if claimed < _PLAUSIBLE else 0


def _claimed(file: BinaryIO) -> int:
    file.seek(0)
    head = file.read(12)
    if head.startswith(_EBML):
        return _matroska(file)
    if head.startswith(b"RIFF"):
        return _riff(head)
    return _boxes(file) if head[4:8] in _FIRST_BOXES else 0


def _matroska(file: BinaryIO) -> int:
    """A header, then one segment that has nearly everything; live recordings leave its size open."""
    file.seek(len(_EBML))
    length = _number(file)
    if length is None:
        return 0
    file.seek(length, 1)
    identifier = file.read(4)
    size = _number(file) if identifier == _SEGMENT else None
    return 0 if size is None else file.tell() + size


def _number(file: BinaryIO) -> int | None:
    """A number whose first byte says how long it is; None when it is left open or is none."""
    first = file.read(1)
    if not first or not first[0]:
        return None
    more = 8 - first[0].bit_length()
    value = int.from_bytes(bytes([first[0] & ((1 << (7 - more)) - 1)]) + file.read(more), "big")
    return None if value == (1 << (7 * (more + 1))) - 1 else value


def _riff(head: bytes) -> int:
    """AVI and WAV. A recording that was not finished has none or the largest size."""
    size = int.from_bytes(head[4:8], "little")
    return 0 if size in (0, 0xFFFFFFFF) else size + 8


def _boxes(file: BinaryIO) -> int:
    """MP4 and MOV: one box after the other, each with its size; the last one ends where the file should."""
    end = 0
    for _ in range(_MOST_BOXES):
        file.seek(end)
        head = file.read(16)
        if len(head) < 8 or not head[4:8].isalnum():
            return end
        size = int.from_bytes(head[:4], "big")
        if size == 1:
            size = int.from_bytes(head[8:16], "big")
        if size < 8:  # 0: this one goes on to the end, wherever that is
            return end
        end += size
        if end >= _PLAUSIBLE:
            break
    return 0
