"""Real media, tiny: made by ffmpeg once, kept in .lab/media; and the broken kinds that trackers serve."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.lab.clients import LAB

MEDIA = LAB / "media"
PICTURE = ("-f", "lavfi", "-i", "testsrc2=size=640x360:rate=24:duration=5")
SOUND = ("-f", "lavfi", "-i", "sine=frequency=440:duration=5")
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest")
SOME_FILM = "Some.Movie.2020.1080p.WEB-DL.x264-GRP"


def film() -> Path:
    """Five seconds of picture and sound, about 1 MB."""
    return _made("film.mkv", *PICTURE, *SOUND, *H264)


def song() -> Path:
    """Five seconds of lossless sound with tags, about 100 kB."""
    tags = ("-metadata", "artist=Some Artist", "-metadata", "album=Some Album", "-metadata", "title=Some Song")
    return _made("song.flac", *SOUND, "-c:a", "flac", *tags)


def noise(path: Path) -> Path:
    """Random bytes under a film's name: ffprobe refuses it."""
    return _written(path, os.urandom(300_000))


def damaged_film(path: Path) -> Path:
    """A film's header, then random bytes: ffprobe accepts it, decoding it fails."""
    return _written(path, film().read_bytes()[:4096] + os.urandom(300_000))


def truncated_film(path: Path) -> Path:
    """The first twentieth of a film: ffprobe accepts it, and so does a decoder; only the length tells."""
    whole = film().read_bytes()
    return _written(path, whole[: len(whole) // 20])


def program(path: Path) -> Path:
    """What looks like a program for another system, as fake releases carry."""
    return _written(path, b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200_000))


def film_release(folder: Path, name: str = SOME_FILM) -> Path:
    """A release folder in ``folder``, as a group would publish it: the film, a note, subtitles."""
    release = folder / name
    release.mkdir(parents=True)
    shutil.copyfile(film(), release / f"{name}.mkv")
    (release / f"{name}.srt").write_text("1\n00:00:00,000 --> 00:00:02,000\nHello\n")
    (release / "grp.nfo").write_text(f"{name}\n")
    return release


def _made(name: str, *arguments: str) -> Path:
    path = MEDIA / name
    if not path.exists():
        MEDIA.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=MEDIA) as scratch:  # two test runs may make it at the same time
            _run("ffmpeg", "-hide_banner", "-loglevel", "error", *arguments, f"{scratch}/{name}")
            Path(scratch, name).replace(path)
    return path


def _run(*command: str) -> Sequence[str]:
    subprocess.run(command, check=True, timeout=60, stdin=subprocess.DEVNULL)
    return command


def _written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
