"""What the simulated Lidarr promises about imports: whole albums only, and a failure that is final."""

import pytest

HASH = "A" * 40
OTHER = "B" * 40
FIRST = "The Band - First (2001) FLAC"
PACK = "The Band - Discography FLAC"


@pytest.fixture
def seeding(lidarr, put, first, album_folder):
    """A grabbed torrent of a whole album that seeds; the app has not refreshed yet."""
    folder = album_folder(FIRST, [1, 2, 3])
    lidarr.grab(first, HASH, FIRST)
    put(HASH, FIRST, path=folder)
    return folder


@pytest.fixture
def incomplete(lidarr, put, first, album_folder):
    """The same with a track too few, and refreshed."""
    folder = album_folder(FIRST, [1, 3])
    lidarr.grab(first, HASH, FIRST)
    put(HASH, FIRST, path=folder)
    lidarr.refresh()
    return folder


def events(api, **params):
    rows = api.get("history/since", params={"date": "2000-01-01", **params}).json()
    return [row["eventType"] for row in rows]


def counts(api, album):
    statistics = api.get(f"album/{album}").json()["statistics"]
    return statistics["trackFileCount"], statistics["trackCount"]


def test_a_whole_album_is_imported_and_leaves_the_queue(api, lidarr, queue, first, seeding):
    lidarr.refresh()
    assert queue() == []
    assert counts(api, first) == (3, 3)


def test_history_has_a_row_for_each_track_and_one_for_the_album(api, lidarr, band, first, seeding):
    lidarr.refresh()
    assert events(api) == ["grabbed", *["trackFileImported"] * 3, "downloadImported"]
    tracks = api.get("history", params={"eventType": 3, "downloadId": HASH}).json()["records"]
    assert len({row["trackId"] for row in tracks}) == 3
    assert {row["albumId"] for row in tracks} == {first}
    [whole] = api.get("history", params={"eventType": 8, "downloadId": HASH}).json()["records"]
    assert (whole["artistId"], whole["albumId"]) == (band, first)


def test_the_files_of_a_seeding_torrent_stay(lidarr, first, seeding):
    lidarr.refresh()
    source = seeding / "02 some song.flac"
    assert source.samefile(lidarr.album(first).files[2].path)


@pytest.mark.parametrize("suffix", ["flac", "MP3", "m4a", "ogg"])
def test_tracks_are_known_by_their_extension(api, lidarr, put, first, album_folder, suffix):
    put(HASH, FIRST, path=album_folder(FIRST, [1, 2, 3], suffix=suffix))
    lidarr.refresh()
    assert counts(api, first) == (3, 3)


def test_a_download_without_tracks_stays_pending(lidarr, put, queue, first, album_folder):
    put(HASH, FIRST, path=album_folder(FIRST, []))
    lidarr.refresh()
    [record] = queue()
    assert (record["trackedDownloadState"], record["trackedDownloadStatus"]) == ("importPending", "warning")


def test_discs_in_folders_of_their_own_are_one_album(api, lidarr, put, first, album_folder):
    album_folder(FIRST, [1, 2], below="CD1")
    put(HASH, FIRST, path=album_folder(FIRST, [1], below="CD2"))
    lidarr.refresh()
    assert counts(api, first) == (3, 3)


def test_a_pack_is_imported_album_by_album(api, lidarr, put, queue, first, second, album_folder):
    album_folder(PACK, [1, 2, 3], below="2001 - First")
    put(HASH, PACK, path=album_folder(PACK, [1, 2], below="2003 - Second"))
    lidarr.refresh()
    assert queue() == []
    assert (counts(api, first), counts(api, second)) == ((3, 3), (2, 2))
    assert events(api).count("downloadImported") == 2


def test_an_album_with_a_track_too_few_is_not_imported(api, queue, first, incomplete):
    [record] = queue()
    assert (record["trackedDownloadState"], record["trackedDownloadStatus"]) == ("importFailed", "warning")
    assert counts(api, first) == (0, 3)
    assert events(api) == ["grabbed", "albumImportIncomplete"]


