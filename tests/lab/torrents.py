"""Makes .torrent files and magnet links: of real files, of sparse files, and of nothing at all."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

type Bencodable = int | str | bytes | Sequence[Bencodable] | Mapping[str, Bencodable]

PIECE = 16 * 1024


class TorrentFile(NamedTuple):
    """The bytes of a .torrent and its v1 info hash in hexadecimal, which is the same in every client."""

    content: bytes
    hash: str


def bencode(value: Bencodable) -> bytes:
    match value:
        case int():
            return b"i%de" % value
        case str():
            return bencode(value.encode())
        case bytes():
            return b"%d:%s" % (len(value), value)
        case Mapping():
            return b"d%se" % b"".join(bencode(key) + bencode(value[key]) for key in sorted(value))
        case _:
            return b"l%se" % b"".join(map(bencode, value))


def torrent_of(path: Path, *, trackers: Sequence[str] = (), private: bool = False) -> TorrentFile:
    """The torrent of a file, or of a folder with all that is in it."""
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    contents: dict[str, Bencodable] = {"length": path.stat().st_size}
    if path.is_dir():
        contents = {"files": [_entry(file.stat().st_size, file.relative_to(path).parts) for file in files]}
    pieces = b"".join(hashlib.sha1(piece).digest() for piece in _pieces(files))
    return _torrent(path.name, pieces, contents, trackers=trackers, private=private)


def fake_torrent(
    name: str, *, size: int = 1 << 20, files: int = 1, trackers: Sequence[str] = (), private: bool = False
) -> TorrentFile:
    """A torrent whose content exists nowhere. The same name gives the same torrent."""
    pieces = random.Random(name).randbytes(20 * -(-size // PIECE))
    contents: dict[str, Bencodable] = {"length": size}
    if files > 1:
        share, rest = divmod(size, files)
        contents = {"files": [_entry(share + (rest if n == 0 else 0), (f"file{n:03}.mkv",)) for n in range(files)]}
    return _torrent(name, pieces, contents, trackers=trackers, private=private)


def sparse_torrent(path: Path, size: int) -> TorrentFile:
    """Make a sparse file of zeros and its torrent: made in an instant, though checking it reads every byte."""
    piece = 1 << 20
    with path.open("wb") as file:
        file.truncate(size)
    pieces = hashlib.sha1(bytes(piece)).digest() * (size // piece)
    return _torrent(path.name, pieces, {"length": size}, piece=piece)


def magnet(torrent_hash: str, *, name: str = "", trackers: Sequence[str] = ()) -> str:
    parts = [f"xt=urn:btih:{torrent_hash}", *([f"dn={quote(name)}"] if name else [])]
    return "magnet:?" + "&".join([*parts, *(f"tr={quote(tracker, safe='')}" for tracker in trackers)])


def _entry(length: int, parts: Sequence[str]) -> Mapping[str, Bencodable]:
    return {"length": length, "path": list(parts)}


def _pieces(files: Sequence[Path]) -> Iterator[bytes]:
    """All files end to end, cut into pieces: a piece may hold the end of one and the start of another."""
    piece = b""
    for file in files:
        with file.open("rb") as content:
            while part := content.read(PIECE - len(piece)):
                piece += part
                if len(piece) == PIECE:
                    yield piece
                    piece = b""
    if piece:
        yield piece


def _torrent(
    name: str,
    pieces: bytes,
    contents: Mapping[str, Bencodable],
    *,
    piece: int = PIECE,
    trackers: Sequence[str] = (),
    private: bool = False,
) -> TorrentFile:
    info: dict[str, Bencodable] = {"name": name, "piece length": piece, "pieces": pieces, **contents}
    if private:
        info["private"] = 1
    outer: dict[str, Bencodable] = {"info": info}
    if trackers:
        outer |= {"announce": trackers[0], "announce-list": [[tracker] for tracker in trackers]}
    return TorrentFile(bencode(outer), hashlib.sha1(bencode(info)).hexdigest())
