"""Whisparr is owned, imported, blocklisted and replaced in either version, by the API that the version speaks."""

import pytest
from arr_world import FAILED, servers
from whisparr_world import NAME, VERSION_2, VERSION_3, Whisparr2Server, Whisparr3Server, World2, World3

from qbitrr import Import, Remove, Unavailable

VERSIONS = [pytest.param((Whisparr2Server, World2), id="2"), pytest.param((Whisparr3Server, World3), id="3")]


@pytest.fixture
def world(request, tmp_path):
    server, world_of = request.param
    with servers(server, tmp_path) as (qbittorrent, app, clock):
        world = world_of(qbittorrent, app, clock)
        app.settings.auto_redownload_failed = False
        yield world
        world.end()


both = pytest.mark.parametrize("world", VERSIONS, indirect=True)
version_2 = pytest.mark.parametrize("world", VERSIONS[:1], indirect=True)
version_3 = pytest.mark.parametrize("world", VERSIONS[1:], indirect=True)


@both
def test_it_owns_what_is_in_its_category(world):
    claimed = world.claim(world.downloading(1))
    assert (claimed.owner, claimed.media_id) == ("Whisparr", 1)
    assert world.plugin.categories == {"whisparr"}


@both
def test_what_is_complete_is_imported(world):
    torrent = world.downloading(1, done=True)
    assert isinstance(world.propose(torrent), Import)
    assert world.do_import(torrent).ok
    world.settle()
    world.look(5)
    assert world.value("history").imported(torrent.hashes)


@both
def test_what_has_failed_is_blocklisted_and_searched_for_once(world):
    torrent = world.downloading(1)
    world.app.refresh()
    assert isinstance(world.propose(torrent, FAILED), Remove)
    assert world.blocklist(torrent).detail == f"Whisparr blocklisted {NAME}"
    world.look(1)
    world.forget()
    assert world.search(torrent).ok
    world.settle()
    assert world.search(torrent, tried_at=world.now).detail.endswith("already")
    assert len(world.orders()) == 1


@version_2
def test_version_2_is_given_orders_in_the_words_of_sonarr(world):
    torrent = world.downloading(1, 2, 3)
    world.blocklist(torrent)
    world.forget()
    assert world.search(torrent).ok
    assert world.orders() == [{"name": "SeasonSearch", "seriesId": 1, "seasonNumber": 2024}]


@version_2
def test_a_scene_of_version_2_is_out_on_the_day_of_its_release(world):
    torrent = world.downloading(1)
    world.blocklist(torrent)
    for released, out in ((world.clock.now + 86_400, False), (None, False), (world.clock.now, True)):
        world.app.episode(1).airs = released
        world.forget()
        world.search(torrent)
        assert world.orders() == ([{"name": "EpisodeSearch", "episodeIds": [1]}] if out else [])


@version_3
def test_version_3_is_given_orders_in_the_words_of_radarr(world):
    torrent = world.downloading(1)
    world.blocklist(torrent)
    world.forget()
    assert world.search(torrent).ok
    assert world.orders() == [{"name": "MoviesSearch", "movieIds": [1]}]


@both
def test_only_the_third_version_of_the_api_is_spoken(world):
    asked = world.count_requests()
    world.do_import(world.downloading(1, done=True))
    assert asked
    assert all(request.path.startswith("/api/v3/") for request in asked)


@both
def test_the_other_version_is_not_taken_for_it(world):
    other = VERSION_3 if world.app.front.version == VERSION_2 else VERSION_2
    world.app.front.version = other
    world.begin(Category="whisparr")
    with pytest.raises(Unavailable, match="at this address is Whisparr") as caught:
        world.look()
    assert other in str(caught.value)
    assert {request.method for request in world.app.requests} == {"GET"}


@both
def test_another_app_is_not_taken_for_it(world):
    world.app.front.app = "Sonarr"
    world.begin(Category="whisparr")
    with pytest.raises(Unavailable, match="at this address is Sonarr, not Whisparr"):
        world.look()
