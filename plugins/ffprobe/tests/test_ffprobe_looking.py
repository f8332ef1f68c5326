"""What ffprobe's answers mean: only what it certainly says is believed."""

import json
from io import BytesIO

import pytest
from qbitrr_ffprobe.asking import FORMATS, Prober
from qbitrr_ffprobe.findings import Cause, Look
from qbitrr_ffprobe.looking import look_at
from qbitrr_ffprobe.running import Ran

CONTENT = b"fLaC" + bytes(10_000)
MATROSKA = b"\x1a\x45\xdf\xa3\x84abcd\x18\x53\x80\x67\x67\x10" + bytes(10_000)
"""Whole, as it says itself."""

PICTURE = {"codec_type": "video", "codec_name": "h264", "disposition": {"attached_pic": 0}}
COVER = {"codec_type": "video", "codec_name": "mjpeg", "disposition": {"attached_pic": 1}}
SOUND = {"codec_type": "audio", "codec_name": "aac"}
INVALID = "file:/dev/fd/3: Invalid data found when processing input\n"


def said(value, *, code=0, err="", ended=""):
    return Ran(code, json.dumps(value) if value is not None else "", err, ended)


def header(*streams, name="matroska,webm", duration="60.0"):
    return said({"format": {"format_name": name, "duration": duration}, "streams": streams})


def packets(*ends, place=9_900, **changes):
    rows = [{"pts_time": str(end), "duration_time": "0.0", "pos": str(place), "size": "50"} for end in ends]
    return said({"packets": rows}, **changes)


def frames(count, **changes):
    return said({"frames": [{"media_type": "video"}] * count}, **changes)


