"""What the simulated Sonarr promises about packs: one torrent, many records, the traps of removing and importing."""

import pytest

from qbitrr.testing.arr.episode_names import Named, named

HASH = "A" * 40
OTHER = "B" * 40
PACK = "Big.Show.S01.1080p.WEB-DL-GRP"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Big.Show.S01.1080p.WEB-GRP", Named(1, ())),
        ("Big.Show.S01E02.1080p.WEB-GRP", Named(1, (2,))),
        ("big show s01e02", Named(1, (2,))),
        ("Big.Show.S01E02E03.720p", Named(1, (2, 3))),
        ("Big.Show.S01E02-E04.720p", Named(1, (2, 3, 4))),
        ("Big.Show.S01E02-04.720p", Named(1, (2, 3, 4))),
        ("Big.Show.S01E02-1080p", Named(1, (2,))),
        ("Big.Show.S00E01", Named(0, (1,))),
        ("Big.Show.2020.1080p.WEB", None),
        ("Bigs01how", None),
    ],
)
def test_names_tell_season_and_episodes(name, expected):
    assert named(name) == expected


@pytest.fixture
def pack(sonarr, put, show):
    """A grabbed season pack that downloads, seen by the app."""
    sonarr.grab([1, 2, 3], HASH, PACK, score=25)
    put(HASH, PACK, state="downloading")
    sonarr.refresh()


def test_a_pack_is_a_record_for_each_episode_with_the_size_of_the_whole(pack, queue, show):
    records = queue()
    assert [(record["seriesId"], record["episodeId"]) for record in records] == [(show, 1), (show, 2), (show, 3)]
    assert {(record["downloadId"], record["size"], record["seasonNumber"]) for record in records} == {(HASH, 1000, 1)}
    assert {record["customFormatScore"] for record in records} == {25}


def test_the_ids_of_the_records_differ_and_stay(pack, sonarr, queue):
    ids = [record["id"] for record in queue()]
    assert len(set(ids)) == 3
    sonarr.refresh()
    assert [record["id"] for record in queue()] == ids


def test_a_record_tells_whether_its_episode_has_a_file(pack, sonarr, queue):
    sonarr.put_file(2)
    assert [record["episodeHasFile"] for record in queue()] == [False, True, False]


def test_the_queue_is_filtered_by_series_and_by_episodes(pack, queue, show):
    assert len(queue(seriesId=show)) == 3
    assert queue(seriesId=show + 1) == []
    assert [record["episodeId"] for record in queue(episodeIds=[1, 3])] == [1, 3]


def test_series_and_episode_come_only_if_asked(pack, queue):
    assert not {"series", "episode"} & set(queue()[0])
    [first, *_] = queue(includeSeries="true", includeEpisode="true")
    assert (first["series"]["title"], first["episode"]["episodeNumber"]) == ("Big Show", 1)


def test_unknown_downloads_are_hidden_unless_asked_for(api, sonarr, put, queue):
    put(HASH, "Who.Knows.S01E01.1080p", state="downloading")
    sonarr.refresh()
    assert api.get("queue").json()["records"] == []
    [record] = api.get("queue", params={"includeUnknownSeriesItems": "true"}).json()["records"]
    assert not {"seriesId", "episodeId", "seasonNumber"} & set(record)
    assert len(queue()) == 1


def test_past_the_end_the_queue_gives_a_page_again(pack, api):
    asked = {"pageSize": 2, "sortKey": "title"}
    assert api.get("queue", params={**asked, "page": 9}).json()["records"] != []


def test_removing_one_record_removes_the_whole_torrent_once(pack, api, qbittorrent, queue):
    second = queue()[1]["id"]
    assert api.delete(f"queue/{second}", params={"skipRedownload": "true", "blocklist": "true"}).status_code == 200
    assert qbittorrent.removed == [(HASH.lower(), "true")]
    assert queue() == []


def test_removing_every_record_of_a_pack_in_bulk_counts_once(pack, api, sonarr, qbittorrent, queue):
    ids = [record["id"] for record in queue()]
    api.request("DELETE", "queue/bulk", json={"ids": ids}, params={"blocklist": "true", "skipRedownload": "true"})
    assert len(qbittorrent.removed) == 1
    assert len(sonarr.blocklist) == 1


def test_after_one_record_is_removed_the_others_are_unknown(pack, api, queue):
    first, second, _third = queue()
    api.delete(f"queue/{first['id']}")
    assert api.delete(f"queue/{second['id']}").status_code == 404


