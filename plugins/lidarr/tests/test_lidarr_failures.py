"""A failed download of albums: blocklisted once for all of them, replaced by exactly one search."""

import pytest
from arr_world import ALL_FLAGS, FAILED
from lidarr_world import BOX

from qbitrr import Blocklist, Keep, Reject, Remove


def test_a_failed_download_is_removed(world):
    assert world.propose(world.failing(1, 2), FAILED) == Remove(FAILED.reason, failed=True)


def test_a_complete_download_is_rejected_once_and_stays(world):
    world.finish(world.failing(1, 2).hash)
    (torrent,) = map(world.torrent, world.qbittorrent.torrents)
    assert world.propose(torrent, FAILED) == Reject(FAILED.reason)
    world.blocklist(torrent)
    world.look(60)
    assert isinstance(world.propose(torrent, FAILED), Keep)
    assert isinstance(world.propose(torrent), Keep)


def test_it_leaves_the_queue_once_with_every_flag_written_out(world):
    torrent = world.failing(1, 2)
    outcome = world.blocklist(torrent)
    assert (outcome.ok, outcome.detail) == (True, f"Lidarr blocklisted {BOX}")
    (flags,) = world.deletes()
    assert set(flags) == ALL_FLAGS
    assert flags["removeFromClient"] == flags["changeCategory"] == ["false"]
    assert (len(world.lidarr.blocklist), len(world.rows("downloadFailed"))) == (1, 2)
    assert torrent.hash in world.qbittorrent.torrents


def test_what_left_the_queue_is_blocklisted_through_its_grab(world):
    torrent = world.failing(1, 2, in_queue=False)
    assert world.blocklist(torrent).ok
    (change,) = world.changes()
    assert change.startswith("POST history/failed/")
    assert len(world.lidarr.blocklist) == 1


def test_a_blocklisting_can_be_taken_back(world):
    torrent = world.failing(1, 2)
    world.blocklist(torrent)
    assert world.unblocklist(torrent).ok
    assert len(world.lidarr.blocklist) == 0


@pytest.mark.parametrize("albums", [(1,), (1, 2)], ids=["album", "albums"])
@pytest.mark.parametrize("source", ["Search", "InteractiveSearch"])
@pytest.mark.parametrize("in_queue", [True, False])
@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("own_after_choice", [True, False])
@pytest.mark.parametrize("replace_it", [True, False])
def test_a_failed_download_is_searched_for_exactly_once(
    world, albums, source, in_queue, own, own_after_choice, replace_it
):
    world.lidarr.settings.auto_redownload_failed = own
    world.lidarr.settings.auto_redownload_from_interactive = own_after_choice
    torrent = world.failing(*albums, in_queue=in_queue, source=source)
    world.begin(ReSearch=replace_it, Category="lidarr")
    world.look()
    listed = world.blocklist(torrent)
    world.look(1)
    searched = world.search(torrent, pack=albums)
    world.settle()
    assert (listed.ok, searched.ok) == (True, True)
    against_our_wish = "though ReSearch is off" in listed.detail
    expected = [("album", one) for one in albums]
    assert world.lidarr.searches == (expected if replace_it or against_our_wish else [])
    assert against_our_wish == (
        not replace_it and not in_queue and own and (own_after_choice or source != "InteractiveSearch")
    )


def test_what_is_not_to_be_replaced_is_blocklisted_without_a_search(world):
    torrent = world.failing(1, 2)
    assert world.execute(Blocklist("again and again", replace=False), torrent).ok
    world.settle()
    assert world.lidarr.searches == []


@pytest.fixture
def replaced_by_us(world):
    """A download of three albums whose replacement is ours to search for."""
    world.lidarr.settings.auto_redownload_failed = False
    torrent = world.failing(1, 2, 3)
    world.blocklist(torrent)
    world.look(1)
    world.forget()
    return torrent


def test_the_albums_that_are_wanted_are_searched_for_together(world, replaced_by_us):
    world.lidarr.put_file(1)
    world.lidarr.put_file(2, [1])
    outcome = world.search(replaced_by_us)
    assert (outcome.ok, outcome.detail) == (True, "Lidarr searches for another release")
    assert world.orders() == [{"name": "AlbumSearch", "albumIds": [2, 3]}]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda lidarr: [lidarr.put_file(one) for one in (1, 2, 3)], "Blue is complete already"),
        (lambda lidarr: setattr(lidarr.artist(1), "monitored", False), "the artist of Blue is not monitored"),
        (lambda lidarr: [setattr(lidarr.album(one), "released", None) for one in (1, 2, 3)], "Blue is not released"),
    ],
)
def test_what_is_not_wanted_is_not_searched_for(world, replaced_by_us, change, says):
    change(world.lidarr)
    outcome = world.search(replaced_by_us)
    assert outcome.ok
    assert outcome.detail.startswith(f"not searched: {says}")
    assert world.changes() == []


@pytest.mark.parametrize("pause", [60, 1800])
def test_however_often_it_is_taken_up_it_is_searched_for_once(world, replaced_by_us, pause):
    world.search(replaced_by_us)
    tried_at = world.now
    world.settle()
    for _ in range(3):
        world.begin(Category="lidarr")
        world.look(pause)
        outcome = world.search(replaced_by_us, tried_at=tried_at)
        assert (outcome.ok, outcome.detail) == (True, "Lidarr has searched for it already")
        tried_at = world.now
    assert len(world.orders()) == 1


@pytest.mark.parametrize(("name", "body"), [("ArtistSearch", {"artistId": 1}), ("AlbumSearch", {"albumIds": [4]})])
def test_a_search_of_anybody_is_waited_for(world, replaced_by_us, name, body):
    world.lidarr.settings.search_takes = 100
    world.lidarr.commands.push(name, body)
    outcome = world.search(replaced_by_us)
    assert (outcome.ok, outcome.detail, world.orders()) == (False, "Lidarr is busy with another search", [])
