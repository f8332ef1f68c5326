"""Real media, tiny: made by ffmpeg once, kept in .lab/media; and the broken kinds that trackers serve."""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.lab.clients import LAB

MEDIA = LAB / "media"
NOISE = random.Random(1).randbytes(300_000)
"""Always the same: one in thousands that differ looks to ffprobe like the beginning of something."""

PICTURE = ("-f", "lavfi", "-i", "testsrc2=size=640x360:rate=24:duration=5")
LARGE_PICTURE = ("-f", "lavfi", "-i", "testsrc2=size=3840x2160:rate=24:duration=1")
SOUND = ("-f", "lavfi", "-i", "sine=frequency=440:duration=5")
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest")
SOME_FILM = "Some.Movie.2020.1080p.WEB-DL.x264-GRP"


def film() -> Path:
    """Five seconds of picture and sound, about 1 MB."""
    return _made("film.mkv", *PICTURE, *SOUND, *H264)


def film_4k() -> Path:
    """One second of picture in 2160p, and of sound."""
    return _made("film4k.mkv", *LARGE_PICTURE, *SOUND, *H264)


def episode(number: int) -> Path:
    """As long as the film; each number has a content of its own."""
    return _made(f"episode{number}.mkv", *PICTURE, *SOUND, *H264, "-metadata", f"title=Episode {number}")


def song(number: int = 1) -> Path:
    """Five seconds of lossless sound with tags, about 100 kB; each number has a content of its own."""
    said = {"artist": "Some Artist", "album": "Some Album", "title": f"Song {number}", "track": str(number)}
    tags = [word for name, value in said.items() for word in ("-metadata", f"{name}={value}")]
    return _made(f"song{number}.flac", *SOUND, "-c:a", "flac", *tags)


def noise(path: Path) -> Path:
    """Noise under a film's name: ffprobe refuses it."""
    return _written(path, NOISE)


def damaged_film(path: Path) -> Path:
    """A film's header, then noise: ffprobe accepts it, decoding it fails."""
    return _written(path, film().read_bytes()[:4096] + NOISE)


def truncated_film(path: Path) -> Path:
    """The first twentieth of a film: ffprobe accepts it, and so does a decoder; only the length tells."""
    whole = film().read_bytes()
    return _written(path, whole[: len(whole) // 20])


def program(path: Path) -> Path:
    """What looks like a program for another system, as fake releases carry."""
    return _written(path, b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200_000))


def film_release(folder: Path, name: str = SOME_FILM, content: Path | None = None) -> Path:
    """A release folder in ``folder``, as a group would publish it: the film, a note, subtitles."""
    release = _release(folder / name, {f"{name}.mkv": content or film()})
    (release / f"{name}.srt").write_text("1\n00:00:00,000 --> 00:00:02,000\nHello\n")
    (release / "grp.nfo").write_text(f"{name}\n")
    return release


def season_release(folder: Path, name: str, *, episodes: int) -> Path:
    """A pack of the first season, named as such: ``S01`` becomes the number of each episode."""
    numbers = range(1, episodes + 1)
    return _release(folder / name, {f"{name.replace('S01', f'S01E{one:02}')}.mkv": episode(one) for one in numbers})


def album_release(folder: Path, name: str, *, tracks: int) -> Path:
    """An album, its tracks in order."""
    return _release(folder / name, {f"{one:02} Song {one}.flac": song(one) for one in range(1, tracks + 1)})


def _release(folder: Path, files: Mapping[str, Path]) -> Path:
    folder.mkdir(parents=True)
    for name, content in files.items():
        shutil.copyfile(content, folder / name)
    return folder


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
