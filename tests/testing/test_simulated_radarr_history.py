"""What the simulated Radarr promises about history, the blocklist and searching."""

import hashlib

import pytest

from qbitrr.testing.http import Fault, Reply

HASH = "A" * 40
OTHER = "B" * 40
TITLE = "Big.Movie.2020.1080p.WEB-DL-GRP"
MAGNET = f"magnet:?xt=urn:btih:{HASH.lower()}&dn=x"


@pytest.fixture
def movie(radarr):
    return radarr.add_movie("Big Movie", year=2020)


def search(api, *ids):
    reply = api.post("command", json={"name": "MoviesSearch", "movieIds": list(ids)})
    api.get("health")  # time passes with requests
    return reply.json()


def block(api, radarr, number):
    """Let a grab fail, so that it comes onto the blocklist."""
    row = radarr.grab(number, HASH, TITLE)
    assert api.post(f"history/failed/{row.id}").json() == {}


def test_event_types_are_asked_for_by_number(api, radarr, movie):
    radarr.grab(movie, HASH, TITLE)
    assert api.get("history", params={"eventType": 1}).json()["totalRecords"] == 1
    assert api.get("history", params=[("eventType", 3), ("eventType", 4)]).json()["totalRecords"] == 0
    assert api.get("history", params={"eventType": "grabbed"}).status_code == 400


def test_the_case_of_a_download_id_matters(api, radarr, movie):
    radarr.grab(movie, HASH, TITLE)
    assert api.get("history", params={"downloadId": HASH}).json()["totalRecords"] == 1
    assert api.get("history", params={"downloadId": HASH.lower()}).json()["totalRecords"] == 0


def test_history_is_newest_first_and_empty_past_the_end(api, radarr, movie, clock):
    for torrent_hash in (HASH, OTHER):
        radarr.grab(movie, torrent_hash, TITLE)
        clock.tick(1)
    assert [row["downloadId"] for row in api.get("history").json()["records"]] == [OTHER, HASH]
    assert api.get("history", params={"page": 2}).json()["records"] == []


def test_history_since_is_ascending_and_includes_its_date(api, radarr, movie, clock):
    for torrent_hash in ("C" * 40, HASH, OTHER):
        radarr.grab(movie, torrent_hash, TITLE)
        clock.tick(1)
    middle = api.get("history", params={"downloadId": HASH}).json()["records"][0]["date"]
    rows = api.get("history/since", params={"date": middle, "eventType": "grabbed"}).json()
    assert [row["downloadId"] for row in rows] == [HASH, OTHER]


def test_history_of_a_movie(api, radarr, movie):
    radarr.grab(movie, HASH, TITLE)
    other = radarr.add_movie("Other")
    assert len(api.get("history/movie", params={"movieId": movie, "includeMovie": "true"}).json()) == 1
    assert api.get("history/movie", params={"movieId": other}).json() == []


def test_a_grab_tells_where_it_came_from(api, radarr, movie):
    radarr.grab(movie, HASH, TITLE, source="InteractiveSearch")
    [row] = api.get("history").json()["records"]
    assert row["data"]["releaseSource"] == "InteractiveSearch"
    assert (row["data"]["protocol"], row["data"]["torrentInfoHash"]) == ("2", HASH)


def test_marking_a_grab_failed_blocklists_and_searches_but_leaves_the_torrent(api, radarr, qbittorrent, movie):
    qbittorrent.put(HASH, TITLE, state="downloading")
    radarr.refresh()
    block(api, radarr, movie)
    assert len(radarr.blocklist) == 1
    assert len(api.get("queue/details").json()) == 1
    assert radarr.searches == [movie]


def test_marking_another_row_failed_writes_history_without_blocklisting(api, radarr, movie):
    block(api, radarr, movie)
    radarr.blocklist.entries.clear()
    api.post(f"history/failed/{radarr.history.rows[-1].id}")
    assert len(radarr.blocklist) == 0
    assert [row.event for row in radarr.history.rows] == ["grabbed", "downloadFailed", "downloadFailed"]


def test_an_unknown_row_cannot_fail(api):
    assert api.post("history/failed/9").status_code == 404


def test_no_search_after_an_interactive_grab_if_that_is_switched_off(api, radarr, movie):
    radarr.settings.auto_redownload_from_interactive = False
    row = radarr.grab(movie, HASH, TITLE, source="InteractiveSearch")
    api.post(f"history/failed/{row.id}")
    api.get("health")
    assert radarr.searches == []


def test_the_blocklist_does_not_show_the_hash(api, radarr, movie):
    block(api, radarr, movie)
    [entry] = api.get("blocklist").json()["records"]
    assert entry["sourceTitle"] == TITLE
    assert HASH not in str(entry)
    assert api.get("blocklist/movie", params={"movieId": movie}).json() == [entry]


