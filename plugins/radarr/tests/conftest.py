"""Fixtures for the Radarr plugin's tests."""

import pytest
from radarr_world import Clock, World

from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent
from qbitrr.testing.simulated_radarr import SimulatedRadarr


@pytest.fixture
def world(tmp_path):
    """Running servers and a plugin that has not been started."""
    clock = Clock()
    with (
        SimulatedQbittorrent(folder=tmp_path / "downloads", clock=clock) as qbittorrent,
        SimulatedRadarr(
            client_port=qbittorrent.port,
            client_username="admin",
            client_password="adminadmin",
            root_folder=tmp_path / "movies",
            refresh_every=None,
            clock=clock,
        ) as radarr,
    ):
        clock.passes(3600)
        world = World(qbittorrent, radarr, clock)
        yield world
        world.end()
