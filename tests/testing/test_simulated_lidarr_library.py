"""How the library of the simulated Lidarr knows albums by the names of releases, and qualities by theirs."""

import threading
from pathlib import Path

import pytest

from qbitrr.testing.arr.album import Album
from qbitrr.testing.arr.album_files import complaint, numbered, shared_out
from qbitrr.testing.arr.album_quality import AUDIO
from qbitrr.testing.arr.artists import Artists
from qbitrr.testing.arr.history import History
from qbitrr.testing.arr.profiles import Profiles
from qbitrr.testing.simulated_lidarr import LIDARR

ALBUMS = {1: ("The Band", "First"), 2: ("The Band", "First Steps"), 3: ("The Band Of Others", "First")}


def an_album(number=1, title="First", *, tracks=3):
    return Album(id=number, artist_id=1, title=title, folder=Path(f"/music/{title}"), tracks=tracks, released=0.0)


@pytest.fixture
def library():
    artists = Artists(Path("/music"), threading.RLock(), lambda: 0.0, History(lambda: 0.0), Profiles(LIDARR))
    numbers = {}
    for name, title in ALBUMS.values():
        numbers[name] = numbers.get(name) or artists.add(name, {}).id
        artists.add_album(numbers[name], title, {})
    return artists


@pytest.mark.parametrize(
    ("title", "albums"),
    [
        ("The Band - First (2001) [FLAC]", [1]),
        ("The_Band-First-WEB-2001-GRP", [1]),
        ("the band first steps mp3", [2]),
        ("The Band Of Others - First", [3]),
        ("The Band - Discography (1968-1977)", [1, 2]),
        ("The Band - Second", []),
        ("The Bandits - First", []),
        ("First", []),
        ("", []),
    ],
)
def test_a_release_is_known_by_artist_and_album(library, title, albums):
    assert [item["albumId"] for item in library.identify(title)] == albums


@pytest.mark.parametrize(
    ("title", "bit_rate"),
    [
        ("The Band - First FLAC", 1411),
        ("The Band - First [24bit-96kHz FLAC]", 4608),
        ("The Band - First MP3 320", 320),
        ("The Band - First MP3-192", 192),
        ("The Band - First", 1411),
    ],
)
def test_a_release_tells_its_quality(title, bit_rate):
    assert AUDIO.rank_of(title) == bit_rate


def test_files_of_a_pack_go_to_the_album_that_their_folder_names(tmp_path):
    albums = [an_album(1, "First"), an_album(2, "First Steps")]
    for folder in ("2001 First", "2003_First_Steps", "bonus"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "01.flac").touch()
    shares = {album.title: [file.parent.name for file in files] for album, files in shared_out(albums, tmp_path)}
    assert shares == {"First": ["2001 First"], "First Steps": ["2003_First_Steps"]}


@pytest.mark.parametrize(
    ("names", "tracks"),
    [
        (["01 a.flac", "03 c.flac"], [1, 3]),
        (["a.flac", "b.flac"], [1, 2]),
        (["CD1/01 a.flac", "CD2/01 b.flac"], [1, 2]),
        (["1999.flac"], [1]),
        (["01.flac", "02.flac", "03.flac", "04.flac"], [1, 2, 3]),
    ],
)
def test_files_are_numbered_by_their_names_or_in_order(names, tracks):
    assert sorted(numbered(an_album(), [Path(name) for name in names])) == tracks


@pytest.mark.parametrize(
    ("count", "said"), [(2, "Has missing tracks"), (3, ""), (4, "Has unmatched tracks"), (0, "Has missing tracks")]
)
def test_an_album_is_taken_whole(count, said):
    files = [Path(f"{number:02}.flac") for number in range(1, count + 1)]
    assert complaint(an_album(), numbered(an_album(), files), files) == said
