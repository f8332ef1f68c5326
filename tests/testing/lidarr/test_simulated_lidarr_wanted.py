"""What the simulated Lidarr promises about albums that are missing or below the cutoff."""

import pytest


def wanted(api, kind="missing", **params):
    return [album["title"] for album in api.get(f"wanted/{kind}", params=params).json()["records"]]


def test_an_album_is_missing_while_a_track_is(api, lidarr, first, second):
    lidarr.put_file(first, tracks=[1, 2])
    lidarr.put_file(second)
    assert wanted(api) == ["First"]


@pytest.mark.parametrize("released", [None, 9e9])
def test_what_is_not_out_is_not_missing(api, lidarr, band, released):
    lidarr.add_album(band, "Later", released=released)
    assert wanted(api) == []


def test_monitored_means_album_and_artist(api, lidarr, first):
    lidarr.add_album(lidarr.add_artist("Ignored", monitored=False), "Of Ignored")
    lidarr.add_album(lidarr.album(first).artist_id, "Unmonitored", monitored=False)
    assert wanted(api) == ["First"]
    assert set(wanted(api, monitored="false")) == {"Of Ignored", "Unmonitored"}


def test_the_newest_come_first_if_nothing_is_said(api, lidarr, band):
    for title, released in (("Old", 1e9), ("New", 1.5e9), ("Middle", 1.2e9)):
        lidarr.add_album(band, title, released=released)
    assert wanted(api) == ["New", "Middle", "Old"]
    assert wanted(api, sortDirection="ascending") == ["Old", "Middle", "New"]


@pytest.mark.parametrize(
    ("key", "order"),
    [
        ("albums.title", ["Aaa", "Bbb"]),
        ("title", ["Aaa", "Bbb"]),
        ("releaseDate", ["Bbb", "Aaa"]),
        ("albums.lastSearchTime", ["Bbb", "Aaa"]),
        ("artists.sortName", ["Bbb", "Aaa"]),
    ],
)
def test_columns_can_be_sorted_by(api, lidarr, key, order):
    lidarr.add_album(lidarr.add_artist("Zeta"), "Aaa", released=1.2e9, last_search_time=200.0)
    lidarr.add_album(lidarr.add_artist("Alpha"), "Bbb", released=1e9)
    assert wanted(api, sortKey=key, sortDirection="ascending") == order


@pytest.mark.parametrize("path", ["wanted/missing", "wanted/cutoff", "history", "blocklist"])
def test_a_misspelt_sort_key_is_a_database_error(api, first, path):
    reply = api.get(path, params={"sortKey": "albums.tilte"})
    assert reply.status_code == 500
    assert "no such column" in reply.json()["message"]


def test_past_the_end_there_is_nothing(api, first):
    page = api.get("wanted/missing", params={"page": 2}).json()
    assert (page["totalRecords"], page["records"]) == (1, [])


def test_below_the_cutoff_by_quality_alone(api, lidarr, first, second):
    lidarr.put_file(first, bit_rate=192)
    lidarr.put_file(second, score=-1000)
    assert wanted(api, "cutoff") == ["First"]


def test_queued_albums_are_in_it_all_the_same(api, lidarr, put, first):
    put("A" * 40, "The Band - First FLAC", state="downloading")
    lidarr.refresh()
    assert wanted(api) == ["First"]
