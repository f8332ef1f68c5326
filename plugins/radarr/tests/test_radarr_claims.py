"""Which torrents the plugin owns, and as which movie."""

import pytest

from qbitrr import Classification, Unavailable


def test_it_owns_what_is_in_the_category_that_was_configured(world):
    _, torrent_hash = world.grabbed()
    world.begin(Category="radarr")
    world.radarr.stop()
    with pytest.raises(Unavailable):
        world.look()
    torrent = world.torrent(torrent_hash)
    assert world.claim(torrent) == Classification("Radarr")
    assert world.plugin.qbitrr_classify(world.torrent(torrent_hash, category="other"), world.facts) is None
    world.radarr.restart_listening()


def test_without_a_category_it_claims_nothing_before_it_has_learnt_one(world):
    _, torrent_hash = world.grabbed()
    world.begin()
    torrent = world.torrent(torrent_hash)
    assert world.claim(torrent) is None
    world.look()
    assert world.claim(torrent).owner == "Radarr"


def test_it_says_which_categories_it_looks_after(world):
    world.radarr.client.imported_category = "done"
    plugin = world.begin()
    assert plugin.categories == frozenset()
    world.look()
    assert plugin.categories == {"radarr", "done"}
    assert world.begin(Category="films").categories == {"films"}


def test_a_category_once_learnt_is_known_while_radarr_is_away(world):
    _, torrent_hash = world.grabbed()
    world.begin()
    world.look()
    world.radarr.stop()
    world.begin()
    with pytest.raises(Unavailable):
        world.look(600)
    assert world.claim(world.torrent(torrent_hash)).owner == "Radarr"
    world.radarr.restart_listening()


def test_a_category_that_is_doubtful_now_is_no_longer_used(world):
    _, torrent_hash = world.grabbed()
    world.begin()
    world.look()
    world.radarr.client.category = ""
    world.look(3600)
    assert world.claim(world.torrent(torrent_hash)) is None


def test_the_movie_is_known_from_the_queue_or_the_grab(world):
    movie, torrent_hash = world.grabbed()
    world.begin()
    world.look()
    by_grab = world.claim(world.torrent(torrent_hash))
    world.radarr.refresh()
    world.look(3600)
    assert by_grab == world.claim(world.torrent(torrent_hash))
    assert by_grab.media_id == movie


def test_a_hybrid_torrent_is_known_by_any_of_its_hashes(world):
    movie, torrent_hash = world.grabbed()
    world.begin()
    world.look()
    hybrid = world.torrent(torrent_hash, hash="c" * 40, infohash_v1=torrent_hash, infohash_v2="c" * 64)
    assert world.claim(hybrid).media_id == movie


def test_an_imported_torrent_stays_ours_in_the_category_it_gets_then(world):
    world.radarr.client.imported_category = "done"
    world.qbittorrent.client.make_category("done")
    _, torrent_hash = world.grabbed(done=True)
    world.radarr.refresh()
    world.begin()
    world.look()
    torrent = world.torrent(torrent_hash)
    assert torrent.category == "done"
    assert world.claim(torrent).owner == "Radarr"
    stranger = world.torrent(torrent_hash, hash="d" * 40, infohash_v1="", infohash_v2="")
    assert world.claim(stranger) is None


def test_what_a_person_has_put_into_a_special_category_stays_ours(world):
    movie, torrent_hash = world.grabbed()
    world.begin(special=["failed", "recheck"])
    world.look()
    for category in ("failed", "recheck"):
        assert world.claim(world.torrent(torrent_hash, category=category)).media_id == movie


def test_what_radarr_never_grabbed_is_not_ours_in_a_special_category(world):
    _, torrent_hash = world.grabbed()
    world.begin(special=["failed"])
    world.look()
    stranger = world.torrent(torrent_hash, category="failed", hash="d" * 40, infohash_v1="", infohash_v2="")
    assert world.claim(stranger) is None
    assert world.claim(world.torrent(torrent_hash, category="other")) is None


def test_a_torrent_without_category_is_nobodys(world):
    world.radarr.client.category = ""
    _, torrent_hash = world.grabbed()
    world.begin()
    world.look()
    assert world.claim(world.torrent(torrent_hash, category="")) is None