def test_blocklist_entries_can_be_deleted(api, radarr, movie):
    block(api, radarr, movie)
    [entry] = api.get("blocklist").json()["records"]
    assert api.delete(f"blocklist/{entry['id']}").status_code == 200
    assert api.delete(f"blocklist/{entry['id']}").status_code == 404
    block(api, radarr, movie)
    ids = [entry["id"] for entry in api.get("blocklist").json()["records"]]
    assert api.request("DELETE", "blocklist/bulk", json={"ids": ids}).json() == {}
    assert len(radarr.blocklist) == 0


def test_a_command_clears_the_blocklist(api, radarr, movie):
    block(api, radarr, movie)
    api.post("command", json={"name": "clearblocklist"})
    assert api.get("blocklist").json()["totalRecords"] == 0


def test_a_search_grabs_into_the_category(api, radarr, qbittorrent, movie, clock):
    radarr.add_release(movie, TITLE, torrent=MAGNET)
    search(api, movie)
    [request] = qbittorrent.added
    assert (request.form["urls"], request.form["category"]) == ([MAGNET], ["radarr"])
    [row] = api.get("history").json()["records"]
    assert (row["eventType"], row["downloadId"]) == ("grabbed", HASH)
    assert api.get(f"movie/{movie}").json()["lastSearchTime"]


def test_a_torrent_file_is_sent_as_it_is_and_its_hash_read(api, radarr, qbittorrent, movie):
    info = b"d6:lengthi5e4:name1:x12:piece lengthi16384e6:pieces0:e"
    torrent = b"d8:announce3:abc4:info" + info + b"e"
    release = radarr.add_release(movie, TITLE, torrent=torrent)
    search(api, movie)
    assert release.info_hash == hashlib.sha1(info).hexdigest().upper()
    assert torrent in qbittorrent.added[0].body


def test_a_search_skips_what_is_blocklisted(api, radarr, qbittorrent, movie):
    radarr.settings.auto_redownload_failed = False
    block(api, radarr, movie)
    radarr.add_release(movie, TITLE, torrent=MAGNET)
    radarr.add_release(movie, TITLE, torrent=f"magnet:?xt=urn:btih:{OTHER}")
    search(api, movie)
    assert [row.download_id for row in radarr.history.rows if row.event == "grabbed"] == [HASH, OTHER]


def test_a_search_grabs_nothing_while_an_equal_release_is_in_the_queue(api, radarr, qbittorrent, movie):
    qbittorrent.put(OTHER, TITLE, state="stalledDL")
    radarr.refresh()
    radarr.add_release(movie, TITLE, torrent=MAGNET)
    search(api, movie)
    assert radarr.searches == [movie]
    assert qbittorrent.added == []


def test_a_search_by_command_does_not_ask_for_monitored_or_available(api, radarr, qbittorrent):
    number = radarr.add_movie("Later", monitored=False, minimum_availability="released")
    radarr.add_release(number, "Later.2020.1080p", torrent=MAGNET)
    search(api, number)
    assert len(qbittorrent.added) == 1


def test_the_search_after_a_failure_respects_monitored(api, radarr, qbittorrent):
    number = radarr.add_movie("Later", monitored=False)
    radarr.add_release(number, "Later.2020.1080p", torrent=f"magnet:?xt=urn:btih:{OTHER}")
    block(api, radarr, number)
    api.get("health")
    assert radarr.searches == [number]
    assert qbittorrent.added == []


def test_the_search_for_all_missing_also_looks_for_what_is_not_out(api, radarr, clock):
    older = radarr.add_movie("Older", last_search_time=1.0)
    later = radarr.add_movie("Later", minimum_availability="released", last_search_time=0.5)
    radarr.add_movie("Unmonitored", monitored=False)
    api.post("command", json={"name": "MissingMoviesSearch"})
    api.get("health")
    assert radarr.searches == [later, older]


@pytest.mark.parametrize("answer", [Reply.text("Fails."), Reply.text("", 409)])
def test_a_release_the_client_refuses_waits_in_the_queue(api, radarr, qbittorrent, movie, answer):
    qbittorrent.fail(Fault(path="torrents/add", reply=answer))
    radarr.add_release(movie, TITLE, torrent=MAGNET)
    search(api, movie)
    [record] = api.get("queue/details").json()
    assert record["status"] == "downloadClientUnavailable"
    assert not {"downloadId", "trackedDownloadState"} & set(record)
    assert api.delete(f"queue/{record['id']}", params={"blocklist": "true"}).status_code == 200
    assert api.get("queue/details").json() == []
    assert len(radarr.blocklist) == 1


def test_a_grab_after_a_failure_is_tracked_again(api, radarr, qbittorrent, movie):
    block(api, radarr, movie)
    radarr.grab(movie, HASH, TITLE)
    qbittorrent.put(HASH, TITLE, state="downloading")
    radarr.refresh()
    assert len(api.get("queue/details").json()) == 1
