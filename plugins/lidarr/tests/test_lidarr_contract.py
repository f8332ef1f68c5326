"""What is Lidarr's own in how it is spoken to, and which torrents the plugin owns."""

import pytest
from lidarr_world import BOX

from qbitrr import Classification


def test_a_torrent_is_owned_with_all_of_its_albums(world):
    torrent_hash = world.grabbed(1, 2, 3)
    world.begin()
    world.look()
    by_grab = world.claim(world.torrent(torrent_hash))
    world.lidarr.refresh()
    world.look(3600)
    assert by_grab == world.claim(world.torrent(torrent_hash))
    assert by_grab == Classification("Lidarr", 1, BOX, (1, 2, 3))


def test_what_it_was_grabbed_for_is_what_it_is(world):
    """By its name Lidarr takes it for all that the artist has made; the history says what was wanted."""
    torrent_hash = world.grabbed(1, 2, title="Joni.Mitchell-Discography-FLAC-GRP")
    world.lidarr.refresh()
    world.begin()
    world.look()
    assert world.value("queue").find([torrent_hash]).media_ids == (1, 2, 3, 4)
    assert world.claim(world.torrent(torrent_hash)).pack == (1, 2)


def test_the_records_of_several_albums_are_one_download_in_the_queue(world):
    torrent_hash = world.grabbed(1, 2)
    world.lidarr.refresh()
    world.begin()
    world.look()
    (item,) = world.value("queue").items.values()
    assert (item.media_ids, len(item.ids), item.download_id) == ((1, 2), 2, torrent_hash.upper())


def test_lidarr_is_not_asked_to_send_every_album_along(world):
    world.begin()
    world.look()
    (request,) = world.sent("GET", "queue/details")
    assert request.query == {"includeArtist": ["false"], "includeAlbum": ["false"]}


def test_only_the_first_version_of_its_api_is_spoken(world):
    world.failing(1)
    asked = world.count_requests()
    world.look(3600)
    assert asked
    assert all(request.path.startswith("/api/v1/") for request in asked)


def test_the_category_is_that_of_lidarrs_own_client(world):
    world.lidarr.client.imported_category = "done"
    world.begin()
    world.look()
    assert world.plugin.categories == {"lidarr", "done"}


@pytest.mark.parametrize("own", [True, False])
def test_what_lidarr_does_by_itself_is_known(world, own):
    world.lidarr.settings.auto_redownload_failed = world.lidarr.settings.completed_handling = own
    world.begin()
    world.look()
    rules = world.value("settings").rules
    assert (rules.searches_after_failure, rules.imports_by_itself) == (own, own)
