"""A simulated Lidarr on a test's clock beside a simulated qBittorrent, held to the app's OpenAPI document."""

import httpx
import pytest

from qbitrr.testing.simulated_lidarr import SimulatedLidarr
from tests.testing.openapi import Contract


@pytest.fixture
def contract():
    contract = Contract.of("lidarr")
    yield contract
    assert contract is None or contract.breaches == []


@pytest.fixture
def lidarr(qbittorrent, clock, contract, tmp_path):
    server = SimulatedLidarr(
        client_port=qbittorrent.port,
        client_username="admin",
        client_password="adminadmin",
        root_folder=tmp_path / "music",
        refresh_every=None,
        clock=clock,
    )
    if contract:
        server.observers.append(contract.observe)
    with server:
        yield server


@pytest.fixture
def api(lidarr):
    """A client of the API, with the key."""
    with httpx.Client(
        base_url=f"{lidarr.url}/api/v1", headers={"X-Api-Key": lidarr.api_key}, trust_env=False
    ) as client:
        yield client


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
def put(qbittorrent):
    """Puts a torrent into the app's category."""

    def put(torrent_hash, name, **more):
        return qbittorrent.put(torrent_hash, name, **{"category": "lidarr"} | more)

    return put


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


@pytest.fixture
def post(api):
    """Posts a command and tells how it ended."""

    def post(name, **parameters):
        reply = api.post("command", json={"name": name, **parameters})
        assert reply.status_code == 201
        command = api.get(f"command/{reply.json()['id']}").json()
        return command["status"], command["result"]

    return post
