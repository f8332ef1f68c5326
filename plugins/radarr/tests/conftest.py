"""Fixtures for the Radarr plugin's tests."""

import pytest
from arr_world import servers
from radarr_world import World

from qbitrr.testing.simulated_radarr import SimulatedRadarr


@pytest.fixture
def world(tmp_path):
    """Running servers and a plugin that has not been started."""
    with servers(SimulatedRadarr, tmp_path) as (qbittorrent, radarr, clock):
        world = World(qbittorrent, radarr, clock)
        yield world
        world.end()
