"""What the bytes of a file give away without ffprobe: disguises, and what a container claims to have."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qbitrr_ffprobe.signatures import disguised
from qbitrr_ffprobe.structure import claimed_size, missing

EBML = b"\x1a\x45\xdf\xa3\x84abcd"
PE = b"MZ" + bytes(58) + (128).to_bytes(4, "little") + bytes(64) + b"PE\x00\x00"


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"MZ\x90\x00\x03\x00\x00\x00", "a Windows program"),
        (PE, "a Windows program"),
        (b"\x7fELF\x02\x01", "a Linux program"),
        (b"#!/bin/sh\nrm -rf /", "a script"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"Rar!\x1a\x07\x00", "a RAR archive"),
        (b"Rar!\x1a\x07\x01\x00", "a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "a 7-Zip archive"),
        (b"\xef\xbb\xbf#EXTM3U\n", "a playlist"),
        (b"ffconcat version 1.0\nfile /etc/passwd", "a playlist"),
        (b"  \n<!DOCTYPE html><html>", "a web page"),
    ],
)
def test_what_is_certainly_no_media_is_named(head, what):
    assert disguised(head + bytes(500)) == what


@pytest.mark.parametrize(
    "head",
    [
        b"",
        bytes(4096),
        EBML,
        b"\x00\x00\x00\x20ftypisom",
        b"RIFF\x00\x00\x00\x00AVI ",
        b"fLaC\x00\x00\x00\x22",
        b"ID3\x04\x00",
        b"\xff\xfb\x90\x64",
        b"OggS\x00",
        b"\x47\x40\x11\x10",
        b"MZ by chance, and nothing where the header should be",
        b"PK",
        b"#!",
    ],
)
def test_media_and_what_may_be_media_is_not(head):
    assert disguised(head) == ""


@given(st.binary(max_size=200))
def test_any_bytes_can_be_looked_at(head):
    assert isinstance(disguised(head), str)
    assert claimed_size(BytesIO(head)) >= 0
    assert missing(BytesIO(EBML + head), len(EBML + head)) >= 0


@given(st.binary(max_size=100).map(lambda rest: b"\x00\x00\x00\x10ftypisom\x00\x00\x00\x00" + rest))
def test_any_boxes_can_be_looked_at(content):
    assert claimed_size(BytesIO(content)) >= 0


# Containers that say how long they are


def matroska(length, size_bytes):
    return EBML + b"\x18\x53\x80\x67" + size_bytes + bytes(length)


def box(kind, content):
    return (len(content) + 8).to_bytes(4, "big") + kind + content


FILM = matroska(1000, b"\x43\xe8")
MP4 = box(b"ftyp", b"isom") + box(b"moov", bytes(100)) + box(b"mdat", bytes(800))
LARGE = box(b"ftyp", b"isom") + b"\x00\x00\x00\x01mdat" + (1016).to_bytes(8, "big") + bytes(1000)
AVI = b"RIFF" + (1004).to_bytes(4, "little") + b"AVI " + bytes(1000)
WHOLE = [
    pytest.param(FILM, id="matroska"),
    pytest.param(MP4, id="mp4"),
    pytest.param(LARGE, id="large mp4"),
    pytest.param(AVI, id="avi"),
]


@pytest.mark.parametrize("whole", WHOLE)
def test_a_whole_file_has_what_it_claims(whole):
    assert claimed_size(BytesIO(whole)) == len(whole)
    assert missing(BytesIO(whole), len(whole)) == 0


@pytest.mark.parametrize("whole", WHOLE)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.95, 0.99])
def test_a_cut_off_file_lacks_some_of_it(whole, share):
    cut = whole[: int(len(whole) * share)]
    assert 0 < missing(BytesIO(cut), len(cut)) <= len(whole) - len(cut)


@pytest.mark.parametrize("whole", WHOLE)
def test_a_few_bytes_may_lack(whole):
    cut = whole[:-4]
    assert missing(BytesIO(cut), len(cut)) == 0


@pytest.mark.parametrize("whole", WHOLE)
def test_more_than_it_claims_lacks_nothing(whole):
    assert missing(BytesIO(whole + bytes(500)), len(whole) + 500) == 0


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(matroska(10, b"\x01" + b"\xff" * 7), id="a recording with an open end"),
        pytest.param(matroska(10, b"\xff"), id="an open end in one byte"),
        pytest.param(EBML, id="a header alone"),
        pytest.param(EBML + b"\xec\x81\x00", id="another element first"),
        pytest.param(b"RIFF\xff\xff\xff\xffWAVE", id="sound of any length"),
        pytest.param(b"RIFF\x00\x00\x00\x00WAVE", id="sound that was not finished"),
        pytest.param(b"fLaC\x00\x00\x00\x22", id="flac"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x00\x00\x00\x01mdat" + b"\xff" * 8, id="a box of an impossible size"),
        pytest.param(matroska(10, b"\x01\x7f" + b"\xff" * 6), id="a segment of an impossible size"),
        pytest.param(b"\xff\xfb\x90\x64" * 10, id="mp3"),
    ],
)
def test_others_claim_nothing(content):
    assert claimed_size(BytesIO(content)) == 0
    assert missing(BytesIO(content), len(content)) == 0


def test_a_box_that_goes_on_to_the_end_is_as_long_as_it_is():
    content = box(b"ftyp", b"isom") + b"\x00\x00\x00\x00mdat" + bytes(100)
    assert missing(BytesIO(content), len(content)) == 0
