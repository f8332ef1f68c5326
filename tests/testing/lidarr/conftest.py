"""The simulated Arr is a Lidarr, with a band in its library."""

import pytest

from qbitrr.testing.simulated_lidarr import SimulatedLidarr


@pytest.fixture
def arr_class():
    return SimulatedLidarr


@pytest.fixture
def lidarr(arr):
    return arr


@pytest.fixture
def band(lidarr):
    return lidarr.add_artist("The Band")


@pytest.fixture
def first(lidarr, band):
    return lidarr.add_album(band, "First", tracks=3)


@pytest.fixture
def second(lidarr, band):
    return lidarr.add_album(band, "Second", tracks=2)


@pytest.fixture
def album_folder(tmp_path):
    """Makes a folder as a torrent leaves it: tracks in numbered files, a cover, a text."""

    def make(name, tracks, *, suffix="flac", below=""):
        folder = tmp_path / "downloads" / name
        inner = folder / below
        inner.mkdir(parents=True, exist_ok=True)
        for track in tracks:
            (inner / f"{track:02} some song.{suffix}").write_bytes(b"t" * 100)
        (inner / "cover.jpg").write_bytes(b"c")
        (inner / "read.nfo").write_text("hello")
        return folder

    return make


@pytest.fixture
def queue(api):
    """The whole queue, as the app tells it without being asked for more."""
    return lambda: api.get("queue/details", params={"includeAlbum": "false"}).json()
