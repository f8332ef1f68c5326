"""Which files of a torrent are looked at, and where they may lie. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from qbitrr import Torrent, TorrentFile


class Kind(StrEnum):
    VIDEO = "video"
    AUDIO = "audio"


_VIDEO = "3g2 3gp asf avi divx flv m2ts m4v mk3d mkv mov mp4 mpeg mpg mts mxf ogm ogv rm rmvb ts vob webm wmv"
_AUDIO = "aac ac3 aif aiff ape dsf dts flac m4a m4b mka mp2 mp3 mpc oga ogg opus tta wav wma wv"
KINDS = {
    **dict.fromkeys((f".{extension}" for extension in _VIDEO.split()), Kind.VIDEO),
    **dict.fromkeys((f".{extension}" for extension in _AUDIO.split()), Kind.AUDIO),
}

BEGUN = 1024 * 1024
"""Bytes of a file; with fewer there is hardly a whole piece."""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file that should be media: its path below the save path, its bytes, and its kind."""

    path: str
    size: int
    kind: Kind


def media_of(files: Iterable[TorrentFile], *, min_share: float, max_files: int) -> tuple[MediaFile, ...]:
    """The wanted media files, largest first; none that is small beside the largest, as samples and extras are."""
    media = [MediaFile(file.path, file.size, kind) for file in files if file.wanted and (kind := kind_of(file.path))]
    media.sort(key=lambda file: (-file.size, file.path))
    return tuple(file for file in media if file.size >= media[0].size * min_share)[:max_files]


def is_only_video(torrent: Torrent, file: MediaFile) -> bool:
    """Whether no other video of a torrent is wanted: else each may be but a part of a film."""
    videos = [one.path for one in torrent.files or () if one.wanted and kind_of(one.path) is Kind.VIDEO]
    return videos == [file.path]


def has_begun(torrent: Torrent, file: MediaFile) -> bool:
    """Whether so much of a file is here that its first bytes may be among it."""
    return any(one.size * one.progress > BEGUN for one in torrent.files or () if one.path == file.path)


def kind_of(path: str) -> Kind | None:
    return KINDS.get(PurePosixPath(path).suffix.lower())


def folders(torrent: Torrent) -> tuple[str, ...]:
    """Where its files may lie, as the client calls it: where its content is now, and where it is to be in the end.

    An unfinished torrent may be kept elsewhere than it is saved to: only the path of its content says so.
    """
    found = (_folder_of_content(torrent.content_path, torrent.files or ()), torrent.save_path)
    return tuple(dict.fromkeys(folder for folder in found if folder))


def _folder_of_content(content: str, files: Sequence[TorrentFile]) -> str:
    """The content is the only file, or the folder that all files are in, or the save path itself."""
    if not content or not files:
        return ""
    content = content.replace("\\", "/").rstrip("/")
    first = files[0].path.replace("\\", "/")
    root = first if len(files) == 1 else first.partition("/")[0]
    if content.endswith(f"/{root}"):
        return content.removesuffix(root).rstrip("/") or "/"
    return "" if len(files) == 1 else content
