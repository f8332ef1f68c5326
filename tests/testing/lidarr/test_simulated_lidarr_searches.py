"""What the simulated Lidarr promises about searching, and about the history of what was grabbed."""

import pytest

HASH = "A" * 40
OTHER = "B" * 40
FIRST = "The Band - First (2001) FLAC"
PACK = "The Band - Discography FLAC"


def magnet(torrent_hash):
    return f"magnet:?xt=urn:btih:{torrent_hash.lower()}&dn=x"


def test_a_search_grabs_into_the_category(api, lidarr, qbittorrent, post, band, first):
    lidarr.add_release(first, FIRST, torrent=magnet(HASH))
    post("AlbumSearch", albumIds=[first])
    [request] = qbittorrent.added
    assert (request.form["urls"], request.form["category"]) == ([magnet(HASH)], ["lidarr"])
    [row] = api.get("history").json()["records"]
    assert (row["eventType"], row["artistId"], row["albumId"]) == ("grabbed", band, first)
    assert row["downloadId"] == HASH
    assert api.get(f"album/{first}").json()["lastSearchTime"]
    assert lidarr.searches == [("album", first)]


def test_a_search_for_an_album_asks_neither_for_monitored_nor_for_out(lidarr, qbittorrent, post, band):
    number = lidarr.add_album(band, "Later", monitored=False, released=9e9)
    lidarr.add_release(number, "The Band - Later FLAC", torrent=magnet(HASH))
    post("AlbumSearch", albumIds=[number])
    assert len(qbittorrent.added) == 1


def test_the_search_after_a_failure_does_not_ask_either(api, lidarr, qbittorrent, first):
    lidarr.album(first).monitored = False
    lidarr.add_release(first, FIRST, torrent=magnet(OTHER))
    [row] = lidarr.grab(first, HASH, FIRST)
    assert api.post(f"history/failed/{row.id}").json() == {}
    api.get("health")
    assert lidarr.searches == [("album", first)]
    assert len(qbittorrent.added) == 1


def test_a_search_for_an_album_takes_no_pack(lidarr, qbittorrent, post, first, second):
    lidarr.add_release([first, second], PACK, torrent=magnet(HASH))
    post("AlbumSearch", albumIds=[first, second])
    assert qbittorrent.added == []


def test_a_search_for_an_artist_takes_a_pack_with_a_row_for_each_album(api, lidarr, post, band, first, second):
    lidarr.add_release([first, second], PACK, torrent=magnet(HASH))
    lidarr.add_release(first, FIRST, torrent=magnet(OTHER))
    post("ArtistSearch", artistId=band)
    rows = api.get("history", params={"eventType": 1}).json()["records"]
    assert {(row["albumId"], row["downloadId"]) for row in rows} == {(first, HASH), (second, HASH)}
    assert lidarr.searches == [("artist", band)]


def test_a_search_for_an_artist_takes_several_releases_but_none_twice(lidarr, qbittorrent, post, band, first, second):
    for number, torrent_hash in ((first, HASH), (first, "C" * 40), (second, OTHER)):
        lidarr.add_release(number, FIRST, torrent=magnet(torrent_hash))
    post("ArtistSearch", artistId=band)
    assert [request.form["urls"][0] for request in qbittorrent.added] == [magnet(HASH), magnet(OTHER)]


def test_a_search_for_an_artist_is_for_its_monitored_albums(lidarr, qbittorrent, post, band, first, second):
    lidarr.album(first).monitored = False
    lidarr.add_release(first, FIRST, torrent=magnet(HASH))
    post("ArtistSearch", artistId=band)
    assert qbittorrent.added == []
    assert lidarr.album(first).last_search_time is None
    assert lidarr.album(second).last_search_time is not None


def test_nothing_is_grabbed_while_an_equal_release_is_in_the_queue(lidarr, qbittorrent, put, post, first):
    put(OTHER, FIRST, state="stalledDL")
    lidarr.refresh()
    lidarr.add_release(first, FIRST, torrent=magnet(HASH))
    post("AlbumSearch", albumIds=[first])
    assert qbittorrent.added == []


@pytest.mark.parametrize(("bit_rate", "tracks", "grabs"), [(320, None, 1), (1411, None, 0), (1411, [1], 1)])
def test_only_what_is_better_than_the_worst_track_is_grabbed(lidarr, qbittorrent, post, first, bit_rate, tracks, grabs):
    lidarr.put_file(first, tracks=tracks, bit_rate=bit_rate)
    lidarr.add_release(first, FIRST, torrent=magnet(HASH))
    post("AlbumSearch", albumIds=[first])
    assert len(qbittorrent.added) == grabs


