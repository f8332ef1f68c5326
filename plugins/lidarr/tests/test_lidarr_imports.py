"""Handing complete albums to Lidarr, and seeing what became of them."""

import pytest

from qbitrr import Import, Keep, Verdict


def complete(world, *albums, **traits):
    """A complete download that Lidarr has not yet looked at."""
    torrent_hash = world.grabbed(*albums, done=True, **traits)
    world.begin()
    world.look()
    world.forget()
    return world.torrent(torrent_hash)


def test_complete_albums_are_imported_with_one_order(world):
    torrent = complete(world, 1, 2)
    assert isinstance(world.propose(torrent), Import)
    assert world.do_import(torrent).ok
    world.settle()
    world.look(5)
    assert world.orders() == [{"name": "RefreshMonitoredDownloads"}]
    assert len(world.rows("trackFileImported")) == 4
    assert world.value("history").imported(torrent.hashes)
    assert world.propose(torrent) is None


def test_the_import_of_single_tracks_is_not_yet_the_import_of_the_download(world):
    world.lidarr.settings.completed_handling = False
    torrent = complete(world, 1)
    world.lidarr.history.add("trackFileImported", world.lidarr.album(1).item, "t", torrent.hash.upper(), {})
    world.look(60)
    assert world.value("history").imported(torrent.hashes) is None
    assert isinstance(world.propose(torrent), Import)


def test_a_lidarr_that_does_not_import_by_itself_is_told_the_folder(world):
    world.lidarr.settings.completed_handling = False
    torrent = complete(world, 1)
    world.look(1)
    world.app_looks()
    world.forget()
    assert world.do_import(torrent).ok
    (order,) = world.orders()
    assert (order["name"], order["importMode"]) == ("DownloadedAlbumsScan", "copy")
    assert (order["path"], order["downloadClientId"]) == (torrent.content_path, torrent.hash.upper())
    world.settle()
    world.look(5)
    assert world.value("history").imported(torrent.hashes)


def in_part(world, torrent):
    """Lidarr takes what there is of an album of which a track is missing."""
    world.do_import(torrent)
    world.settle()
    world.look(5)
    assert world.rows("albumImportIncomplete")
    world.forget()


def test_an_import_that_failed_in_part_is_left_to_a_person_at_once(world):
    torrent = complete(world, 1, tracks=1)
    in_part(world, torrent)
    kept = world.propose(torrent)
    assert isinstance(kept, Keep)
    assert kept.reason.startswith("Lidarr has imported only a part of it (One or more items expected")
    assert kept.reason.endswith("will not try again; a person must look")
    assert world.report(torrent).verdict is Verdict.DEGRADED


def test_no_order_to_import_it_is_repeated(world):
    torrent = complete(world, 1, tracks=1)
    in_part(world, torrent)
    for _ in range(20):
        world.look(600)
        assert not isinstance(world.propose(torrent), Import)
    assert world.orders() == []


@pytest.mark.parametrize("remembers", [True, False])
def test_it_is_known_from_the_queue_or_from_the_history(world, remembers):
    torrent = complete(world, 1, tracks=1)
    in_part(world, torrent)
    if remembers:
        world.lidarr.history.rows = [row for row in world.lidarr.history.rows if row.event == "grabbed"]
    else:
        world.lidarr.client.category = "elsewhere"
        world.lidarr.refresh()
    world.begin(Category="lidarr")
    world.look(3600)
    assert isinstance(world.propose(torrent), Keep)


def test_what_a_person_imports_in_the_end_counts_as_imported(world):
    torrent = complete(world, 1, tracks=1)
    in_part(world, torrent)
    world.clock.passes(60)
    world.lidarr.history.add("downloadImported", world.lidarr.album(1).item, "t", torrent.hash.upper(), {})
    world.look(60)
    assert world.value("history").imported(torrent.hashes)
    assert world.propose(torrent) is None


def test_what_lidarr_refuses_altogether_is_left_to_a_person_too(world):
    torrent = complete(world, 1)
    world.lidarr.block_import(torrent.hash, "Couldn't find similar album")
    in_part(world, torrent)
    assert "(Couldn't find similar album)" in world.propose(torrent).reason
