"""Fixtures of the lab: a real client among tracker and peer, once for every version that this machine has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lab.clients import Qbittorrent, available
from tests.lab.presence import require_lab
from tests.lab.swarm import Swarm


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "lab_swarm_of_module" in metafunc.fixturenames:
        versions = list(available()) or ["no client"]
        metafunc.parametrize("lab_swarm_of_module", versions, indirect=True, scope="module")


@pytest.fixture(scope="module")
def lab_swarm_of_module(request: pytest.FixtureRequest) -> Iterator[Swarm]:
    require_lab()
    with Swarm(request.param) as swarm:
        yield swarm


@pytest.fixture
def lab_swarm(lab_swarm_of_module: Swarm) -> Iterator[Swarm]:
    """A client without torrents, in each version; one process serves a whole module."""
    yield lab_swarm_of_module
    lab_swarm_of_module.clear()


@pytest.fixture
def lab_client(lab_swarm: Swarm) -> Qbittorrent:
    """The client of ``lab_swarm`` alone."""
    return lab_swarm.client
