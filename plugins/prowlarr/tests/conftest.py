"""Fixtures for the Prowlarr plugin's tests."""

import pytest
from qbitrr_prowlarr import Prowlarr

from qbitrr import Host
from qbitrr.testing.clock import FakeClock
from qbitrr.testing.simulated_prowlarr import SimulatedProwlarr


class Notebook:
    """Notes that nobody takes."""

    def get(self, key):
        return None

    def put(self, key, value):
        raise AssertionError("this plugin keeps no notes")


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def prowlarr(clock):
    with SimulatedProwlarr(clock=clock.seconds) as server:
        yield server


@pytest.fixture
def begin(prowlarr):
    """Start a plugin, as a worker does."""
    begun = []

    def start(**options):
        options = {"URI": prowlarr.url, "APIKey": prowlarr.api_key, **options}
        plugin = Prowlarr(Prowlarr.Config.model_validate(options))
        plugin.qbitrr_worker_start(Host(name="prowlarr", worker="Radarr", notes=Notebook()))
        begun.append(plugin)
        return plugin

    yield start
    for plugin in begun:
        plugin.qbitrr_worker_stop()


@pytest.fixture
def tell(begin, clock):
    """What a plugin that has just started says, by name."""
    return lambda **options: {one.name: one for one in begin(**options).qbitrr_indexers(clock())}
