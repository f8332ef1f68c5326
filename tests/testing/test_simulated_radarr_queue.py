"""What the simulated Radarr promises about its queue: what is in it, and what removing from it does."""

import pytest

from qbitrr.testing.http import HTML, Fault

HASH = "A" * 40
OTHER = "B" * 40
TITLE = "Big.Movie.2020.1080p.WEB-DL-GRP"


@pytest.fixture
def movie(radarr):
    return radarr.add_movie("Big Movie", year=2020)


@pytest.fixture
def download(radarr, qbittorrent, movie):
    """A grabbed torrent that downloads, seen by the app."""
    radarr.grab(movie, HASH, TITLE)
    qbittorrent.put(HASH, TITLE, state="downloading", eta=8640000)
    radarr.refresh()
    return HASH


def queue(api):
    return api.get("queue/details").json()


def only_id(api):
    [record] = queue(api)
    return record["id"]


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("error", "warning"),
        ("pausedDL", "paused"),
        ("stoppedDL", "paused"),
        ("queuedDL", "queued"),
        ("checkingUP", "queued"),
        ("metaDL", "queued"),
        ("stalledDL", "warning"),
        ("missingFiles", "warning"),
        ("forcedDL", "downloading"),
        ("moving", "downloading"),
        ("somethingNew", "downloading"),
        ("stalledUP", "completed"),
        ("stoppedUP", "completed"),
        ("forcedUP", "completed"),
    ],
)
def test_states_of_qbittorrent_are_mapped(api, radarr, qbittorrent, movie, state, status):
    qbittorrent.put(HASH, TITLE, state=state)
    radarr.refresh()
    assert queue(api)[0]["status"] == status


def test_content_that_lies_loose_in_the_save_path_is_a_warning(api, radarr, qbittorrent, movie):
    qbittorrent.put(HASH, TITLE, content_path="/downloads", save_path="/downloads")
    radarr.refresh()
    assert queue(api)[0]["status"] == "warning"


def test_a_record_names_movie_indexer_and_upper_case_hash(api, download, movie):
    [record] = queue(api)
    assert record["downloadId"] == HASH
    assert (record["movieId"], record["indexer"], record["protocol"]) == (movie, "Indexer", "torrent")
    assert (record["size"], record["sizeleft"]) == (1000, 750)
    assert "timeleft" not in record
    assert "outputPath" not in record


def test_a_torrent_that_was_not_grabbed_has_no_date_and_no_indexer(api, radarr, qbittorrent, movie):
    qbittorrent.put(HASH, TITLE, state="downloading")
    radarr.refresh()
    assert not {"added", "indexer"} & set(queue(api)[0])


def test_a_torrent_of_another_category_is_not_seen(api, radarr, qbittorrent, download):
    qbittorrent.change(HASH.lower(), category="elsewhere")
    radarr.refresh()
    assert queue(api) == []


def test_the_queue_lags_until_the_next_refresh(api, qbittorrent, download):
    qbittorrent.remove(HASH.lower())
    assert len(queue(api)) == 1
    api.post("command", json={"name": "RefreshMonitoredDownloads"})
    assert queue(api) == []


def test_a_grab_shows_after_five_seconds(api, radarr, qbittorrent, movie, clock):
    radarr.grab(movie, HASH, TITLE)
    qbittorrent.put(HASH, TITLE, state="metaDL")
    clock.tick(4)
    assert queue(api) == []
    clock.tick(1)
    assert len(queue(api)) == 1


def test_the_queue_refreshes_itself(radarr, api, qbittorrent, movie, clock):
    radarr.refresh_every = 60.0
    radarr.restart()
    qbittorrent.put(HASH, TITLE, state="downloading")
    clock.tick(radarr.settings.startup_takes + 29)
    assert queue(api) == []
    clock.tick(1)
    assert len(queue(api)) == 1
    qbittorrent.remove(HASH.lower())
    clock.tick(60)
    assert queue(api) == []


def test_ids_stay_over_a_restart_and_are_not_those_of_a_database(api, radarr, download, clock):
    before = only_id(api)
    radarr.restart()
    clock.tick(radarr.settings.startup_takes)
    assert queue(api) == []
    radarr.refresh()
    assert only_id(api) == before > 1000