def test_blocklisting_one_record_is_one_entry_and_a_failure_of_each_episode(pack, api, queue, show):
    api.delete(f"queue/{queue()[0]['id']}", params={"blocklist": "true", "skipRedownload": "true"})
    [entry] = api.get("blocklist", params={"seriesIds": [show]}).json()["records"]
    assert (entry["seriesId"], entry["episodeIds"]) == (show, [1, 2, 3])
    failed = api.get("history", params={"eventType": 4}).json()["records"]
    assert sorted(row["episodeId"] for row in failed) == [1, 2, 3]


def test_a_grab_is_a_row_for_each_episode(api, sonarr, show):
    sonarr.grab([1, 2, 3], HASH, PACK)
    rows = api.get("history", params={"downloadId": HASH, "eventType": 1}).json()
    assert rows["totalRecords"] == 3
    since = api.get("history/since", params={"date": rows["records"][0]["date"], "eventType": "grabbed"}).json()
    assert [row["episodeId"] for row in since] == [1, 2, 3]


@pytest.mark.parametrize(
    ("parameters", "episodes"),
    [({"seriesId": 1}, [4, 1]), ({"seriesId": 1, "seasonNumber": 2}, [4]), ({"seriesId": 2}, [])],
)
def test_history_of_a_series_and_of_a_season(api, sonarr, show, parameters, episodes):
    sonarr.grab([1], HASH, "Big.Show.S01E01.1080p")
    sonarr.grab([4], OTHER, "Big.Show.S02E01.1080p")
    rows = api.get("history/series", params={**parameters, "includeEpisode": "true"}).json()
    assert [row["episodeId"] for row in rows] == episodes


def test_history_of_an_episode(api, sonarr, show):
    sonarr.grab([1, 2], HASH, "Big.Show.S01E01E02.1080p")
    assert api.get("history", params={"episodeId": 2}).json()["totalRecords"] == 1


@pytest.mark.parametrize(
    ("episodes", "title", "search"),
    [
        ([1], "Big.Show.S01E01.1080p.WEB-GRP", [("episode", 1)]),
        ([1, 2, 3], PACK, [("season", 1, 1)]),
        ([1, 2], "Big.Show.S01E01E02.1080p.WEB-GRP", [("episode", 1), ("episode", 2)]),
    ],
)
def test_what_failed_is_searched_again_as_what_it_was(api, sonarr, show, episodes, title, search):
    first, *_ = sonarr.grab(episodes, HASH, title)
    api.post(f"history/failed/{first.id}")
    api.get("health")  # time passes with requests
    assert sonarr.searches == search


def test_a_failed_part_of_a_season_is_searched_episode_by_episode(api, sonarr, put, queue):
    show = sonarr.add_series("Long Show", seasons={1: 4})
    ids = [episode.id for episode in sonarr.episodes(show, 1)][:3]
    sonarr.grab(ids, HASH, "Long.Show.S01E01-E03.1080p")
    put(HASH, "Long.Show.S01E01-E03.1080p", state="downloading")
    sonarr.refresh()
    api.delete(f"queue/{queue()[0]['id']}", params={"blocklist": "true"})
    api.get("health")
    assert sonarr.searches == [("episode", number) for number in ids]


def test_every_file_of_a_pack_goes_to_its_episode(api, sonarr, put, folder, show, queue):
    sonarr.grab([1, 2, 3], HASH, PACK, score=25)
    put(HASH, PACK, path=folder(PACK, "s01e01", "s01e02", "s01e03"))
    sonarr.refresh()
    assert queue() == []
    files = [episode.file for episode in sonarr.episodes(show, 1)]
    assert len({file.path for file in files}) == 3
    assert {file.score for file in files} == {25}
    rows = api.get("history", params={"eventType": 3, "downloadId": HASH}).json()["records"]
    assert sorted(row["episodeId"] for row in rows) == [1, 2, 3]
    assert {row["customFormatScore"] for row in rows} == {25}


def test_one_file_of_two_episodes_is_a_row_for_each(api, sonarr, put, folder, show):
    title = "Big.Show.S01E01E02.1080p.WEB-GRP"
    sonarr.grab([1, 2], HASH, title)
    put(HASH, title, path=folder(title, "s01e01e02"))
    sonarr.refresh()
    rows = api.get("history", params={"eventType": 3}).json()["records"]
    assert len(rows) == 2
    assert {row["data"]["fileId"] for row in rows} == {"1"}
    assert sonarr.episode(1).file is sonarr.episode(2).file


