"""The simulated Arr is a Sonarr, with a show in its library."""

import pytest

from qbitrr.testing.simulated_sonarr import SimulatedSonarr


@pytest.fixture
def arr_class():
    return SimulatedSonarr


@pytest.fixture
def sonarr(arr):
    return arr


@pytest.fixture
def show(sonarr):
    """Two seasons: episodes 1 to 3, and 4 to 5."""
    return sonarr.add_series("Big Show", seasons={1: 3, 2: 2})


@pytest.fixture
def folder(tmp_path):
    """Makes a folder as a torrent leaves it: episodes in files of their own, a sample, a text."""

    def make(name, *episodes):
        path = tmp_path / "downloads" / name
        path.mkdir(parents=True, exist_ok=True)
        for episode in episodes:
            (path / f"big.show.{episode}.mkv").write_bytes(b"e" * 100)
        (path / "sample.mkv").write_bytes(b"s")
        (path / "read.nfo").write_text("hello")
        return path

    return make


@pytest.fixture
def queue(api):
    return lambda **parameters: api.get("queue/details", params=parameters).json()
