"""Radarr, Radarr-4K, Sonarr and Lidarr, simulated, beside a real client: from what they lack to what they have."""

from datetime import UTC, datetime, timedelta

import pytest

from qbitrr.testing.arr.states import Tracked
from tests.daemon import Daemon
from tests.four_apps import EPISODES, FourApps
from tests.lab import media
from tests.lab.clients import available
from tests.lab.presence import require_lab
from tests.lab.world import LabWorld

pytestmark = [pytest.mark.lab, pytest.mark.slow]

LONG_AGO = datetime.now(UTC) - timedelta(days=1)
AT_ONCE = 120
"""Seconds from the last byte to the import. It takes about one, but the machine may be very busy.

By themselves the apps would look at their downloads after ten minutes.
"""

OLDEST, NEWEST = 0, -1
SEEDING, STOPPED = {"stalledUP", "uploading"}, {"stoppedDL", "pausedDL"}
BAD_PACK = "Some.Show.S01.720p.WEB-BAD"
RELEASES = {
    "Radarr": "Metropolis.1927.1080p.WEB-GRP",
    "Radarr-4K": "Nosferatu.1922.2160p.WEB-GRP",
    "Sonarr": "Some.Show.S01.1080p.WEB-GRP",
    "Lidarr": "Some Artist - Some Album [FLAC]",
}
MEDIA = {"Radarr": (1,), "Radarr-4K": (1,), "Sonarr": tuple(range(1, EPISODES + 1)), "Lidarr": (1,)}
SEARCHES = {"Radarr": [1], "Radarr-4K": [1], "Sonarr": [("season", 1, 1)], "Lidarr": [("album", 1)]}
ORDERS = {
    "Radarr": [("POST", "command", "MoviesSearch")],
    "Radarr-4K": [("POST", "command", "MoviesSearch")],
    "Sonarr": [("POST", "command", "SeasonSearch")],
    "Lidarr": [("POST", "command", "AlbumSearch")],
}


class World(Daemon):
    """The program, four apps and a real client, all in one folder, so that hard links are possible."""

    def __init__(self, lab):
        super().__init__(lab.client.folder / "data")
        self.lab = lab
        self.client = lab.client.api()
        self.library = lab.client.folder / "library"
        self.apps = FourApps(
            self.library, port=lab.client.port, username=lab.client.username, password=lab.client.password
        )
        self.torrents = {}

    def offer_all(self):
        """Let the indexers of each app offer what that app lacks; each release has a seed."""
        folder = self.lab.releases
        made = {
            "Radarr": media.film_release(folder, RELEASES["Radarr"]),
            "Radarr-4K": media.film_release(folder, RELEASES["Radarr-4K"], media.film_4k()),
            "Sonarr": media.season_release(folder, RELEASES["Sonarr"], episodes=EPISODES),
            "Lidarr": media.album_release(folder, RELEASES["Lidarr"], tracks=2),
        }
        for section, release in made.items():
            torrent = self.lab.torrent_of(release)
            self.torrents[section] = torrent.hash
            self.apps.offer(section, torrent.content, release.name)

    def run(self, **options):
        (self.folder / "config.toml").write_text(self.apps.configuration(searching=True, **options))
        self.start()

    def all_imported(self):
        for section, torrent in self.torrents.items():
            outcomes = self.apps.by_section[section].history.outcomes
            self.until(lambda outcomes=outcomes, torrent=torrent: outcomes.get(torrent.upper()) == Tracked.IMPORTED)

    def offered(self, section):
        return media_in(self.lab.releases / RELEASES[section])

    def downloaded(self, section):
        return media_in(self.lab.client.downloads / RELEASES[section])

    def in_library(self, section):
        return media_in(self.library / self.apps.by_section[section].client.category)

    def seen(self, torrent):
        """A torrent as the client shows it."""
        [found] = self.client.torrents_info(torrent_hashes=torrent)
        return found

    def seconds_to_import(self, section):
        app = self.apps.by_section[section]
        imported = max(row.date for row in app.history.rows if row.event == app.app.imported)
        return imported - self.seen(self.torrents[section])["completion_on"]

    def account(self):
        """Every search so far: whose, for which media, how many grabs it has brought and the last of them."""
        made = self.asked(lambda store: store.searches.recent(LONG_AGO))
        made.sort(key=lambda one: (one.owner, one.grabbed))
        return [(one.owner, one.media, one.grabs, one.grabbed) for one in made]

    def learn_what_came(self):
        """A new start reads the histories at once, and so learns what the searches have brought."""
        self.start()
        self.until(lambda: all(grabs is not None for _, _, grabs, _ in self.account()))

    def end_with_nothing_left(self):
        self.stop()
        self.until(lambda: not self.left())

    def end(self):
        super().end()
        self.client._trigger_session_initialization()  # the library has no other word for closing its connections