def test_an_album_with_a_track_too_many_is_not_imported(api, lidarr, put, queue, first, album_folder):
    put(HASH, FIRST, path=album_folder(FIRST, [1, 2, 3, 4]))
    lidarr.refresh()
    assert queue()[0]["trackedDownloadState"] == "importFailed"
    assert counts(api, first) == (0, 3)


def test_a_failed_import_is_not_tried_again(api, lidarr, queue, first, incomplete):
    (incomplete / "02 late song.flac").write_bytes(b"t")
    for _minute in range(3):
        lidarr.refresh()
    assert queue()[0]["trackedDownloadState"] == "importFailed"
    assert events(api).count("albumImportIncomplete") == 1


def test_a_failed_import_outlives_a_restart(api, lidarr, queue, clock, incomplete):
    lidarr.restart()
    clock.tick(lidarr.settings.startup_takes)
    lidarr.refresh()
    [record] = queue()
    assert (record["trackedDownloadState"], record["trackedDownloadStatus"]) == ("importFailed", "warning")
    assert events(api).count("albumImportIncomplete") == 1


def test_a_failed_import_can_be_blocklisted(api, lidarr, qbittorrent, queue, first, incomplete):
    api.delete(f"queue/{queue()[0]['id']}", params={"blocklist": "true"})
    api.get("health")
    assert queue() == []
    assert qbittorrent.removed == [(HASH.lower(), "true")]
    assert lidarr.searches == [("album", first)]


def test_of_a_pack_only_the_whole_albums_are_imported(api, lidarr, put, queue, first, second, album_folder):
    album_folder(PACK, [1, 3], below="First")
    put(HASH, PACK, path=album_folder(PACK, [1, 2], below="Second"))
    lidarr.refresh()
    assert (counts(api, first), counts(api, second)) == ((0, 3), (2, 2))
    assert {record["trackedDownloadState"] for record in queue()} == {"importFailed"}
    assert events(api).count("albumImportIncomplete") == 2
    assert "downloadImported" not in events(api)


def test_tracks_that_are_there_already_count(api, lidarr, put, queue, first, album_folder):
    lidarr.put_file(first, tracks=[2])
    put(HASH, FIRST, path=album_folder(FIRST, [1, 3]))
    lidarr.refresh()
    assert counts(api, first) == (3, 3)


def test_an_imported_download_is_known_after_a_restart(api, lidarr, queue, clock, seeding):
    lidarr.refresh()
    lidarr.restart()
    clock.tick(lidarr.settings.startup_takes)
    lidarr.refresh()
    assert queue() == []
    assert events(api).count("downloadImported") == 1


def test_the_post_import_category_is_set(lidarr, qbittorrent, seeding):
    lidarr.client.imported_category = "done"
    qbittorrent.client.make_category("done")
    lidarr.refresh()
    assert qbittorrent.torrents[HASH.lower()]["category"] == "done"


def test_a_torrent_stopped_at_its_limit_is_moved_and_removed(api, lidarr, qbittorrent, put, first, album_folder):
    folder = album_folder(FIRST, [1, 2, 3])
    put(HASH, FIRST, path=folder, state="stoppedUP", ratio=1.5, ratio_limit=1.0)
    lidarr.refresh()
    assert counts(api, first) == (3, 3)
    assert not folder.exists()
    assert qbittorrent.removed == [(HASH.lower(), "true")]


def test_an_unknown_title_is_not_imported(lidarr, put, queue, first, album_folder):
    put(HASH, "Who Knows - What", path=album_folder("Who Knows - What", [1, 2, 3]))
    lidarr.refresh()
    assert queue()[0]["trackedDownloadStatus"] == "warning"
    assert lidarr.album(first).files == {}


def test_a_scan_in_mode_auto_without_a_tracked_download_moves(lidarr, post, first, album_folder):
    folder = album_folder(FIRST, [1, 2, 3])
    assert post("DownloadedAlbumsScan", path=str(folder)) == ("completed", "successful")
    assert len(lidarr.album(first).files) == 3
    assert not folder.exists()


