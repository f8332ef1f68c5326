"""What ffprobe is asked about an open file: what it is, whether its end can be reached, whether it can be decoded.

The file is given by its descriptor: no name ever comes near ffprobe, which would take some for options or addresses.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from .running import Ran, Runner

FORMATS = (
    "aac,ac3,eac3,aiff,ape,asf,avi,dsf,dts,dtshd,flac,flv,live_flv,m4v,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,mp3,mpeg,"
    "mpegts,mpegvideo,h264,hevc,mxf,nut,ogg,rm,tta,truehd,w64,wav,wv"
)
"""The containers that may be opened. A playlist would make ffprobe open more files."""

_SAFELY = ("-v", "error", "-protocol_whitelist", "file", "-format_whitelist", FORMATS)
_LENIENT = ("-flags", "output_corrupt", "-flags2", "showall")
"""Pictures count that lack what came before them: some films have only one whole picture, at their beginning."""

_DECODED = 10
"""Packets that are decoded at each place: from a whole picture on, enough for decoders that answer late."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a container says of itself; ``codec`` is empty where this ffprobe does not know it."""

    format: str
    duration: float | None
    video: bool
    audio: bool
    codec: str


@dataclass(frozen=True, slots=True)
class End:
    """Where the last packets of a file end: in seconds of its play, and in bytes of the file."""

    moment: float
    place: int


class Prober:
    """One ffprobe, run within limits."""

    def __init__(self, tool: str, runner: Runner) -> None:
        self._tool = tool
        self._runner = runner

    def header(self, content: BinaryIO) -> tuple[Header | None, Ran]:
        """What the file is; None when ffprobe does not say so: then see what it said instead."""
        wanted = "format=format_name,duration:stream=codec_type,codec_name,duration:stream_disposition=attached_pic"
        ran = self._ask(content, "-show_entries", wanted, "-of", "json")
        return (_header(ran.out) if ran.code == 0 and not ran.ended else None), ran

    def end(self, content: BinaryIO, since: float) -> tuple[End | None, Ran]:
        """Where the packets end that are found from a moment on; None when there are none."""
        entries = "packet=pts_time,dts_time,duration_time,pos,size"
        ran = self._ask(content, "-read_intervals", f"{since:.3f}%", "-show_entries", entries, "-of", "json")
        packets = _rows(_read(ran.out), "packets")
        moments = [moment for packet in packets if (moment := _moment(packet)) is not None]
        if not moments:
            return None, ran
        places = [(_number(packet.get("pos")) or 0.0) + (_number(packet.get("size")) or 0.0) for packet in packets]
        return End(max(moments), round(max(places))), ran

    def decodes(self, content: BinaryIO, moments: Sequence[float], *, stream: str) -> tuple[bool, Ran]:
        """Whether anything can be decoded at any of these moments."""
        places = ",".join(f"{moment:.3f}%+#{_DECODED}" for moment in moments)
        how = ("-threads", "1", *_LENIENT, "-select_streams", stream, "-read_intervals", places)
        ran = self._ask(content, *how, "-show_entries", "frame=media_type", "-of", "json")
        return bool(_rows(_read(ran.out), "frames")), ran

    def _ask(self, content: BinaryIO, *question: str) -> Ran:
        descriptor = content.fileno()
        command = [self._tool, *_SAFELY, *question, "-i", f"file:/dev/fd/{descriptor}"]
        return self._runner.run(command, descriptor)


def _header(said: str) -> Header | None:
    read = _read(said)
    about = read.get("format")
    if not isinstance(about, Mapping) or not about.get("format_name"):
        return None
    streams = _rows(read, "streams")
    pictures = [one for one in streams if one.get("codec_type") == "video" and not _is_cover(one)]
    sounds = [one for one in streams if one.get("codec_type") == "audio"]
    lengths = [_number(about.get("duration")), *(_number(one.get("duration")) for one in streams)]
    return Header(
        format=str(about["format_name"]),
        duration=next((length for length in lengths if length is not None), None),
        video=bool(pictures),
        audio=bool(sounds),
        codec=next((str(one.get("codec_name", "")) for one in [*pictures, *sounds]), ""),
    )


def _is_cover(stream: Mapping[str, object]) -> bool:
    """A picture that is shown while music plays is no video."""
    said = stream.get("disposition")
    return isinstance(said, Mapping) and said.get("attached_pic") == 1


def _moment(packet: Mapping[str, object]) -> float | None:
    starts = _number(packet.get("pts_time", packet.get("dts_time")))
    return None if starts is None else starts + (_number(packet.get("duration_time")) or 0.0)


def _read(said: str) -> Mapping[str, object]:
    try:
        read = json.loads(said)
    except ValueError:  # it was ended while it spoke
        return {}
    return read if isinstance(read, Mapping) else {}


def _rows(read: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    rows = read.get(name)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _number(value: object) -> float | None:
    try:
        return float(value) if isinstance(value, str) else None
    except ValueError:
        return None
