"""A simulated Radarr on a test's clock beside a simulated qBittorrent, held to the app's OpenAPI document."""

import httpx
import pytest

from qbitrr.testing.arr.settings import Settings
from qbitrr.testing.simulated_radarr import SimulatedRadarr
from tests.testing.openapi import Contract
from tests.testing.watched_qbittorrent import WatchedQbittorrent


class Clock:
    """Time that passes when a test says so."""

    def __init__(self, now=1_700_000_000.0):
        self.now = now

    def __call__(self):
        return self.now

    def passes(self, seconds):
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def qbittorrent(clock):
    with WatchedQbittorrent(clock=clock) as server:
        yield server


@pytest.fixture
def contract():
    contract = Contract.of("radarr")
    yield contract
    assert contract is None or contract.breaches == []


@pytest.fixture
def radarr(qbittorrent, clock, contract, tmp_path):
    server = SimulatedRadarr(
        client_port=qbittorrent.port,
        client_username="admin",
        client_password="adminadmin",
        root_folder=tmp_path / "movies",
        refresh_every=None,
        settings=Settings(),
        clock=clock,
    )
    if contract:
        server.observers.append(contract.observe)
    with server:
        yield server


@pytest.fixture
def api(radarr):
    """A client of the API, with the key."""
    with httpx.Client(
        base_url=f"{radarr.url}/api/v3", headers={"X-Api-Key": radarr.api_key}, trust_env=False
    ) as client:
        yield client
