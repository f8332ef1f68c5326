"""Fixtures for the Lidarr plugin's tests."""

import pytest
from arr_world import servers
from lidarr_world import World

from qbitrr.testing.simulated_lidarr import SimulatedLidarr


@pytest.fixture
def world(tmp_path):
    """Running servers and a plugin that has not been started."""
    with servers(SimulatedLidarr, tmp_path) as (qbittorrent, lidarr, clock):
        world = World(qbittorrent, lidarr, clock)
        yield world
        world.end()
