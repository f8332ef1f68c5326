"""Which files of a download are the tracks of which album, as a simulated Lidarr finds out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .album import Album

AUDIO = frozenset((".flac", ".mp3", ".m4a", ".ogg", ".opus", ".wav", ".wma", ".aac", ".ape", ".wv", ".aif", ".aiff"))


def audio_files(path: Path) -> list[Path]:
    """The tracks of a file or folder, in the order of their names."""
    candidates = [path] if path.is_file() else sorted(path.rglob("*")) if path.is_dir() else []
    return [file for file in candidates if file.suffix.lower() in AUDIO and file.is_file()]


def shared_out(albums: Sequence[Album], path: Path) -> list[tuple[Album, list[Path]]]:
    """The tracks by album: the only one there is, or the one that the folders below ``path`` name."""
    shares: dict[int, list[Path]] = {}
    for file in audio_files(path):
        folder = file.parent.relative_to(path) if path.is_dir() else Path(path.name)
        album = albums[0] if len(albums) == 1 else _named(albums, folder)
        if album:
            shares.setdefault(album.id, []).append(file)
    return [(album, shares[album.id]) for album in albums if album.id in shares]


def whole_albums(albums: Sequence[Album], path: Path) -> Iterator[tuple[Album, int, Path]]:
    """Album, track and file of what the app takes by itself."""
    for album, files in shared_out(albums, path):
        tracks = numbered(album, files)
        if not complaint(album, tracks, files):
            yield from ((album, track, file) for track, file in tracks.items())


def numbered(album: Album, files: Iterable[Path]) -> dict[int, Path]:
    """The files by track: by the number their names begin with, else the first track that is free."""
    tracks: dict[int, Path] = {}
    for file in files:
        leading = re.match(r"\d+", file.name)
        number = int(leading[0]) if leading else 0
        if not 1 <= number <= album.tracks or number in tracks:
            number = next((free for free in range(1, album.tracks + 1) if free not in tracks), 0)
        if number:
            tracks[number] = file
    return tracks


def complaint(album: Album, tracks: dict[int, Path], files: Sequence[Path]) -> str:
    """Why the app would not take these files as the album, or nothing. What it has already counts too."""
    if len(tracks) < len(files):
        return "Has unmatched tracks"
    return "Has missing tracks" if len(album.files.keys() | tracks.keys()) < album.tracks else ""


def plain(title: str) -> str:
    return re.sub(r"[\W_]+", " ", title.lower()).strip()


def _named(albums: Sequence[Album], folder: Path) -> Album | None:
    words = f" {plain(str(folder))} "
    matches = [album for album in albums if f" {plain(album.title)} " in words]
    return max(matches, key=lambda album: len(album.title), default=None)