def test_the_search_for_all_missing_begins_with_what_waited_longest(lidarr, put, post, band, first, second):
    lidarr.album(first).last_search_time = 20.0
    lidarr.album(second).last_search_time = 10.0
    lidarr.add_album(band, "Unmonitored", monitored=False)
    lidarr.add_album(band, "Later", released=9e9)
    lidarr.put_file(lidarr.add_album(band, "There"))
    lidarr.add_album(band, "Queued")
    lidarr.add_album(lidarr.add_artist("Ignored", monitored=False), "Of Ignored")
    put(HASH, "The Band - Queued FLAC", state="downloading")
    lidarr.refresh()
    assert post("MissingAlbumSearch") == ("completed", "successful")
    assert lidarr.searches == [("album", second), ("album", first)]


def test_the_search_for_all_missing_can_be_for_one_artist(lidarr, post, first):
    other = lidarr.add_artist("Other")
    number = lidarr.add_album(other, "Third")
    post("MissingAlbumSearch", artistId=other)
    assert lidarr.searches == [("album", number)]


def test_the_search_below_the_cutoff_does_not_look_at_the_artist(lidarr, post, first, second):
    other = lidarr.add_artist("Other")
    lidarr.put_file(first, bit_rate=320)
    lidarr.put_file(second)
    post("CutoffUnmetAlbumSearch", artistId=other)
    assert lidarr.searches == [("album", first)]


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("AlbumSearch", {}),
        ("AlbumSearch", {"albumIds": [99]}),
        ("ArtistSearch", {}),
        ("ArtistSearch", {"artistId": 99}),
        ("DownloadedAlbumsScan", {}),
    ],
)
def test_a_command_without_what_it_needs_fails(post, name, parameters):
    assert post(name, **parameters)[0] == "failed"


@pytest.mark.parametrize("name", ["RescanArtist", "MoviesSearch", "SeriesSearch", "DownloadedMoviesScan"])
def test_commands_of_other_apps_are_unknown(api, name):
    assert api.post("command", json={"name": name}).status_code == 500


@pytest.mark.parametrize("name", ["RefreshArtist", "RefreshAlbum", "RescanFolders", "RssSync", "RetagArtist"])
def test_its_own_idle_commands_are_known(post, name):
    assert post(name) == ("completed", "successful")


@pytest.mark.parametrize(
    ("kind", "event"),
    [(1, "grabbed"), (3, None), (4, "downloadFailed"), (7, None), (8, None), (10, None)],
)
def test_event_types_are_asked_for_by_number(api, lidarr, first, kind, event):
    [row] = lidarr.grab(first, HASH, FIRST)
    api.post(f"history/failed/{row.id}")
    rows = api.get("history", params={"eventType": kind}).json()["records"]
    assert [row["eventType"] for row in rows] == ([event] if event else [])


def test_an_ignored_download_is_event_10(api, lidarr, put, queue, first):
    put(HASH, FIRST, state="downloading")
    lidarr.refresh()
    api.delete(f"queue/{queue()[0]['id']}", params={"removeFromClient": "false"})
    lidarr.refresh()
    assert queue() == []
    [row] = api.get("history", params={"eventType": 10}).json()["records"]
    assert (row["eventType"], row["albumId"]) == ("downloadIgnored", first)


def test_history_of_an_artist_and_of_one_album(api, lidarr, band, first, second):
    lidarr.grab([first, second], HASH, PACK)
    rows = api.get("history/artist", params={"artistId": band, "includeAlbum": "true"}).json()
    assert sorted(row["album"]["title"] for row in rows) == ["First", "Second"]
    [row] = api.get("history/artist", params={"artistId": band, "albumId": second, "includeArtist": "true"}).json()
    assert (row["albumId"], row["artist"]["artistName"]) == (second, "The Band")


def test_history_can_be_paged_by_artist_and_album(api, lidarr, band, first, second):
    lidarr.grab([first, second], HASH, PACK)
    assert api.get("history", params={"artistIds": [band]}).json()["totalRecords"] == 2
    assert api.get("history", params={"artistIds": [99]}).json()["totalRecords"] == 0
    assert api.get("history", params={"albumId": first}).json()["totalRecords"] == 1


def test_a_grab_tells_where_it_came_from(api, lidarr, first):
    lidarr.grab(first, HASH, FIRST, source="InteractiveSearch")
    [row] = api.get("history").json()["records"]
    assert (row["data"]["releaseSource"], row["data"]["protocol"]) == ("InteractiveSearch", "2")
    assert row["data"]["torrentInfoHash"] == HASH


def test_history_does_not_tell_the_name_of_the_download_client(api, lidarr, first):
    lidarr.grab(first, HASH, FIRST)
    [row] = api.get("history").json()["records"]
    assert row["data"]["downloadClient"] == "QBittorrent"
    assert not {"downloadClientName", "artistMatchType"} & set(row["data"])
