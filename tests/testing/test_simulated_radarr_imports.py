"""What the simulated Radarr promises about imports: what it takes, what it leaves, when it moves."""

import pytest

from qbitrr.testing.arr.settings import PathMapping

HASH = "A" * 40
TITLE = "Big.Movie.2020.1080p.WEB-DL-GRP"


@pytest.fixture
def movie(radarr):
    return radarr.add_movie("Big Movie", year=2020)


@pytest.fixture
def release(tmp_path):
    """A folder as a torrent leaves it: the video, a sample, a text."""
    folder = tmp_path / "downloads" / TITLE
    folder.mkdir(parents=True)
    (folder / "movie.mkv").write_bytes(b"m" * 500)
    (folder / "extra.mkv").write_bytes(b"e" * 50)
    (folder / "sample.mkv").write_bytes(b"s" * 900)
    (folder / "read.nfo").write_text("hello")
    return folder


@pytest.fixture
def seeding(radarr, qbittorrent, movie, release):
    """A grabbed torrent that is complete and seeds; the app has not refreshed yet."""
    radarr.grab(movie, HASH, TITLE)
    return qbittorrent.put(HASH, TITLE, path=release)


def queue(api):
    return api.get("queue/details").json()


def scan(api, **parameters):
    """Post DownloadedMoviesScan and return how it ended."""
    number = api.post("command", json={"name": "DownloadedMoviesScan", **parameters}).json()["id"]
    command = api.get(f"command/{number}").json()
    return command["status"], command["result"]


def test_a_completed_download_is_imported_and_leaves_the_queue(api, radarr, movie, seeding, release):
    radarr.refresh()
    assert queue(api) == []
    resource = api.get(f"movie/{movie}").json()
    assert resource["hasFile"]
    [row] = api.get("history", params={"eventType": 3, "downloadId": HASH}).json()["records"]
    assert row["data"]["droppedPath"] == str(release / "movie.mkv")
    assert row["data"]["importedPath"] == resource["movieFile"]["path"]
    assert row["data"]["fileId"] == str(resource["movieFileId"])


def test_the_files_of_a_seeding_torrent_stay_where_they_are(radarr, movie, seeding, release):
    radarr.refresh()
    source = release / "movie.mkv"
    assert source.exists()
    assert source.samefile(radarr.movie(movie).file.path)


def test_custom_formats_are_with_moviefile_only(api, radarr, movie, seeding):
    radarr.refresh()
    assert "customFormatScore" not in api.get(f"movie/{movie}").json()["movieFile"]
    [file] = api.get("moviefile", params={"movieId": movie}).json()
    assert file["customFormatScore"] == 0


def test_a_slow_import_shows_as_importing(api, radarr, seeding, clock):
    radarr.settings.import_takes = 10
    radarr.refresh()
    assert queue(api)[0]["trackedDownloadState"] == "importing"
    clock.tick(10)
    assert queue(api) == []


def test_without_completed_handling_completed_items_are_not_in_the_queue(api, radarr, movie, seeding):
    radarr.settings.completed_handling = False
    radarr.refresh()
    assert queue(api) == []
    assert radarr.movie(movie).file is None


def test_a_blocked_import_shows_both_words_in_turn(api, radarr, seeding):
    radarr.block_import(HASH, "Not an upgrade for existing movie file")
    states = []
    for _refresh in range(4):
        radarr.refresh()
        [record] = queue(api)
        states.append(record["trackedDownloadState"])
    assert states == ["importBlocked", "importPending", "importBlocked", "importPending"]
    assert record["trackedDownloadStatus"] == "warning"
    assert record["statusMessages"][0]["messages"] == ["Not an upgrade for existing movie file"]


def test_one_rejected_file_never_blocks(api, radarr, seeding):
    radarr.block_import(HASH, "Sample", rejected_files=1)
    for _refresh in range(3):
        radarr.refresh()
        assert queue(api)[0]["trackedDownloadState"] == "importPending"


def test_an_import_that_is_allowed_again_is_done_at_the_next_refreshes(api, radarr, movie, seeding):
    radarr.block_import(HASH, "no")
    radarr.refresh()
    radarr.allow_import(HASH)
    radarr.refresh()
    assert radarr.movie(movie).file


def test_no_video_leaves_it_pending_with_a_warning(api, radarr, seeding, release):
    for video in release.glob("*.mkv"):
        video.unlink()
    radarr.refresh()
    [record] = queue(api)
    assert (record["trackedDownloadState"], record["trackedDownloadStatus"]) == ("importPending", "warning")


def test_a_path_the_app_cannot_see_leaves_it_pending_until_it_is_mapped(radarr, qbittorrent, movie, release):
    qbittorrent.put(HASH, TITLE, content_path=f"/remote/{TITLE}", save_path="/remote")
    radarr.refresh()
    assert radarr.movie(movie).file is None
    radarr.settings.path_mappings.append(PathMapping("127.0.0.1", "/remote", str(release.parent)))
    radarr.refresh()
    assert radarr.movie(movie).file


def test_an_unknown_title_is_blocked(api, radarr, qbittorrent, release):
    qbittorrent.put(HASH, "Who.Knows.2019", path=release)
    radarr.refresh()
    [record] = queue(api)
    assert (record["trackedDownloadState"], record["trackedDownloadStatus"]) == ("importBlocked", "warning")


def test_the_grab_names_the_movie_if_the_title_does_not(radarr, qbittorrent, movie, release):
    radarr.grab(movie, HASH, TITLE)
    qbittorrent.put(HASH, "scrambled", path=release)
    radarr.refresh()
    assert radarr.movie(movie).file


