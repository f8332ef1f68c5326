"""What the simulated Lidarr promises about its queue: one record for each album of a torrent."""

import pytest

HASH = "A" * 40
PACK = "The Band - Discography FLAC"
TITLE = "The Band - First FLAC"


@pytest.fixture
def pack(lidarr, put, first, second):
    """A grabbed torrent of two of three albums, which downloads."""
    lidarr.add_album(lidarr.album(first).artist_id, "Third")
    lidarr.grab([first, second], HASH, "The Band First and Second FLAC")
    put(HASH, "scrambled", state="downloading")
    lidarr.refresh()
    return HASH


def test_a_torrent_of_several_albums_has_a_record_for_each(queue, pack, first, second):
    records = queue()
    assert [record["albumId"] for record in records] == [first, second]
    assert len({record["id"] for record in records}) == 2
    assert {record["downloadId"] for record in records} == {HASH}
    assert {record["size"] for record in records} == {1000}


def test_details_carry_the_album_unless_told_not_to(api, pack):
    [record, _] = api.get("queue/details").json()
    assert record["album"]["title"] == "First"
    assert "statistics" not in record["album"]
    assert "artist" not in record
    [record, _] = api.get("queue/details", params={"includeAlbum": "false", "includeArtist": "true"}).json()
    assert "album" not in record
    assert record["artist"]["artistName"] == "The Band"


def test_pages_carry_no_album_unless_told_to(api, pack):
    assert "album" not in api.get("queue").json()["records"][0]
    assert "album" in api.get("queue", params={"includeAlbum": "true"}).json()["records"][0]


def test_details_can_be_asked_for_by_artist_and_albums(api, pack, band, second):
    assert len(api.get("queue/details", params={"artistId": band}).json()) == 2
    assert api.get("queue/details", params={"artistId": 99}).json() == []
    [record] = api.get("queue/details", params={"albumIds": [second]}).json()
    assert record["albumId"] == second


def test_pages_can_be_asked_for_by_artist(api, pack, band):
    assert api.get("queue", params={"artistIds": band}).json()["totalRecords"] == 2
    assert api.get("queue", params={"artistIds": 99}).json()["totalRecords"] == 0


def test_unknown_items_are_hidden_from_pages(api, lidarr, put, queue):
    put(HASH, "Who Knows - What", state="downloading")
    lidarr.refresh()
    assert api.get("queue").json()["totalRecords"] == 0
    assert api.get("queue", params={"includeUnknownArtistItems": "true"}).json()["totalRecords"] == 1
    assert not {"artistId", "albumId"} & set(queue()[0])


def test_a_discography_is_all_albums_of_the_artist(lidarr, put, queue, first, second):
    put(HASH, PACK, state="downloading")
    lidarr.refresh()
    assert [record["albumId"] for record in queue()] == [first, second]


def test_the_longest_title_wins(lidarr, put, queue, band, first):
    longer = lidarr.add_album(band, "First Steps")
    put(HASH, "The_Band-First_Steps-2003-FLAC", state="downloading")
    lidarr.refresh()
    assert [record["albumId"] for record in queue()] == [longer]


def test_one_id_removes_the_whole_torrent(api, qbittorrent, queue, pack):
    assert api.delete(f"queue/{queue()[1]['id']}").status_code == 200
    assert queue() == []
    assert qbittorrent.removed == [(HASH.lower(), "true")]


def test_several_ids_of_one_torrent_count_once(api, qbittorrent, queue, pack):
    ids = [record["id"] for record in queue()]
    assert api.request("DELETE", "queue/bulk", json={"ids": ids}).json() == {}
    assert len(qbittorrent.removed) == 1


def test_blocklisting_writes_one_entry_and_a_row_for_each_album(api, lidarr, queue, pack, band, first, second):
    api.delete(f"queue/{queue()[0]['id']}", params={"blocklist": "true"})
    [entry] = api.get("blocklist").json()["records"]
    assert (entry["artistId"], entry["albumIds"]) == (band, [first, second])
    rows = api.get("history", params={"eventType": 4}).json()["records"]
    assert {row["albumId"] for row in rows} == {first, second}


def test_after_a_failure_its_albums_are_searched(api, lidarr, queue, pack, first, second):
    api.delete(f"queue/{queue()[0]['id']}", params={"blocklist": "true"})
    api.get("health")
    assert lidarr.searches == [("album", first), ("album", second)]


def test_after_a_failure_of_all_albums_the_artist_is_searched(api, lidarr, put, queue, band, first, second):
    lidarr.grab([first, second], HASH, PACK)
    put(HASH, PACK, state="stalledDL")
    lidarr.refresh()
    api.delete(f"queue/{queue()[0]['id']}", params={"blocklist": "true"})
    api.get("health")
    assert lidarr.searches == [("artist", band)]


def test_an_only_album_is_searched_as_an_album(api, lidarr, put, queue, first):
    lidarr.grab(first, HASH, TITLE)
    put(HASH, TITLE, state="stalledDL")
    lidarr.refresh()
    api.delete(f"queue/{queue()[0]['id']}", params={"blocklist": "true"})
    api.get("health")
    assert lidarr.searches == [("album", first)]


def test_no_search_after_a_failure_if_it_is_skipped(api, lidarr, queue, pack):
    api.delete(f"queue/{queue()[0]['id']}", params={"blocklist": "true", "skipRedownload": "true"})
    api.get("health")
    assert lidarr.searches == []


def test_a_failed_download_is_not_tracked_again(api, lidarr, queue, pack):
    api.delete(f"queue/{queue()[0]['id']}", params={"removeFromClient": "false", "blocklist": "true"})
    lidarr.refresh()
    assert queue() == []


@pytest.mark.parametrize("key", ["nonsense", "albums.title"])
def test_the_queue_takes_any_sort_key(api, pack, key):
    assert api.get("queue", params={"sortKey": key}).status_code == 200
