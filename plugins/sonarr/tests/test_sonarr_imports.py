"""Handing complete packs to Sonarr, and seeing what became of them."""

from qbitrr import Import, Keep


def complete(world, *episodes, **traits):
    """A complete pack that Sonarr has not yet looked at."""
    torrent_hash = world.grabbed(*episodes, done=True, **traits)
    world.begin()
    world.look()
    world.forget()
    return world.torrent(torrent_hash)


def test_a_complete_pack_is_imported_with_one_order(world):
    torrent = complete(world, 1, 2, 3, 4)
    assert isinstance(world.propose(torrent), Import)
    assert world.do_import(torrent).ok
    world.settle()
    world.look(5)
    assert world.orders() == [{"name": "RefreshMonitoredDownloads"}]
    assert [row.item["episodeId"] for row in world.rows("downloadFolderImported")] == [1, 2, 3, 4]
    assert world.value("history").imported(torrent.hashes)
    assert world.propose(torrent) is None


def test_a_sonarr_that_does_not_import_by_itself_is_told_the_folder_once(world):
    world.sonarr.settings.completed_handling = False
    torrent = complete(world, 1, 2, 3, 4)
    world.look(1)
    world.app_looks()
    world.forget()
    assert world.do_import(torrent).ok
    (order,) = world.orders()
    assert (order["name"], order["importMode"]) == ("DownloadedEpisodesScan", "copy")
    assert (order["path"], order["downloadClientId"]) == (torrent.content_path, torrent.hash.upper())
    world.settle()
    world.look(5)
    assert world.value("history").imported(torrent.hashes)
    assert world.do_import(torrent, tried_at=world.now).ok


def test_a_pack_of_which_sonarr_imports_a_part_counts_as_imported(world):
    """The last that Sonarr's history has of it is an import; the rest is Sonarr's, which keeps it in its queue."""
    torrent_hash = world.qbittorrent.add(
        "Firefly.S01.1080p.WEB.H264-GRP",
        category="sonarr",
        state="stalledUP",
        files=[("Firefly/Firefly.S01E01.mkv", 1000), ("Firefly/Firefly.S01E02.mkv", 1000), ("Firefly/extra.mkv", 1)],
    )
    world.sonarr.grab((1, 2, 3, 4), torrent_hash.upper(), "Firefly.S01.1080p.WEB.H264-GRP")
    world.sonarr.refresh()
    world.begin()
    world.look()
    torrent = world.torrent(torrent_hash)
    assert [row.item["episodeId"] for row in world.rows("downloadFolderImported")] == [1, 2]
    assert world.value("history").imported(torrent.hashes)
    assert world.propose(torrent) is None


def test_an_import_that_sonarr_blocks_is_left_to_a_person(world):
    torrent = complete(world, 1, 2, 3, 4)
    world.sonarr.block_import(torrent.hash, "Not an upgrade for existing episode file(s)")
    for _ in range(12):
        world.sonarr.refresh()
        world.look(30)
    kept = world.propose(torrent)
    assert isinstance(kept, Keep)
    assert kept.reason.startswith("Sonarr cannot import it: import")
    assert "(Not an upgrade for existing episode file(s))" in kept.reason
    world.forget()
    world.look(600)
    assert world.orders() == []
