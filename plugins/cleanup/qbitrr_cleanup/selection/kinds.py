"""What kind of file a name stands for. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum

UNFINISHED = ".!qb"
"""What qBittorrent may append to the name of a file that is not complete."""

EXTENSION = re.compile(r"\*?\.?([\w!+-]+(?:\.[\w!+-]+)*)")
"""How users write an extension."""

_VOLUME = re.compile(r"[rsz]\d\d|0\d\d", re.ASCII)
"""A part of an archive in several parts: .r00, .s00, .z01, .001."""


class Kind(StrEnum):
    """What a file is for, as far as its name says."""

    VIDEO = "video"
    AUDIO = "audio"
    BOOK = "book"
    ARCHIVE = "archive"
    SUBTITLE = "subtitle"
    COMPANION = "companion"
    EXECUTABLE = "executable"
    OTHER = "other"


BESIDE = frozenset({Kind.SUBTITLE, Kind.COMPANION})
"""What comes with the files that a release is about."""

MEDIA = frozenset({Kind.VIDEO, Kind.AUDIO, Kind.BOOK})

_EXTENSIONS = {
    Kind.VIDEO: "3gp asf avi divx flv iso m2ts m2v m4v mkv mov mp4 mpeg mpg mts ogm ogv rm rmvb ts vob webm wmv wtv",
    Kind.AUDIO: "aac aax ac3 aif aiff alac ape dff dsf dts flac m4a m4b mka mp3 mpc oga ogg opus tta wav wma wv",
    Kind.BOOK: "azw azw3 cb7 cbr cbz djvu epub fb2 kepub lit mobi pdf",
    Kind.ARCHIVE: "7z bz2 gz rar tar tgz xz zip zst",
    Kind.SUBTITLE: "ass idx smi srt ssa sub sup usf vtt",
    Kind.COMPANION: "bmp cue db diz ffp gif htm html ini jpeg jpg json log m3u m3u8 md5 nfo opf par2 png rtf sfv "
    "torrent txt url webp xml",
}
_KINDS = {extension: kind for kind, extensions in _EXTENSIONS.items() for extension in extensions.split()}


def plain(name: str) -> str:
    """A file's name as a system would take it, in small letters: nothing invisible, nothing that turns it around."""
    visible = name if name.isprintable() else "".join(letter for letter in name if letter.isprintable())
    visible = visible.rstrip(" .").casefold()
    return visible.removesuffix(UNFINISHED).rstrip(" .")


def extension_of(name: str) -> str:
    """What comes after the last dot of a plain name, without spaces."""
    return name.rpartition(".")[2].strip() if "." in name else ""


def kind_of(name: str, executables: Collection[str]) -> Kind:
    """The kind of a plain name."""
    extension = extension_of(name)
    if extension in executables:
        return Kind.EXECUTABLE
    return Kind.ARCHIVE if _VOLUME.fullmatch(extension) else _KINDS.get(extension, Kind.OTHER)


def disguise_of(name: str) -> str:
    """How an executable of this name passes itself off as something else, or an empty string: film.mkv.exe."""
    before = kind_of(plain(name).rpartition(".")[0].rstrip(" ."), ())
    if before in MEDIA | {Kind.SUBTITLE}:
        return f"it calls itself {before}"
    return "" if name.isprintable() else "its name hides what it is"


def extension(written: str) -> str:
    """An extension as users write it, without its dot and in small letters; empty when it is none."""
    found = EXTENSION.fullmatch(written.strip())
    return found[1].casefold() if found else ""
