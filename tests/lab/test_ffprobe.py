"""Real media, real ffprobe, and what a real qBittorrent has of them: the good are let in, the bad are not."""

import os
import random
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from qbitrr_ffprobe.asking import Prober
from qbitrr_ffprobe.looking import look_at
from qbitrr_ffprobe.plugin import Ffprobe
from qbitrr_ffprobe.running import Limits, Runner

from qbitrr import Host, Import, State, TorrentFile, Verdict, hookimpl
from qbitrr.testing.builders import Owner, decide_one, make_complete
from tests.lab import media
from tests.lab.presence import require_lab
from tests.lab.swarm import until
from tests.lab.test_gateway import gateway  # noqa: F401 -- the fixture
from tests.lab.test_gateway import until as until_shown
from tests.lab.torrents import torrent_of

pytestmark = pytest.mark.lab

PICTURE = ("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=24:duration=20")
SOUND = ("-f", "lavfi", "-i", "sine=frequency=440:duration=20")
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest")
ONE_SECOND = ("-g", "24")
"""A whole picture each second, as films have them."""

KINDS = {
    "film.mkv": (*PICTURE, *SOUND, *H264, *ONE_SECOND),
    "front.mp4": (*PICTURE, *SOUND, *H264, *ONE_SECOND, "-movflags", "+faststart"),
    "back.mp4": (*PICTURE, *SOUND, *H264, *ONE_SECOND),
    "parts.mp4": (*PICTURE, *SOUND, *H264, *ONE_SECOND, "-movflags", "frag_keyframe+empty_moov"),
    "film.avi": (*PICTURE, *SOUND, "-c:v", "mpeg4", "-c:a", "mp3", "-shortest"),
    "film.webm": (*PICTURE, *SOUND, "-c:v", "vp9", "-deadline", "realtime", "-cpu-used", "8", "-shortest"),
    "film.ts": (*PICTURE, *SOUND, *H264),
    "film.wmv": (*PICTURE, *SOUND, "-c:v", "wmv2", "-c:a", "wmav2", "-shortest"),
    "film.mpg": (*PICTURE, *SOUND, "-c:v", "mpeg2video", "-c:a", "mp2", "-shortest"),
    "refreshed.mkv": (*PICTURE, *SOUND, *H264, "-x264-params", "intra-refresh=1:keyint=48"),
    "one picture.mkv": (*PICTURE, *SOUND, *H264, "-g", "9999"),
    "hevc.mkv": (*PICTURE, *SOUND, "-c:v", "libx265", "-preset", "ultrafast", "-c:a", "libopus", "-shortest"),
    "song.flac": (*SOUND, "-c:a", "flac"),
    "song.mp3": (*SOUND, "-c:a", "mp3"),
    "song.ogg": (*SOUND, "-c:a", "libvorbis"),
    "song.m4a": (*SOUND, "-c:a", "aac"),
    "song.wav": SOUND,
}
SAY_THEIR_LENGTH = ["film.mkv", "front.mp4", "back.mp4", "parts.mp4", "film.avi", "film.webm", "song.flac", "song.wav"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One good file of each kind, twenty seconds long."""
    require_lab()
    folder = tmp_path_factory.mktemp("made")

    def make(name):
        path = folder / name
        if not path.exists():
            command = ["ffmpeg", "-hide_banner", "-loglevel", "error", *KINDS[name], str(path)]
            subprocess.run(command, check=True, timeout=60, stdin=subprocess.DEVNULL)
        return path

    return make


def look(path):
    with path.open("rb") as content:
        size = path.stat().st_size
        return look_at(content, size, size, lambda: Prober(shutil.which("ffprobe"), Runner(Limits(30, 2 << 30))))


def written(path, content):
    path.write_bytes(content)
    return path


def garbage(size):
    return random.Random(size).randbytes(size)


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_file_is_good(made, kind):
    seen = look(made(kind))
    assert (seen.broken, seen.unknown) == ("", "")
    assert seen.audio
    assert seen.video == (not kind.startswith("song"))
    assert 19 < seen.duration < 21


@pytest.mark.parametrize("kind", SAY_THEIR_LENGTH)
@pytest.mark.parametrize("percent", [5, 50, 95])
def test_a_file_that_was_cut_off_is_bad(made, kind, percent, tmp_path):
    whole = made(kind).read_bytes()
    seen = look(written(tmp_path / kind, whole[: len(whole) * percent // 100]))
    assert seen.broken.startswith(("it is cut off", "it is no readable media file"))


@pytest.mark.parametrize("kind", ["film.mkv", "front.mp4", "film.webm", "song.flac"])
def test_a_header_with_garbage_behind_it_is_bad(made, kind, tmp_path):
    whole = made(kind).read_bytes()
    seen = look(written(tmp_path / kind, whole[:20_000] + garbage(len(whole) - 20_000)))
    assert seen.broken.startswith(("it is cut off", "nothing in it can be decoded"))


@pytest.mark.parametrize("name", ["film.mkv", "film.mp4", "film.avi", "song.flac"])
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(garbage(300_000), id="noise"),
        pytest.param(bytes(300_000), id="zeros"),
        pytest.param(b"Visit us for the password of this film.\n" * 5000, id="text"),
        pytest.param(b"MZ\x90\x00\x03\x00\x00\x00" + garbage(200_000), id="program"),
        pytest.param(b"PK\x03\x04" + garbage(200_000), id="zip"),
        pytest.param(b"Rar!\x1a\x07\x01\x00" + garbage(200_000), id="rar"),
        pytest.param(b"7z\xbc\xaf\x27\x1c" + garbage(200_000), id="7z"),
    ],
)
def test_what_is_no_media_is_bad_under_any_name(name, content, tmp_path):
    require_lab()
    assert look(written(tmp_path / name, content)).broken


def test_a_film_is_a_film_under_the_name_of_another_container(made, tmp_path):
    assert look(written(tmp_path / "film.avi", made("film.mkv").read_bytes())).video


def test_a_cover_makes_no_film_of_a_song(made, tmp_path):
    cover = tmp_path / "cover.flac"
    one_picture = ("-map", "0:a", "-map", "1:v", "-frames:v", "1", "-c:a", "copy", "-c:v", "mjpeg")
    command = ["ffmpeg", "-loglevel", "error", "-i", made("song.flac"), "-i", made("film.mkv"), *one_picture]
    subprocess.run([*command, "-disposition:v", "attached_pic", cover], check=True, stdin=subprocess.DEVNULL)
    seen = look(cover)
    assert (seen.broken, seen.video, seen.audio) == ("", False, True)


def test_subtitles_that_last_longer_than_the_film_make_it_no_bad_one(made, tmp_path):
    (tmp_path / "a.srt").write_text("1\n00:00:01,000 --> 00:00:40,000\nHello\n")
    film = tmp_path / "film.mkv"
    command = [
        "ffmpeg",
        "-loglevel",
        "error",
        "-i",
        made("film.mkv"),
        "-i",
        tmp_path / "a.srt",
        "-map",
        "0",
        "-map",
        "1",
    ]
    subprocess.run([*command, "-c", "copy", "-c:s", "srt", film], check=True, stdin=subprocess.DEVNULL)
    assert look(film).broken == ""


@pytest.mark.parametrize(
    "text",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nother.mkv\n#EXT-X-ENDLIST\n",
        "\n\n#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nother.mkv\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile other.mkv\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
        "<?xml version='1.0'?><MPD xmlns='urn:mpeg:dash:schema:mpd:2011' type='static'></MPD>",
    ],
)
def test_a_list_of_other_files_is_never_good(made, text, tmp_path):
    shutil.copy(made("film.mkv"), tmp_path / "other.mkv")
    seen = look(written(tmp_path / "list.mkv", text.encode()))
    assert seen.broken or seen.unknown
    assert not seen.video


def test_a_probe_that_takes_too_long_or_too_much_is_unknown(made):
    for limits in (Limits(0.01, 2 << 30), Limits(30, 100 << 20)):
        with made("film.mkv").open("rb") as content:
            size = made("film.mkv").stat().st_size
            seen = look_at(content, size, size, lambda: Prober(shutil.which("ffprobe"), Runner(limits)))  # noqa: B023
        assert (seen.broken, bool(seen.unknown)) == ("", True)


# The rule


class Kept(dict):
    """Notes in memory."""

    def put(self, key, value):
        self[key] = value


class Importer(Owner):
    """An owner that would import anything that is complete."""

    @hookimpl
    def qbitrr_action(self, torrent):
        return Import("complete") if torrent.complete else None


@pytest.fixture
def rule():
    require_lab()
    started = Ffprobe(Ffprobe.Config())
    started.qbitrr_worker_start(Host(name="ffprobe", worker="Radarr", notes=Kept()))
    yield started
    started.qbitrr_worker_stop()


def decided(rule, torrent):
    """What is decided as soon as nothing waits to be looked at any more."""
    seen = None

    def known():
        nonlocal seen
        seen = decide_one(torrent, now=datetime.now(UTC), radarr=Importer(), ffprobe=rule)
        return not any(report.look_again for _, report in seen.reports)

    until(known, f"{torrent.name} was looked at")
    return seen


@pytest.mark.parametrize(
    "name",
    [
        "-i.mkv",
        "--help.mkv",
        "concat:a.mkv|b.mkv",
        "http:film.mkv",
        "file:film.mkv",
        "%03d.mkv",
        "$(touch owned) `id`;.mkv",
        "two\nlines.mkv",
        "Größe 映画.mkv",
        os.fsdecode(b"no text \xff.mkv"),
        "'\"\\.mkv",
    ],
)
def test_a_film_is_good_whatever_its_name(rule, made, name, tmp_path):
    size = shutil.copy(made("film.mkv"), tmp_path / name).stat().st_size
    torrent = make_complete(files=(TorrentFile(index=0, path=name, size=size),), save_path=str(tmp_path))
    decision = decided(rule, torrent)
    ((_, report),) = decision.reports
    assert report.reason.startswith("good")
    assert isinstance(decision.action, Import)
    assert {path.name for path in tmp_path.iterdir()} == {name}


MAKERS = {
    "good film": (lambda path: shutil.copy(media.film(), path), True),
    "damaged film": (media.damaged_film, False),
    "truncated film": (media.truncated_film, False),
    "noise": (media.noise, False),
    "program": (media.program, False),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_a_real_client_has_a_torrent_and_only_a_good_one_is_imported(rule, lab_swarm, gateway, kind):  # noqa: F811
    make, good = MAKERS[kind]
    name = media.SOME_FILM
    release = lab_swarm.client.downloads / name
    release.mkdir()
    make(release / f"{name}.mkv")
    (release / "grp.nfo").write_text(f"{name}\n")
    added = torrent_of(release)
    lab_swarm.add(added, checked=True)
    found = until_shown(gateway, lambda all_: added.hash in all_ and all_[added.hash].state is State.SEEDING)[
        added.hash
    ]
    torrent = with_files(gateway, found)
    decision = decided(rule, torrent)
    ((_, report),) = decision.reports
    assert report.reason.startswith("good") is good, report.reason
    assert isinstance(decision.action, Import) is good
    if not good:
        assert report.verdict is Verdict.FAILED
        assert report.evidence["file"] == f"{name}/{name}.mkv"


def test_a_disguise_is_found_before_it_is_complete(rule, lab_swarm, gateway):  # noqa: F811
    """The client keeps unfinished files under another name, and the half that is here begins as a program."""
    lab_swarm.api.app_set_preferences({"incomplete_files_ext": True})
    half = 2 << 20
    offered = written(lab_swarm.offered / "Film.2020.mkv", b"MZ\x90\x00\x03\x00\x00\x00" + garbage(2 * half))
    added = torrent_of(offered)
    written(lab_swarm.client.downloads / "Film.2020.mkv", offered.read_bytes()[:half] + bytes(half + 8))
    lab_swarm.add(added)
    lab_swarm.wait(added.hash, lambda seen: 0.4 < seen["progress"] < 1 and seen["state"] == "stalledDL")
    found = until_shown(gateway, lambda all_: added.hash in all_ and all_[added.hash].state is State.STALLED)
    decision = decided(rule, with_files(gateway, found[added.hash]))
    ((_, report),) = decision.reports
    assert (report.verdict, report.reason) == (Verdict.FAILED, "Film.2020.mkv: it is a Windows program")
    lab_swarm.api.app_set_preferences({"incomplete_files_ext": False})


def with_files(gateway, torrent):  # noqa: F811
    """A torrent with its files, as the core reads them for a rule that needs them."""
    (read,) = gateway.details((torrent.hash,), files=True).values()
    return replace(torrent, files=read.files)