def test_an_imported_download_is_known_after_a_restart(api, radarr, movie, seeding, clock):
    radarr.refresh()
    radarr.restart()
    clock.tick(radarr.settings.startup_takes)
    radarr.refresh()
    assert queue(api) == []
    assert len(api.get("history", params={"eventType": 3}).json()["records"]) == 1


def test_the_post_import_category_is_set(radarr, qbittorrent, seeding):
    radarr.client.imported_category = "done"
    qbittorrent.client.make_category("done")
    radarr.refresh()
    assert qbittorrent.torrents[HASH.lower()]["category"] == "done"


def test_a_torrent_stopped_at_its_limit_is_moved_and_removed(radarr, qbittorrent, movie, release):
    radarr.grab(movie, HASH, TITLE)
    qbittorrent.put(HASH, TITLE, path=release, state="stoppedUP", ratio=1.5, ratio_limit=1.0)
    radarr.refresh()
    assert radarr.movie(movie).file
    assert not (release / "movie.mkv").exists()
    assert qbittorrent.removed == [(HASH.lower(), "true")]


def test_an_imported_torrent_is_removed_when_it_reaches_the_limit(radarr, qbittorrent, seeding):
    radarr.refresh()
    assert qbittorrent.removed == []
    qbittorrent.client.preferences |= {"max_ratio_enabled": True, "max_ratio": 1.0}
    qbittorrent.change(HASH.lower(), state="stoppedUP", ratio=1.0)
    radarr.refresh()
    assert qbittorrent.removed == [(HASH.lower(), "true")]


def test_a_torrent_at_its_limit_stays_if_the_app_does_not_remove(radarr, qbittorrent, movie, release):
    radarr.settings.remove_completed = False
    qbittorrent.put(HASH, TITLE, path=release, state="stoppedUP", ratio=1.5, ratio_limit=1.0)
    radarr.refresh()
    assert radarr.movie(movie).file
    assert release.exists()
    assert qbittorrent.removed == []


def test_a_scan_in_mode_auto_without_a_tracked_download_moves(api, radarr, movie, release):
    assert scan(api, path=str(release)) == ("completed", "successful")
    assert not (release / "movie.mkv").exists()
    assert radarr.movie(movie).file


def test_after_a_move_the_folder_goes_if_no_video_is_left(api, movie, release):
    (release / "extra.mkv").unlink()
    scan(api, path=str(release))
    assert not release.exists()


def test_a_hash_in_lower_case_is_no_tracked_download(api, radarr, seeding, release):
    radarr.settings.completed_handling = False
    radarr.refresh()
    scan(api, path=str(release), downloadClientId=HASH.lower())
    assert not (release / "movie.mkv").exists()


def test_a_scan_of_a_tracked_seeding_download_copies(api, radarr, seeding, release):
    radarr.block_import(HASH, "wait")
    radarr.refresh()
    assert scan(api, path=str(release), downloadClientId=HASH) == ("completed", "successful")
    assert (release / "movie.mkv").exists()
    assert queue(api) == []


@pytest.mark.parametrize("mode", ["copy", "Copy", 2])
def test_a_scan_in_mode_copy_copies(api, movie, release, mode):
    assert scan(api, path=str(release), importMode=mode) == ("completed", "successful")
    assert (release / "movie.mkv").exists()


def test_a_scan_of_a_path_that_does_not_exist_completes_without_success(api):
    assert scan(api, path="/nowhere") == ("completed", "unsuccessful")


def test_a_scan_without_a_path_fails(api):
    assert scan(api) == ("failed", "unsuccessful")


def test_a_scan_of_a_tracked_download_that_is_not_mapped_fails(api, radarr, qbittorrent, release):
    qbittorrent.put(HASH, "Who.Knows.2019", path=release)
    radarr.refresh()
    assert scan(api, path=str(release), downloadClientId=HASH)[0] == "failed"


def test_a_scan_of_the_library_is_refused(api, radarr, movie, seeding):
    radarr.refresh()
    assert scan(api, path=str(radarr.movie(movie).folder)) == ("completed", "unsuccessful")


def test_manual_import_lists_files_and_imports_what_it_is_told(api, radarr, movie, seeding, release):
    radarr.block_import(HASH, "no")
    radarr.refresh()
    listed = api.get("manualimport", params={"downloadId": HASH}).json()
    assert [file["name"] for file in listed] == ["movie", "extra"]
    chosen = {"path": listed[0]["path"], "movieId": movie, "downloadId": HASH, "quality": listed[0]["quality"]}
    reply = api.post("command", json={"name": "ManualImport", "files": [chosen], "importMode": "copy"})
    assert reply.json()["priority"] == "high"
    assert queue(api) == []
    assert radarr.movie(movie).file
    assert (release / "movie.mkv").exists()


def test_manual_import_of_an_unknown_download_is_empty(api):
    assert api.get("manualimport", params={"downloadId": HASH}).json() == []


def test_manual_import_of_an_unfinished_download_crashes(api, radarr, qbittorrent, movie):
    qbittorrent.put(HASH, TITLE, state="downloading")
    radarr.refresh()
    assert api.get("manualimport", params={"downloadId": HASH}).status_code == 500


def test_an_upgrade_replaces_the_file(api, radarr, qbittorrent, movie, seeding, release):
    radarr.refresh()
    old = radarr.movie(movie).file.path
    better = release.with_name("Big.Movie.2020.2160p.WEB-DL-GRP")
    release.rename(better)
    scan(api, path=str(better), importMode="copy")
    assert not old.exists()
    assert radarr.movie(movie).file.resolution == 2160
    assert api.get("history", params={"eventType": 6}).json()["records"][0]["data"]["reason"] == "Upgrade"