def test_a_move_leaves_the_folder_while_a_track_is_in_it(lidarr, post, put, first, second, album_folder):
    album_folder(PACK, [1, 3], below="First")
    folder = album_folder(PACK, [1, 2], below="Second")
    post("DownloadedAlbumsScan", path=str(folder))
    assert len(lidarr.album(second).files) == 2
    assert [file.name for file in sorted(folder.rglob("*.flac"))] == ["01 some song.flac", "03 some song.flac"]


def test_a_scan_in_mode_copy_copies(lidarr, post, first, album_folder):
    folder = album_folder(FIRST, [1, 2, 3])
    assert post("DownloadedAlbumsScan", path=str(folder), importMode="copy") == ("completed", "successful")
    assert len(list(folder.glob("*.flac"))) == 3


def test_a_scan_that_takes_nothing_has_no_success(lidarr, post, first, album_folder):
    folder = album_folder(FIRST, [1])
    assert post("DownloadedAlbumsScan", path=str(folder)) == ("completed", "unsuccessful")
    assert len(list(folder.glob("*.flac"))) == 1


def test_a_scan_of_the_library_is_refused(lidarr, post, first, seeding):
    lidarr.refresh()
    assert post("DownloadedAlbumsScan", path=str(lidarr.album(first).folder)) == ("completed", "unsuccessful")


def test_manual_import_lists_tracks_with_what_speaks_against_them(api, incomplete, first):
    listed = api.get("manualimport", params={"downloadId": HASH}).json()
    assert [file["name"] for file in listed] == ["01 some song", "03 some song"]
    assert [file["album"]["id"] for file in listed] == [first, first]
    assert listed[0]["rejections"][0]["reason"] == "Has missing tracks"
    assert listed[0]["tracks"][0]["id"] != listed[1]["tracks"][0]["id"]


def test_manual_import_takes_the_tracks_it_is_told(api, lidarr, post, queue, incomplete, first):
    [one, _] = api.get("manualimport", params={"downloadId": HASH}).json()
    file = {
        "path": one["path"],
        "artistId": one["artist"]["id"],
        "albumId": one["album"]["id"],
        "albumReleaseId": one["albumReleaseId"],
        "trackIds": [track["id"] for track in one["tracks"]],
        "quality": one["quality"],
        "downloadId": HASH,
    }
    assert post("ManualImport", files=[file], importMode="copy") == ("completed", "successful")
    assert list(lidarr.album(first).files) == [1]
    assert queue() == []


def test_manual_import_of_an_unknown_folder_names_no_album(api, first, album_folder):
    folder = album_folder("Who Knows - What", [1])
    [file] = api.get("manualimport", params={"folder": str(folder)}).json()
    assert "album" not in file
    assert file["rejections"]


def test_manual_import_of_an_unfinished_download_crashes(api, lidarr, put, first):
    put(HASH, FIRST, state="downloading")
    lidarr.refresh()
    assert api.get("manualimport", params={"downloadId": HASH}).status_code == 500


def test_a_better_album_replaces_each_track(api, lidarr, put, first, album_folder):
    lidarr.put_file(first, bit_rate=320)
    put(HASH, FIRST, path=album_folder(FIRST, [1, 2, 3]))
    lidarr.refresh()
    assert {file.rank for file in lidarr.album(first).files.values()} == {1411}
    rows = api.get("history", params={"eventType": 5}).json()["records"]
    assert [row["data"]["reason"] for row in rows] == ["Upgrade"] * 3


def test_a_path_that_the_app_cannot_see_leaves_it_pending(lidarr, put, queue, first):
    put(HASH, FIRST, content_path="/remote/x", save_path="/remote")
    lidarr.refresh()
    assert queue()[0]["trackedDownloadState"] == "importPending"


def test_a_blocked_import_is_final(lidarr, queue, seeding):
    lidarr.block_import(HASH, "Not an upgrade")
    lidarr.refresh()
    lidarr.allow_import(HASH)
    lidarr.refresh()
    [record] = queue()
    assert record["trackedDownloadState"] == "importFailed"
    assert record["statusMessages"][0]["messages"] == ["Not an upgrade"]