@pytest.fixture
def world(request):
    require_lab()
    with LabWorld(list(available())[getattr(request, "param", NEWEST)]) as lab:
        world = World(lab)
        with world.apps:
            yield world
            world.end()


@pytest.mark.parametrize("world", [NEWEST, OLDEST], indirect=True, ids=["newest client", "oldest client"])
def test_what_each_app_lacks_is_searched_for_and_imported_and_seeds(world):
    world.offer_all()
    world.run()
    world.all_imported()
    for section, app in world.apps.by_section.items():
        torrent = world.seen(world.torrents[section])
        assert world.apps.has_it(section)
        assert contents(world.in_library(section)) == contents(world.offered(section))
        assert same_files(world.in_library(section), world.downloaded(section))
        assert world.seconds_to_import(section) < AT_ONCE
        assert torrent["state"] in SEEDING
        assert torrent["category"] == app.client.category
        assert app.searches == SEARCHES[section]
        assert world.apps.changes(section) == ORDERS[section]
    world.end_with_nothing_left()
    world.learn_what_came()
    assert world.account() == sorted((one, MEDIA[one], 1, RELEASES[one]) for one in RELEASES)
    world.end_with_nothing_left()


def test_a_season_that_nobody_has_is_replaced_by_one_search_and_only_sonarr_hears_of_it(world):
    bad = world.lab.torrent_that_stalls(BAD_PACK)
    world.apps.offer("Sonarr", bad.content, BAD_PACK)
    world.offer_all()
    world.run(impatient="Sonarr", stall_timeout="20s")  # a good torrent may need a while until it finds its seed
    world.all_imported()
    world.until(lambda: world.asked(lambda store: store.quarantine.held() and not store.journal.unsettled()))
    for section, app in world.apps.by_section.items():
        hears = section == "Sonarr"
        orders = world.apps.changes(section)
        failed = world.asked(lambda store, section=section: store.failures.of(section))
        assert contents(world.in_library(section)) == contents(world.offered(section))
        assert app.searches == SEARCHES[section] * (2 if hears else 1)
        assert [one.source_title for one in app.blocklist.entries] == ([BAD_PACK] if hears else [])
        assert [one.media_id for one in failed] == (list(MEDIA[section]) if hears else [])
        assert orders[:1] == ORDERS[section]
        assert len(orders) == (2 if hears else 1)  # the other one: that the release has failed
    [held] = world.asked(lambda store: store.quarantine.held())
    assert (held.owner, held.hash, world.seen(bad.hash)["state"] in STOPPED) == ("Sonarr", bad.hash, True)
    world.end_with_nothing_left()
    world.learn_what_came()
    first = ("Sonarr", MEDIA["Sonarr"], 1, BAD_PACK)
    assert world.account() == sorted([first, *((one, MEDIA[one], 1, RELEASES[one]) for one in RELEASES)])
    world.end_with_nothing_left()


def media_in(folder):
    """The films, episodes or tracks in a folder, in the order of their names."""
    return sorted(file for file in folder.rglob("*") if file.suffix in (".mkv", ".flac"))


def contents(files):
    return [file.read_bytes() for file in files]


def same_files(some, others):
    """Whether each is a hard link to its counterpart."""
    return all(one.samefile(other) for one, other in zip(some, others, strict=True))
