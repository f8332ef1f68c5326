"""Bencoding, which torrent files are written in."""

from __future__ import annotations

type Bencoded = int | bytes | list[Bencoded] | dict[bytes, Bencoded]


class NotATorrent(ValueError):  # noqa: N818 - it says what is wrong
    """The bytes are no torrent file."""


def encode(value: Bencoded) -> bytes:
    match value:
        case int():
            return b"i%de" % value
        case bytes():
            return b"%d:%b" % (len(value), value)
        case list():
            return b"l%be" % b"".join(map(encode, value))
        case dict():
            return b"d%be" % b"".join(encode(key) + encode(value[key]) for key in sorted(value))


def decode(encoded: bytes) -> Bencoded:
    try:
        value, end = _decode(encoded, 0)
    except (ValueError, IndexError, RecursionError) as reason:
        raise NotATorrent("not bencoded") from reason
    if end != len(encoded):
        raise NotATorrent("there is something behind the end")
    return value


def _decode(encoded: bytes, at: int) -> tuple[Bencoded, int]:
    match encoded[at : at + 1]:
        case b"i":
            end = encoded.index(b"e", at)
            return int(encoded[at + 1 : end]), end + 1
        case b"l":
            items, at = _items(encoded, at + 1)
            return items, at
        case b"d":
            items, at = _items(encoded, at + 1)
            keys = [key for key in items[::2] if isinstance(key, bytes)]
            return dict(zip(keys, items[1::2], strict=True)), at
    colon = encoded.index(b":", at)
    end = colon + 1 + int(encoded[at:colon])
    if not at < colon < end <= len(encoded):
        raise ValueError("a string ends too early")
    return encoded[colon + 1 : end], end


def _items(encoded: bytes, at: int) -> tuple[list[Bencoded], int]:
    items: list[Bencoded] = []
    while encoded[at : at + 1] != b"e":
        item, at = _decode(encoded, at)
        items.append(item)
    return items, at + 1
