"""Which files are looked at, and where they are looked for."""

import pytest
from qbitrr_ffprobe.choosing import BEGUN, Kind, folders, has_begun, kind_of, media_of

from qbitrr import TorrentFile
from qbitrr.testing.builders import make_torrent


def files(**sizes):
    return [TorrentFile(index=n, path=path, size=size) for n, (path, size) in enumerate(sizes.items())]


def paths(given, *, min_share=0.1, max_files=20):
    return [file.path for file in media_of(given, min_share=min_share, max_files=max_files)]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a/film.mkv", Kind.VIDEO),
        ("FILM.MKV", Kind.VIDEO),
        ("a\\film.mp4", Kind.VIDEO),
        ("song.flac", Kind.AUDIO),
        ("film.mkv.exe", None),
        ("film.rar", None),
        ("book.epub", None),
        ("mkv", None),
        (".mkv", None),
        ("film.srt", None),
    ],
)
def test_the_extension_says_what_a_file_should_be(path, kind):
    assert kind_of(path) is kind


def test_the_largest_comes_first():
    assert paths(files(**{"a.mkv": 10, "b.mkv": 30, "c.flac": 20, "d.txt": 90})) == ["b.mkv", "c.flac", "a.mkv"]


@pytest.mark.parametrize(("size", "chosen"), [(99, False), (100, True)])
def test_what_is_small_beside_the_largest_is_a_sample(size, chosen):
    assert ("sample.mkv" in paths(files(**{"film.mkv": 1000, "sample.mkv": size}))) is chosen


def test_not_more_files_than_allowed():
    assert paths(files(**{"a.mkv": 3, "b.mkv": 2, "c.mkv": 1}), max_files=2) == ["a.mkv", "b.mkv"]


def test_what_nobody_wants_is_not_looked_at():
    unwanted = TorrentFile(index=0, path="a.mkv", size=1000, wanted=False)
    assert paths([unwanted, TorrentFile(index=1, path="b.mkv", size=10)]) == ["b.mkv"]


def test_an_empty_film_is_looked_at():
    assert paths(files(**{"a.mkv": 0})) == ["a.mkv"]


def test_a_torrent_without_media_has_none():
    assert paths(files(**{"a.rar": 10, "b.epub": 10})) == []


def placed(content, *names, save="/saved"):
    torrent = make_torrent(content_path=content, save_path=save, files=tuple(files(**dict.fromkeys(names, 1))))
    return folders(torrent)


@pytest.mark.parametrize(
    ("content", "names", "expected"),
    [
        ("/saved/film.mkv", ["film.mkv"], ("/saved",)),
        ("/saved/Film", ["Film/film.mkv", "Film/a.srt"], ("/saved",)),
        ("/saved/Film/film.mkv", ["Film/film.mkv"], ("/saved",)),
        ("/unfinished/Film", ["Film/film.mkv", "Film/a.srt"], ("/unfinished", "/saved")),
        ("/film.mkv", ["film.mkv"], ("/", "/saved")),
        ("/saved", ["film.mkv", "a.srt"], ("/saved",)),
        ("film.mkv", ["film.mkv"], ("/saved",)),
        ("", ["film.mkv"], ("/saved",)),
        ("C:\\saved\\Film", ["Film/film.mkv", "Film/a.srt"], ("C:/saved", "/saved")),
    ],
)
def test_files_are_where_the_content_is_or_where_it_is_saved(content, names, expected):
    assert placed(content, *names) == expected


def test_a_torrent_that_says_no_place_has_none():
    assert placed("", "film.mkv", save="") == ()


@pytest.mark.parametrize(("here", "begun"), [(BEGUN, False), (BEGUN + 1, True)])
def test_a_file_has_begun_when_a_whole_piece_may_be_here(here, begun):
    size = 16 * BEGUN
    torrent = make_torrent(files=(TorrentFile(index=0, path="a.mkv", size=size, progress=here / size),))
    (file,) = media_of(torrent.files, min_share=1, max_files=1)
    assert has_begun(torrent, file) is begun
