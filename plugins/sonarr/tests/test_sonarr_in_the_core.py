"""A failed download of several seasons, from the core's decision to the last of its searches."""

import pytest
from qbitrr_sonarr import Sonarr
from sonarr_world import PACK

from qbitrr import Host
from qbitrr.testing.builders import make_torrent
from qbitrr.testing.clock import FakeClock
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent
from qbitrr.testing.simulated_sonarr import SimulatedSonarr
from tests.section_world import FAILED, Says
from tests.section_world import World as Section

HASH = "a" * 40


class World:
    """A section of the core whose owner is the plugin, with one torrent that everybody calls failed."""

    def __init__(self, folder, clock, sonarr):
        self.sonarr = sonarr
        self.owner = Sonarr(Sonarr.Config(URI=sonarr.url, APIKey=sonarr.api_key, Category="sonarr"))
        self.owner.name = "Sonarr"
        torrent = make_torrent(hash=HASH, name=PACK, category="sonarr", state="stalled")
        self.section = Section(folder, torrent, arr=self.owner, judge=Says(report=FAILED))
        self.section.clock = clock
        self.begin()

    def begin(self):
        """As a new process does."""
        self.owner.qbitrr_worker_stop()
        notes = self.section.store.notes("Sonarr")
        self.owner.qbitrr_worker_start(Host(name="Sonarr", worker="Sonarr", notes=notes))
        self.section.begin()

    def end(self):
        self.owner.qbitrr_worker_stop()
        self.section.close()

    @property
    def searches(self):
        posts = [one.json() for one in self.sonarr.requests if one.method == "POST" and one.body]
        return [one["name"] for one in posts]


@pytest.fixture
def world(tmp_path):
    clock = FakeClock()
    with (
        SimulatedQbittorrent(folder=tmp_path / "downloads", clock=clock.seconds) as qbittorrent,
        SimulatedSonarr(
            client_port=qbittorrent.port,
            client_username="admin",
            client_password="adminadmin",
            root_folder=tmp_path / "tv",
            refresh_every=None,
            clock=clock.seconds,
        ) as sonarr,
    ):
        clock.tick(3600)
        world = World(tmp_path, clock, sonarr)
        yield world
        world.end()


@pytest.mark.parametrize("begun_anew_each_time", [False, True])
def test_each_season_is_searched_for_once_and_never_two_at_a_time(world, begun_anew_each_time):
    sonarr = world.sonarr
    sonarr.settings.auto_redownload_failed = False
    sonarr.settings.search_takes = 100
    sonarr.add_series("Firefly", seasons={1: 4, 2: 3, 3: 2})
    sonarr.grab(range(1, 9), HASH.upper(), PACK)
    for _ in range(60):
        world.section.turn(30)
        if begun_anew_each_time:
            world.begin()
    assert world.searches == ["SeasonSearch", "SeasonSearch", "EpisodeSearch"]
    assert sonarr.searches == [("season", 1, 1), ("season", 1, 2), ("episode", 8)]
    assert (len(sonarr.blocklist), world.section.ledger()) == (1, [("remove", "done")])