def test_a_partial_pack_imports_what_is_there_and_is_blocked(api, sonarr, put, folder, show, queue):
    sonarr.grab([1, 2, 3], HASH, PACK)
    put(HASH, PACK, path=folder(PACK, "s01e01", "s01e03"))
    for _refresh in range(3):
        sonarr.refresh()
    assert [bool(episode.file) for episode in sonarr.episodes(show, 1)] == [True, False, True]
    assert {(each["trackedDownloadState"], each["trackedDownloadStatus"]) for each in queue()} == {
        ("importBlocked", "warning")
    }
    assert api.get("history", params={"eventType": 3}).json()["totalRecords"] == 2, "nothing is imported twice"


def test_a_partial_pack_is_done_when_the_rest_is_there(sonarr, put, folder, show, queue):
    sonarr.grab([1, 2, 3], HASH, PACK)
    put(HASH, PACK, path=folder(PACK, "s01e01", "s01e03"))
    sonarr.refresh()
    folder(PACK, "s01e02")
    sonarr.refresh()
    assert queue() == []


def test_files_that_name_no_expected_episode_stay_outside(sonarr, put, folder, show, queue):
    put(HASH, PACK, path=folder(PACK, "s02e01", "extras"))
    sonarr.refresh()
    assert {record["trackedDownloadState"] for record in queue()} == {"importPending"}
    assert sonarr.episode(4).file is None


def test_the_only_file_of_one_episode_needs_no_number(sonarr, put, folder, show):
    title = "Big.Show.S01E01.1080p.WEB-GRP"
    put(HASH, title, path=folder(title, "hash-like-name"))
    sonarr.refresh()
    assert sonarr.episode(1).file


def test_the_grab_names_the_episodes_if_the_title_does_not(sonarr, put, folder, show):
    sonarr.grab([4, 5], HASH, "Big.Show.S02.1080p")
    put(HASH, "scrambled", path=folder("scrambled", "s02e01", "s02e02"))
    sonarr.refresh()
    assert sonarr.episode(4).file
    assert sonarr.episode(5).file


def test_a_scan_in_mode_auto_without_a_tracked_download_moves_the_pack(sonarr, post, folder, show):
    path = folder(PACK, "s01e01", "s01e02")
    assert post("DownloadedEpisodesScan", path=str(path)) == ("completed", "successful")
    assert not path.exists()
    assert sonarr.episode(2).file


def test_manual_import_gives_files_to_the_episodes_it_is_told(api, sonarr, put, folder, show, post, queue):
    sonarr.block_import(HASH, "no")
    path = folder(PACK, "s01e01", "one", "two")
    put(HASH, PACK, path=path)
    sonarr.refresh()
    listed = api.get("manualimport", params={"downloadId": HASH}).json()
    assert {file["name"]: [each["id"] for each in file["episodes"]] for file in listed} == {
        "big.show.s01e01": [1],
        "big.show.one": [],
        "big.show.two": [],
    }
    chosen = [
        {"path": str(path / f"big.show.{name}.mkv"), "seriesId": show, "episodeIds": [number], "downloadId": HASH}
        for number, name in enumerate(("s01e01", "one", "two"), 1)
    ]
    assert post("ManualImport", files=chosen, importMode="copy") == ("completed", "successful")
    assert all(episode.file for episode in sonarr.episodes(show, 1))
    assert queue() == []


def test_an_upgrade_replaces_the_files(api, sonarr, put, folder, show):
    sonarr.put_file(1, resolution=720)
    title = "Big.Show.S01E01.1080p.WEB-GRP"
    put(HASH, title, path=folder(title, "s01e01"))
    sonarr.refresh()
    assert sonarr.episode(1).file.resolution == 1080
    assert api.get("history", params={"eventType": 5}).json()["records"][0]["data"]["reason"] == "Upgrade"


def test_what_is_worse_than_the_file_is_not_imported(sonarr, put, folder, show, queue):
    sonarr.put_file(1, resolution=2160)
    title = "Big.Show.S01E01.1080p.WEB-GRP"
    put(HASH, title, path=folder(title, "s01e01"))
    sonarr.refresh()
    assert [record["trackedDownloadState"] for record in queue()] == ["importPending"]
    assert sonarr.episode(1).file.resolution == 2160


def test_an_imported_pack_is_known_after_a_restart(sonarr, put, folder, show, clock, queue):
    sonarr.grab([4, 5], HASH, "Big.Show.S02.1080p")
    put(HASH, "Big.Show.S02.1080p", path=folder("Big.Show.S02.1080p", "s02e01", "s02e02"))
    sonarr.refresh()
    sonarr.restart()
    clock.tick(sonarr.settings.startup_takes)
    sonarr.refresh()
    assert queue() == []
