"""The whole program searching beside apps that do not answer as they should, and in a dry run."""

import pytest

from qbitrr.testing.http import Fault, Reply
from qbitrr.testing.simulated_seerr import API_KEY, SimulatedSeerr
from tests.test_four_apps import LONG_AGO, World

pytestmark = pytest.mark.slow

EVERYTHING = """
RssSyncTimer = "1s"
RefreshDownloadsTimer = "1s"
LibraryEvery = "1s"
EntrySearch.UseTempForMissing = true
EntrySearch.ForceResetTempProfiles = true
EntrySearch.QualityProfileMappings = {{ "HD-1080p" = "Anything" }}
EntrySearch.Overseerr.SearchOverseerrRequests = true
EntrySearch.Overseerr.OverseerrURI = "{url}"
EntrySearch.Overseerr.OverseerrAPIKey = "{key}"
"""


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path)
    yield world
    world.end()


def test_an_app_that_starts_late_is_searched_then_and_one_that_hangs_stops_nobody(world):
    radarr, sonarr = world.apps.radarr, world.apps.sonarr
    radarr.fail(Fault(reply=Reply.text("starting", 503)))
    sonarr.fail(Fault(path="/series", delay=60))
    world.configure(searching=True)
    world.start()
    for app in (world.apps.radarr_4k, world.apps.lidarr):
        world.until(lambda app=app: app.searches)
    assert radarr.requests == []
    radarr.heal()
    world.until(lambda: radarr.searches)
    assert sonarr.searches == []
    world.stop()
    said = world.console()
    assert said.count("Radarr is unavailable: ") == 1
    assert said.count("Radarr is available again, ") == 1
    assert "Traceback" not in said


def test_a_dry_run_changes_nothing_in_any_app_whatever_is_switched_on(world):
    with SimulatedSeerr() as requests:
        world.apps.radarr.add_profile("Anything")
        world.configure(searching=True)
        file = world.folder / "config.toml"
        text = file.read_text().replace("[Settings]\n", "[Settings]\nDryRun = true\n", 1)
        file.write_text(text.replace("[Radarr]\n", "[Radarr]" + EVERYTHING.format(url=requests.url, key=API_KEY)))
        world.start()
        for title in ("Metropolis (1927)", "Nosferatu (1922)", "Some Show, season 1", "Some Artist: Some Album"):
            world.until(lambda title=title: f"{title} would be searched for (missing): dry run" in world.console())
        assert requests.requests
    for app in world.apps.by_section.values():
        assert {one.method for one in app.requests} == {"GET"}
    assert world.asked(lambda store: store.searches.recent(LONG_AGO)) == []
    world.stop()
