"""A simulated Arr on a test's clock beside a simulated qBittorrent, held to the app's OpenAPI document.

It is a Radarr unless a folder says otherwise with a ``arr_class`` of its own.
"""

import pytest

from qbitrr.testing.simulated_radarr import SimulatedRadarr
from tests.testing.openapi import Contract
from tests.testing.watched_qbittorrent import WatchedQbittorrent
from tests.testing.web import client_of


@pytest.fixture
def arr_class():
    return SimulatedRadarr


@pytest.fixture
def client_version():
    return "5.1.0"


@pytest.fixture
def qbittorrent(client_version, clock):
    with WatchedQbittorrent(version=client_version, clock=clock.seconds) as server:
        yield server


@pytest.fixture
def contract(arr_class):
    contract = Contract.of(arr_class.__name__.removeprefix("Simulated").lower())
    yield contract
    assert contract is None or contract.breaches == []


@pytest.fixture
def arr(arr_class, qbittorrent, clock, contract, tmp_path):
    server = arr_class(
        client_port=qbittorrent.port,
        client_username="admin",
        client_password="adminadmin",
        root_folder=tmp_path / "library",
        refresh_every=None,
        clock=clock.seconds,
    )
    if contract:
        server.observers.append(contract.observe)
    with server:
        yield server


@pytest.fixture
def radarr(arr):
    return arr


@pytest.fixture
def api(arr):
    """A client of the API, with the key."""
    with client_of(arr.url + arr.app.prefix, headers={"X-Api-Key": arr.api_key}) as client:
        yield client


@pytest.fixture
def put(qbittorrent, arr):
    """Puts a torrent into the app's category."""

    def put(torrent_hash, name, **more):
        return qbittorrent.put(torrent_hash, name, **{"category": arr.client.category} | more)

    return put


@pytest.fixture
def post(api):
    """Posts a command and tells how it ended."""

    def post(name, **parameters):
        reply = api.post("command", json={"name": name, **parameters})
        assert reply.status_code == 201
        command = api.get(f"command/{reply.json()['id']}").json()
        return command["status"], command["result"]

    return post