class FakeRunner:
    """Gives these answers, one after the other."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.commands = []

    def run(self, command, descriptor):
        self.commands.append(command)
        return self.answers.pop(0)


class FakeFile(BytesIO):
    def fileno(self):
        return 7


def look(*answers, content=CONTENT, promised=None):
    runner = FakeRunner(*answers)
    size = len(content) if promised is None else promised
    seen = look_at(FakeFile(content), len(content), size, lambda: Prober("/bin/ffprobe", runner))
    assert runner.answers == []
    return seen


GOOD = (header(PICTURE, SOUND), packets(59.9), frames(3))


def test_a_file_with_a_beginning_a_middle_and_an_end_is_good():
    assert look(*GOOD) == Look(format="matroska,webm", video=True, audio=True, duration=60.0)


def test_ffprobe_is_told_no_name_and_may_open_nothing_else():
    runner = FakeRunner(*GOOD)
    look_at(FakeFile(CONTENT), len(CONTENT), len(CONTENT), lambda: Prober("/bin/ffprobe", runner))
    for command in runner.commands:
        assert command[:7] == [
            "/bin/ffprobe",
            "-v",
            "error",
            "-protocol_whitelist",
            "file",
            "-format_whitelist",
            FORMATS,
        ]
        assert command[-2:] == ["-i", "file:/dev/fd/7"]


@pytest.mark.parametrize("playlist", ["hls", "concat", "dash", "image2", "tty", "data", "lavfi"])
def test_what_opens_other_files_is_no_format(playlist):
    assert playlist not in FORMATS.split(",")


# Without ffprobe


def no_ffprobe():
    return Look(unknown="no ffprobe", cause=Cause.NO_TOOL)


def test_without_ffprobe_a_file_that_may_be_media_is_unknown():
    assert look_at(BytesIO(CONTENT), 10, 10, no_ffprobe) == no_ffprobe()


@pytest.mark.parametrize(
    ("content", "broken"),
    [
        (b"", "it is empty"),
        (b"PK\x03\x04" + bytes(100), "it is a ZIP archive"),
        (MATROSKA[:5000], "it is cut off: 5015 bytes are missing"),
    ],
)
def test_without_ffprobe_the_bytes_may_tell(content, broken):
    seen = look_at(BytesIO(content), len(content), len(content), no_ffprobe)
    assert (seen.broken, seen.unknown) == (broken, "")


def test_what_is_not_all_on_the_disk_is_no_fault_of_the_release():
    seen = look(content=CONTENT, promised=len(CONTENT) + 1)
    assert (seen.broken, seen.cause) == ("", Cause.NO_ACCESS)


# No container


@pytest.mark.parametrize("err", [INVALID, "moov atom not found\n", "[matroska] EBML header parsing failed\n" + INVALID])
def test_what_ffprobe_finds_invalid_is_bad(err):
    assert look(said({}, code=1, err=err)).broken == "it is no readable media file"


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (said({}, code=1, err="file:/dev/fd/3: Permission denied\n"), Cause.STRANGE),
        (said({}, code=1, err="file:/dev/fd/3: Input/output error\n"), Cause.STRANGE),
        (said({}, code=1, err="[hls] Format not on whitelist 'a,b'\nInvalid argument"), Cause.STRANGE),
        (said({}, code=1, err="Cannot allocate memory\n" + INVALID), Cause.LIMITS),
        (said(None, code=-11), Cause.LIMITS),
        (said(None, code=-9, ended="it took more than 30 s"), Cause.LIMITS),
        (said({}, code=1), Cause.STRANGE),
        (said(None, code=0), Cause.STRANGE),
        (said({"format": []}, code=0), Cause.STRANGE),
        (said({"format": {}}, code=0), Cause.STRANGE),
        (said([1, 2], code=0), Cause.STRANGE),
    ],
)
def test_any_other_trouble_is_unknown(answer, cause):
    seen = look(answer)
    assert (seen.broken, seen.cause) == ("", cause)
    assert seen.unknown


# Its end


@pytest.mark.parametrize(
    ("duration", "end", "good"),
    [(60, 58.8, True), (60, 58.7, False), (6000, 5998.0, True), (6000, 5997.9, False), (5, 4.9, True), (5, 4.7, False)],
)
def test_it_must_go_on_to_its_end(duration, end, good):
    answers = [header(PICTURE, duration=str(duration)), packets(end), *([frames(1)] if good else [])]
    assert look(*answers).broken == ("" if good else f"it is cut off: it ends at {end} s of {duration}.0 s")


def test_packets_without_a_time_are_not_counted():
    answer = said({"packets": [{}, {"pts_time": "N/A"}, {"dts_time": "59.9"}, "?"]})
    assert look(header(PICTURE), answer, frames(1)).broken == ""


def test_without_packets_at_its_end_it_is_cut_off():
    assert look(header(SOUND, name="flac"), packets()).broken == "it is cut off: nothing of its last 10 s can be read"


@pytest.mark.parametrize(("place", "good"), [(9_000, True), (5_000, False), (0, False)])
def test_a_whole_container_may_claim_a_wrong_length_but_not_be_unused(place, good):
    answers = [header(PICTURE), packets(30.0, place=place), *([frames(1)] if good else [])]
    assert (look(*answers, content=MATROSKA).broken == "") is good


def test_a_whole_container_without_packets_at_its_end_is_unknown():
    seen = look(header(PICTURE), packets(), content=MATROSKA)
    assert (seen.broken, seen.cause) == ("", Cause.STRANGE)


@pytest.mark.parametrize("ended", [{"code": -9, "ended": "it took more than 30 s"}, {"code": -11}])
def test_an_end_that_ffprobe_did_not_reach_is_unknown(ended):
    seen = look(header(PICTURE), packets(10.0, **ended))
    assert (seen.broken, seen.cause, seen.video) == ("", Cause.LIMITS, True)


@pytest.mark.parametrize("name", ["mpegts", "mp3", "ogg", "avi", "asf", "flv"])
def test_a_container_that_claims_no_length_is_not_asked_for_its_end(name):
    assert look(header(PICTURE, SOUND, name=name)).broken == ""


# What is in it


def test_what_cannot_be_decoded_at_all_is_bad():
    assert look(header(PICTURE), packets(60), frames(0, err="Invalid NAL unit size")).broken == (
        "nothing in it can be decoded"
    )


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (frames(1, err="Invalid NAL unit size"), None),
        (frames(0), None),
        (frames(0, err="Unsupported codec with id 1 for input stream 0"), None),
        (frames(0, err="Decoder (codec av1) not found"), None),
        (frames(0, err="[av1 @ 0x7f] Your platform doesn't support hardware accelerated AV1 decoding."), None),
        (frames(0, err="Cannot allocate memory"), Cause.LIMITS),
        (frames(0, err="half of it", code=-24), Cause.LIMITS),
    ],
)
def test_only_errors_and_nothing_else_are_held_against_it(answer, cause):
    seen = look(header(PICTURE), packets(60), answer)
    assert (seen.broken, seen.cause) == ("", cause)


def test_a_codec_that_this_ffprobe_does_not_know_is_not_decoded():
    unknown = {"codec_type": "video", "codec_name": "unknown"}
    assert look(header(unknown), packets(60)).broken == ""


def test_a_cover_is_no_picture():
    seen = look(header(SOUND, COVER, name="flac"), packets(60), frames(1))
    assert (seen.video, seen.audio) == (False, True)


@pytest.mark.parametrize(
    ("container", "stream", "expected"), [("60.5", None, 60.5), (None, "59.5", 59.5), ("N/A", "59.5", 59.5)]
)
def test_its_length_is_that_of_the_container_or_of_a_stream(container, stream, expected):
    answer = said(
        {"format": {"format_name": "avi", "duration": container}, "streams": [{**PICTURE, "duration": stream}]}
    )
    assert look(answer).duration == expected
