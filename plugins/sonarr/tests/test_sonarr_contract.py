"""What is Sonarr's own in how it is spoken to, and which torrents the plugin owns."""

from datetime import timedelta

import pytest
from arr_world import servers
from sonarr_world import PACK, World

from qbitrr import Classification, Unavailable
from qbitrr.testing.simulated_sonarr import SimulatedSonarr


def test_a_pack_is_owned_with_all_of_its_episodes(world):
    torrent_hash = world.grabbed(1, 2, 3, 4)
    world.begin()
    world.look()
    by_grab = world.claim(world.torrent(torrent_hash))
    world.sonarr.refresh()
    world.look(3600)
    assert by_grab == world.claim(world.torrent(torrent_hash))
    assert by_grab == Classification("Sonarr", 1, PACK, (1, 2, 3, 4))


def test_one_episode_is_no_pack(world):
    torrent_hash = world.grabbed(3, title="Firefly.S01E03.1080p.WEB.H264-GRP")
    world.begin()
    world.look()
    claimed = world.claim(world.torrent(torrent_hash))
    assert (claimed.media_id, claimed.pack, claimed.media_ids) == (3, (), (3,))


def test_the_records_of_a_pack_are_one_download_in_the_queue(world):
    torrent_hash = world.grabbed(1, 2, 3, 4)
    world.sonarr.refresh()
    world.begin()
    world.look()
    (item,) = world.value("queue").items.values()
    assert (item.media_ids, len(item.ids), item.download_id) == ((1, 2, 3, 4), 4, torrent_hash.upper())


@pytest.mark.parametrize(
    ("episodes", "title", "minutes"), [((3,), "Firefly.S01E03.1080p.WEB.H264-GRP", 45), ((1, 2, 3, 4), PACK, None)]
)
def test_how_long_a_single_episode_plays_is_known_from_the_queue(world, episodes, title, minutes):
    torrent_hash = world.grabbed(*episodes, title=title)
    world.sonarr.refresh()
    world.begin()
    world.look()
    runtime = world.value("queue").find(world.torrent(torrent_hash).hashes).runtime
    assert runtime == (timedelta(minutes=minutes) if minutes else None)


def test_the_category_is_that_of_sonarrs_own_client(world):
    world.sonarr.client.imported_category = "done"
    world.begin()
    world.look()
    assert world.plugin.categories == {"sonarr", "done"}


@pytest.mark.parametrize("current", ["", "v5"])
def test_the_version_that_is_spoken_is_fixed_whatever_sonarr_prefers(tmp_path, current):
    with servers(SimulatedSonarr, tmp_path, api_current=current) as (qbittorrent, sonarr, clock):
        world = World(qbittorrent, sonarr, clock)
        asked = world.count_requests()
        torrent = world.failing(1, 2, 3, 4)
        sonarr.settings.auto_redownload_failed = False
        assert world.do_import(torrent).ok
        assert world.blocklist(torrent).ok
        assert world.search(torrent).ok
        world.end()
    assert asked
    assert {request.path for request in asked if not request.path.startswith("/api/v3/")} <= {"/ping"}


@pytest.mark.parametrize(("version", "speaks"), [("4.0.0.1", True), ("5.0.0.1", True), ("3.0.10.1567", False)])
def test_a_sonarr_that_is_too_old_is_said_to_be(world, version, speaks):
    world.sonarr.front.version = version
    world.begin()
    if speaks:
        world.look()
        assert world.value("settings").version == version
        return
    with pytest.raises(Unavailable, match="not Sonarr 4 or 5"):
        world.look()
