"""The whole program with four apps at once: equal ids and one client, and nobody disturbs anybody."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent
from tests.daemon import Daemon
from tests.four_apps import EPISODES, FourApps

pytestmark = pytest.mark.slow

LONG_AGO = datetime.now(UTC) - timedelta(days=1)
RELEASES = {
    "Radarr": ("Metropolis.1927.1080p.WEB-GRP", ["film.mkv"]),
    "Radarr-4K": ("Nosferatu.1922.2160p.WEB-GRP", ["film.mkv"]),
    "Sonarr": ("Some.Show.S01.1080p.WEB-GRP", [f"Some.Show.S01E{one:02}.mkv" for one in range(1, EPISODES + 1)]),
    "Lidarr": ("Some Artist - Some Album [FLAC]", ["01 One.flac", "02 Two.flac"]),
}


class World(Daemon):
    """The program, four apps and a simulated client."""

    def __init__(self, folder):
        super().__init__(folder / "data")
        (folder / "downloads").mkdir()
        self.client = SimulatedQbittorrent(folder=folder / "downloads").start()
        self.apps = FourApps(folder / "library", port=self.client.port, username="admin", password="adminadmin")
        self.apps.__enter__()

    def configure(self, **options):
        (self.folder / "config.toml").write_text(self.apps.configuration(**options))

    def download(self, section, **fields):
        title, files = RELEASES[section]
        category = self.apps.by_section[section].client.category
        torrent = self.client.add(
            title, category=category, files=[(f"{title}/{file}", 100_000) for file in files], **fields
        )
        self.apps.grab(section, torrent, title)
        return torrent

    def all_ready(self):
        self.start()
        for section in self.apps.by_section:
            self.ready(section)

    def end(self):
        super().end()
        self.apps.__exit__()
        self.client.stop()


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path)
    yield world
    world.end()


def test_each_app_imports_its_own_download_and_only_that(world):
    world.configure()
    world.all_ready()
    torrents = {section: world.download(section, state="downloading", progress=0.5) for section in RELEASES}
    for torrent in torrents.values():
        world.client.change(torrent, progress=1.0, state="stalledUP", completion_on=int(time.time()))
    for section in RELEASES:
        world.until(lambda section=section: world.apps.has_it(section))
        assert world.apps.changes(section) == []
    assert set(torrents.values()) == world.client.torrents.keys()


@pytest.mark.parametrize("failing", list(RELEASES))
def test_a_failed_download_concerns_only_its_own_app(world, failing):
    world.configure(impatient=failing)
    long_ago = int(time.time()) - 4000
    alive = {section: world.download(section, state="downloading", progress=0.5) for section in RELEASES}
    world.client.change(alive[failing], state="stalledDL", progress=0.1, added_on=long_ago, last_activity=long_ago)
    searched = {
        "Radarr": [1],
        "Radarr-4K": [1],
        "Sonarr": [("season", 1, 1)],
        "Lidarr": [("album", 1)],
    }
    world.start()
    world.until(lambda: world.apps.by_section[failing].searches == searched[failing])
    world.until(lambda: world.asked(lambda store: store.quarantine.held()))
    world.until(lambda: world.asked(lambda store: not store.journal.unsettled()))
    world.stop()
    for section, app in world.apps.by_section.items():
        own = section == failing
        assert app.searches == (searched[failing] if own else [])
        assert len(app.blocklist.entries) == int(own)
        assert len(world.apps.changes(section)) == int(own)
    assert {one.owner for one in world.asked(lambda store: store.quarantine.held())} == {failing}
    assert [one.media_id for one in world.asked(lambda store: store.failures.of(failing))] == (
        [one.id for one in world.apps.sonarr.episodes(1)] if failing == "Sonarr" else [1]
    )


def test_each_app_is_searched_for_what_it_lacks_and_equal_ids_are_kept_apart(world):
    world.configure(searching=True)
    world.all_ready()
    expected = {"Radarr": [1], "Radarr-4K": [1], "Sonarr": [("season", 1, 1)], "Lidarr": [("album", 1)]}
    for section, searches in expected.items():
        app = world.apps.by_section[section]
        world.until(lambda app=app, searches=searches: app.searches == searches)
    account = world.asked(lambda store: store.searches.recent(LONG_AGO))
    assert sorted(one.owner for one in account) == sorted(expected)
    for section in expected:
        assert {one.media for one in account if one.owner == section} == {
            tuple(one.id for one in world.apps.sonarr.episodes(1)) if section == "Sonarr" else (1,)
        }
    world.stop()
