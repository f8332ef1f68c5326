"""A simulated Sonarr on a test's clock beside a simulated qBittorrent, held to the app's OpenAPI document."""

import httpx
import pytest

from qbitrr.testing.simulated_sonarr import SimulatedSonarr
from tests.testing.openapi import Contract


@pytest.fixture
def contract():
    contract = Contract.of("sonarr")
    yield contract
    assert contract is None or contract.breaches == []


@pytest.fixture
def sonarr(qbittorrent, clock, contract, tmp_path):
    server = SimulatedSonarr(
        client_port=qbittorrent.port,
        client_username="admin",
        client_password="adminadmin",
        root_folder=tmp_path / "tv",
        refresh_every=None,
        clock=clock,
    )
    if contract:
        server.observers.append(contract.observe)
    with server:
        yield server


@pytest.fixture
def api(sonarr):
    """A client of the API, with the key."""
    with httpx.Client(
        base_url=f"{sonarr.url}/api/v3", headers={"X-Api-Key": sonarr.api_key}, trust_env=False
    ) as client:
        yield client


@pytest.fixture
def show(sonarr):
    """Two seasons: episodes 1 to 3, and 4 to 5."""
    return sonarr.add_series("Big Show", seasons={1: 3, 2: 2})


@pytest.fixture
def put(qbittorrent):
    """Puts a torrent into the app's category."""

    def put(torrent_hash, name, **more):
        return qbittorrent.put(torrent_hash, name, **{"category": "sonarr"} | more)

    return put


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


@pytest.fixture
def post(api):
    """Posts a command and tells how it ended."""

    def post(name, **parameters):
        reply = api.post("command", json={"name": name, **parameters})
        assert reply.status_code == 201
        command = api.get(f"command/{reply.json()['id']}").json()
        return command["status"], command["result"]

    return post
