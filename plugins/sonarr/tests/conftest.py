"""Fixtures for the Sonarr plugin's tests."""

import pytest
from arr_world import servers
from sonarr_world import World

from qbitrr.testing.simulated_sonarr import SimulatedSonarr


@pytest.fixture
def world(tmp_path):
    """Running servers and a plugin that has not been started."""
    with servers(SimulatedSonarr, tmp_path) as (qbittorrent, sonarr, clock):
        world = World(qbittorrent, sonarr, clock)
        yield world
        world.end()
