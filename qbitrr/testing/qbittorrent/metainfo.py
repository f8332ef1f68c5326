"""Torrent files: reading those that are added, writing those that are exported."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .bencode import Bencoded, NotATorrent, decode, encode

PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Metainfo:
    """What a torrent file says. File paths start with the torrent's folder, if it has one; sizes in bytes."""

    name: str
    files: tuple[tuple[str, int], ...]
    infohash_v1: str
    infohash_v2: str = ""
    trackers: tuple[str, ...] = ()
    private: bool = False
    comment: str = ""
    piece_size: int = PIECE

    @property
    def hash(self) -> str:
        """How qBittorrent calls it: hybrid torrents go by their second form."""
        return self.infohash_v2[:40] or self.infohash_v1


def read_torrent(encoded: bytes) -> Metainfo:
    """Read a torrent file; NotATorrent if it is none."""
    torrent = decode(encoded)
    info = torrent.get(b"info") if isinstance(torrent, dict) else None
    if not isinstance(torrent, dict) or not isinstance(info, dict) or not isinstance(info.get(b"name"), bytes):
        raise NotATorrent("it has no info")
    name = _text(info[b"name"])
    second = info.get(b"meta version") == 2
    return Metainfo(
        name=name,
        files=_files(name, info),
        infohash_v1=hashlib.sha1(encode(info)).hexdigest() if b"pieces" in info else "",
        infohash_v2=hashlib.sha256(encode(info)).hexdigest() if second else "",
        trackers=_trackers(torrent),
        private=info.get(b"private") == 1,
        comment=_text(torrent.get(b"comment", b"")),
        piece_size=pieces if isinstance(pieces := info.get(b"piece length"), int) else PIECE,
    )


def write_torrent(
    name: str,
    files: Sequence[tuple[str, int]],
    *,
    trackers: Sequence[str] = (),
    private: bool = False,
    comment: str = "",
) -> bytes:
    """A small valid torrent file; its piece hashes are of no data at all."""
    size = sum(length for _, length in files)
    info: dict[bytes, Bencoded] = {b"name": name.encode(), b"piece length": max(PIECE, _power_above(size // 1000))}
    pieces = -(-size // max(PIECE, _power_above(size // 1000)))
    info[b"pieces"] = b"".join(hashlib.sha1(f"{name} {piece}".encode()).digest() for piece in range(pieces))
    if len(files) == 1 and files[0][0] == name:
        info[b"length"] = size
    else:
        parts = [(path.removeprefix(name + "/").split("/"), length) for path, length in files]
        info[b"files"] = [{b"length": length, b"path": [part.encode() for part in path]} for path, length in parts]
    if private:
        info[b"private"] = 1
    torrent: dict[bytes, Bencoded] = {b"info": info}
    if trackers:
        torrent[b"announce"] = trackers[0].encode()
        torrent[b"announce-list"] = [[url.encode()] for url in trackers]
    if comment:
        torrent[b"comment"] = comment.encode()
    return encode(torrent)


def _power_above(number: int) -> int:
    return 1 << number.bit_length()


def _text(value: Bencoded) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else ""


def _files(name: str, info: Mapping[bytes, Bencoded]) -> tuple[tuple[str, int], ...]:
    listed = info.get(b"files")
    if not isinstance(listed, list):
        tree = info.get(b"file tree")
        length = info.get(b"length")
        if isinstance(length, int) or not isinstance(tree, dict):
            return ((name, length if isinstance(length, int) else 0),)
        found = tuple(_leaves(tree, ""))
        return (
            found
            if len(found) == 1 and found[0][0] == name
            else tuple((f"{name}/{path}", size) for path, size in found)
        )
    files: list[tuple[str, int]] = []
    for entry in listed:
        if isinstance(entry, dict) and isinstance(path := entry.get(b"path"), list):
            length = entry.get(b"length")
            files.append(("/".join([name, *map(_text, path)]), length if isinstance(length, int) else 0))
    return tuple(files)


def _leaves(tree: Mapping[bytes, Bencoded], above: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for name, below in tree.items():
        if not isinstance(below, dict):
            continue
        leaf = below.get(b"")
        if isinstance(leaf, dict):
            length = leaf.get(b"length")
            found.append((above + _text(name), length if isinstance(length, int) else 0))
        else:
            found += _leaves(below, f"{above}{_text(name)}/")
    return found


def _trackers(torrent: Mapping[bytes, Bencoded]) -> tuple[str, ...]:
    tiers = torrent.get(b"announce-list")
    if isinstance(tiers, list) and tiers:
        return tuple(_text(url) for tier in tiers if isinstance(tier, list) for url in tier)
    return (_text(torrent[b"announce"]),) if torrent.get(b"announce") else ()