def test_unknown_items_are_hidden_by_default(api, radarr, qbittorrent):
    qbittorrent.put(HASH, "Who.Knows.2019", state="downloading")
    radarr.refresh()
    assert api.get("queue").json()["totalRecords"] == 0
    assert api.get("queue", params={"includeUnknownMovieItems": "true"}).json()["totalRecords"] == 1
    assert "movieId" not in queue(api)[0]
    assert api.get("queue/status").json()["unknownCount"] == 1


def test_asking_past_the_end_gives_a_page_again(api, radarr, qbittorrent, movie):
    for number in range(5):
        qbittorrent.put(f"{number:040}", TITLE, state="downloading")
    radarr.refresh()
    past = api.get("queue", params={"page": 9, "pageSize": 2, "sortKey": "title"}).json()
    assert (past["page"], len(past["records"]), past["totalRecords"]) == (2, 2, 5)


def test_without_a_direction_the_order_is_descending(api, radarr, qbittorrent, movie):
    for torrent_hash, size in ((HASH, 1), (OTHER, 2)):
        qbittorrent.put(torrent_hash, TITLE, state="downloading", size=size)
    radarr.refresh()
    reply = api.get("queue", params={"sortKey": "size", "includeMovie": "true"}).json()
    assert [record["size"] for record in reply["records"]] == [2, 1]
    assert reply["records"][0]["movie"]["title"] == "Big Movie"
    assert "hasFile" not in reply["records"][0]["movie"]


@pytest.mark.parametrize("fault", [Fault(drop=True), Fault(reply=HTML)])
def test_one_failed_poll_empties_the_queue(api, radarr, qbittorrent, download, fault):
    qbittorrent.fail(fault)
    radarr.refresh()
    assert queue(api) == []
    assert api.get("health").json()[0]["type"] == "error"
    qbittorrent.heal()
    radarr.refresh()
    assert len(queue(api)) == 1


def test_after_repeated_failures_the_client_is_left_alone_until_it_is_tested(api, radarr, qbittorrent, download, clock):
    qbittorrent.fail(Fault(drop=True))
    for _minute in range(6):
        radarr.refresh()
        clock.tick(60)
    qbittorrent.heal()
    radarr.refresh()
    assert queue(api) == []
    assert api.get("health").json()[0]["source"] == "DownloadClientStatusCheck"
    assert api.post("downloadclient/testall").status_code == 200
    radarr.refresh()
    assert len(queue(api)) == 1


def test_testing_a_client_that_is_away_is_400_with_a_list(api, qbittorrent):
    qbittorrent.fail(Fault(drop=True))
    reply = api.post("downloadclient/testall")
    assert (reply.status_code, reply.json()[0]["isValid"]) == (400, False)


def test_removing_deletes_torrent_and_data_by_default(api, radarr, qbittorrent, download):
    reply = api.delete(f"queue/{only_id(api)}")
    assert (reply.status_code, reply.content) == (200, b"")
    assert qbittorrent.removed == [(HASH.lower(), "true")]
    assert queue(api) == []
    assert len(radarr.blocklist) == 0


def test_blocklisting_writes_history_and_searches_again(api, radarr, download, movie):
    api.delete(f"queue/{only_id(api)}", params={"blocklist": "true"})
    api.get("health")
    assert [entry.torrent_hash for entry in radarr.blocklist.entries] == [HASH]
    assert radarr.history.rows[-1].event == "downloadFailed"
    assert radarr.searches == [movie]


def test_no_search_after_blocklisting_if_it_is_skipped(api, radarr, download):
    api.delete(f"queue/{only_id(api)}", params={"blocklist": "true", "skipRedownload": "true"})
    api.get("health")
    assert len(radarr.blocklist) == 1
    assert radarr.searches == []


def test_no_search_after_blocklisting_if_it_is_switched_off(api, radarr, download):
    radarr.settings.auto_redownload_failed = False
    api.delete(f"queue/{only_id(api)}", params={"blocklist": "true"})
    api.get("health")
    assert radarr.searches == []


def test_the_old_name_of_the_parameter_removes_without_blocklisting(api, radarr, qbittorrent, download, contract):
    if contract:
        contract.allow("blacklist")
    assert api.delete(f"queue/{only_id(api)}", params={"blacklist": "true"}).status_code == 200
    assert len(radarr.blocklist) == 0
    assert qbittorrent.removed


