"""Releases that the indexers of a simulated Arr offer; a hash is read from the torrent or magnet if it is not told."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import TypedDict

from .history import Item


class ReleaseTraits(TypedDict, total=False):
    """What a test may tell of a release beside its title."""

    info_hash: str
    indexer: str
    size: int
    score: int
    announced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release: ``torrent`` is a .torrent file or a magnet link, ``size`` is in bytes.

    The indexer may not tell the hash (``announced``), so that the app learns it only from the torrent.
    """

    items: tuple[Item, ...]
    title: str
    torrent: bytes | str
    info_hash: str = ""
    indexer: str = "Indexer"
    size: int = 0
    score: int = 0
    announced: bool = True

    def details(self, source: str, age: float) -> dict[str, str]:
        """What history tells of its grab; ``age`` in seconds."""
        return {
            "indexer": self.indexer,
            "releaseGroup": self.title.rsplit("-", maxsplit=1)[-1],
            "age": str(int(age // 86_400)),
            "ageHours": str(age / 3600),
            "ageMinutes": str(age / 60),
            "downloadClient": "QBittorrent",
            "downloadClientName": "qBittorrent",
            "size": str(self.size),
            "downloadUrl": self.torrent
            if isinstance(self.torrent, str)
            else f"https://indexer.invalid/{self.info_hash}",
            "guid": f"https://indexer.invalid/{self.info_hash}",
            "protocol": "2",
            "customFormatScore": str(self.score),
            "releaseSource": source,
            "indexerFlags": "0",
            "torrentInfoHash": self.info_hash.upper(),
        }


def info_hash_of(torrent: bytes | str) -> str:
    """The v1 hash, upper case."""
    if isinstance(torrent, str):
        found = re.search(r"btih:([0-9a-fA-F]{40}|[A-Za-z2-7]{32})", torrent)
        if found is None:
            raise ValueError("the magnet link has no v1 hash: give info_hash")
        text = found[1].upper()
        return text if len(text) == 40 else base64.b32decode(text).hex().upper()
    position = 1
    while torrent[position : position + 1] != b"e":
        key_end = _end(torrent, position)
        end = _end(torrent, key_end)
        if torrent[position:key_end] == b"4:info":
            return hashlib.sha1(torrent[key_end:end]).hexdigest().upper()
        position = end
    raise ValueError("the torrent has no info dictionary: give info_hash")


def _end(bencoded: bytes, start: int) -> int:
    """Where the value that begins at ``start`` ends."""
    kind = bencoded[start : start + 1]
    if kind == b"i":
        return bencoded.index(b"e", start) + 1
    if kind in (b"l", b"d"):
        position = start + 1
        while bencoded[position : position + 1] != b"e":
            position = _end(bencoded, position)
        return position + 1
    colon = bencoded.index(b":", start)
    return colon + 1 + int(bencoded[start:colon])