def test_without_a_grab_record_blocklisting_silently_does_nothing(api, radarr, qbittorrent, movie):
    qbittorrent.put(HASH, TITLE, state="downloading")
    radarr.refresh()
    reply = api.delete(f"queue/{only_id(api)}", params={"removeFromClient": "false", "blocklist": "true"})
    assert reply.status_code == 200
    assert (len(radarr.blocklist), radarr.history.rows) == (0, [])
    radarr.refresh()
    assert len(queue(api)) == 1


def test_a_failed_download_is_not_tracked_again(api, radarr, qbittorrent, download):
    api.delete(f"queue/{only_id(api)}", params={"removeFromClient": "false", "blocklist": "true"})
    radarr.refresh()
    assert queue(api) == []
    assert HASH.lower() in qbittorrent.torrents


def test_without_any_flag_the_download_is_ignored_for_good(api, radarr, download):
    api.delete(f"queue/{only_id(api)}", params={"removeFromClient": "false"})
    radarr.refresh()
    assert queue(api) == []
    assert radarr.history.rows[-1].event == "downloadIgnored"


def test_ignoring_an_unknown_download_crashes_with_a_stack_trace(api, radarr, qbittorrent):
    qbittorrent.put(HASH, "Who.Knows.2019", state="downloading")
    radarr.refresh()
    reply = api.delete(f"queue/{only_id(api)}", params={"removeFromClient": "false"})
    assert reply.status_code == 500
    assert "   at " in reply.json()["description"]


def test_a_change_of_category_hides_the_download_from_the_app(api, radarr, qbittorrent, download):
    radarr.client.imported_category = "done"
    qbittorrent.client.make_category("done")
    api.delete(f"queue/{only_id(api)}", params={"removeFromClient": "false", "changeCategory": "true"})
    radarr.refresh()
    assert qbittorrent.torrents[HASH.lower()]["category"] == "done"
    assert queue(api) == []


def test_a_change_of_category_without_one_is_undone_by_the_next_refresh(api, radarr, download):
    api.delete(f"queue/{only_id(api)}", params={"removeFromClient": "false", "changeCategory": "true"})
    assert queue(api) == []
    radarr.refresh()
    assert len(queue(api)) == 1


def test_nothing_happens_if_the_client_fails(api, radarr, qbittorrent, download):
    qbittorrent.fail(Fault(path="torrents/delete", reply=HTML, drop=True))
    assert api.delete(f"queue/{only_id(api)}", params={"blocklist": "true"}).status_code == 500
    assert len(radarr.blocklist) == 0
    assert len(queue(api)) == 1


def test_an_unknown_id_is_not_found(api):
    reply = api.delete("queue/12345")
    assert (reply.status_code, reply.json()) == (404, {"message": "NotFound"})


def test_one_unknown_id_stops_a_bulk_removal_before_it_begins(api, qbittorrent, download):
    reply = api.request("DELETE", "queue/bulk", json={"ids": [only_id(api), 12345]})
    assert reply.status_code == 404
    assert qbittorrent.removed == []


def test_bulk_removal(api, qbittorrent, download):
    number = only_id(api)
    reply = api.request("DELETE", "queue/bulk", json={"ids": [number, number]})
    assert (reply.status_code, reply.json()) == (200, {})
    assert len(qbittorrent.removed) == 1


def test_a_flag_that_is_none_is_a_bad_request(api, download):
    reply = api.delete(f"queue/{only_id(api)}", params={"blocklist": "yes"})
    assert (reply.status_code, "blocklist" in reply.json()["errors"]) == (400, True)


def test_a_failed_download_that_is_at_its_seed_limit_goes_from_the_client_too(api, radarr, qbittorrent, movie):
    radarr.settings.completed_handling = True
    radarr.block_import(HASH, "no")
    radarr.grab(movie, HASH, TITLE)
    qbittorrent.put(HASH, TITLE, state="stoppedUP", ratio=2.0, ratio_limit=1.0)
    radarr.refresh()
    api.delete(f"queue/{only_id(api)}", params={"removeFromClient": "false", "blocklist": "true"})
    assert qbittorrent.removed == [(HASH.lower(), "true")]
