"""The simulated qBittorrent speaks as the real versions do. Tests that only use ``client`` hold for a real one too."""

import time

import pytest
import qbittorrentapi
import requests

from qbitrr.testing.builders import NOW
from qbitrr.testing.http import HTML, Fault
from qbitrr.testing.qbittorrent.evolution import downloading, stalls_after
from qbitrr.testing.qbittorrent.metainfo import read_torrent, write_torrent
from qbitrr.testing.qbittorrent.torrents import SimulatedTracker
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent

VERSIONS = ("4.5.2", "5.1.0", "5.3.0")
BEGIN = NOW.timestamp()
MIB = 1 << 20


@pytest.fixture(params=VERSIONS)
def version(request):
    return request.param


@pytest.fixture
def qbt(version, clock, tmp_path):
    with SimulatedQbittorrent(version=version, clock=clock.seconds, folder=tmp_path, listing_lag=0) as server:
        yield server


@pytest.fixture
def client(qbt):
    with connect(qbt) as client:
        yield client


def connect(qbt, password="adminadmin"):
    return qbittorrentapi.Client(
        host=qbt.url,
        username="admin",
        password=password,
        HTTPADAPTER_ARGS={"max_retries": 0},
        REQUESTS_ARGS={"timeout": 5},
    )


def is_5(client):
    return client.app_version() >= "v5"


def loses_changes(client):
    """5.1 repeats, of the changes in a reply that was lost, only the newest of each torrent."""
    return is_5(client) and not is_5_3(client)


def is_5_3(client):
    return client.app_version() >= "v5.3"


def add_torrent(client, name="movie.mkv", *, trackers=(), private=False, **options):
    content = write_torrent(name, [(name, MIB)], trackers=trackers, private=private)
    reply = client.torrents_add(torrent_files=content, **options)
    infohash = read_torrent(content).hash
    appears(client, infohash)
    return infohash, reply


def appears(client, infohash):
    """Wait until it is listed: the older versions answer before that."""
    deadline = time.monotonic() + 60
    while not client.torrents_info(torrent_hashes=infohash):
        assert time.monotonic() < deadline, "the torrent is not listed"


def becomes(client, infohash, state):
    """Wait for a state: a real client takes a moment, the simulated one is there at once."""
    deadline = time.monotonic() + 60
    while (now := only(client, infohash).state) != state:
        assert time.monotonic() < deadline, f"it is {now}, not {state}"


def stopped(client, letters):
    return ("stopped" if is_5(client) else "paused") + letters


def only(client, infohash):
    (torrent,) = client.torrents_info(torrent_hashes=infohash)
    return torrent


def test_says_its_version(client, version, qbt):
    assert client.app_version() == f"v{version}"
    assert client.app_web_api_version() == qbt.dialect.api
    assert "libtorrent" in client.app_build_info()


# Sessions


def test_without_a_session_everything_is_forbidden(qbt):
    reply = requests.get(f"{qbt.url}/api/v2/torrents/info", timeout=30)
    assert (reply.status_code, reply.text) == (403, "Forbidden")


@pytest.mark.parametrize(
    ("version", "wrong", "right"),
    [
        ("4.5.2", (200, "Fails."), (200, "Ok.")),
        ("5.1.0", (200, "Fails."), (200, "Ok.")),
        ("5.3.0", (401, "Unauthorized"), (204, "")),
    ],
)
def test_login_replies(qbt, wrong, right):
    url = f"{qbt.url}/api/v2/auth/login"
    refused = requests.post(url, {"username": "admin", "password": "no"}, timeout=30)
    welcomed = requests.post(url, {"username": "admin", "password": "adminadmin"}, timeout=30)
    assert (refused.status_code, refused.text) == wrong
    assert (welcomed.status_code, welcomed.text) == right
    assert list(welcomed.cookies.keys()) == [f"QBT_SID_{qbt.port}" if qbt.dialect.newest else "SID"]


def test_the_sixth_wrong_password_is_banned_and_sessions_go_on(qbt, client, clock):
    for _ in range(5):
        with pytest.raises(qbittorrentapi.LoginFailed):
            connect(qbt, "wrong").auth_log_in()
    with pytest.raises(qbittorrentapi.Forbidden403Error, match="banned"):
        connect(qbt).auth_log_in()
    assert client.torrents_info() == []
    clock.tick(3601)
    connect(qbt).auth_log_in()


def test_a_restart_ends_sessions_and_bans(qbt, client):
    for _ in range(5):
        with pytest.raises(qbittorrentapi.LoginFailed):
            connect(qbt, "wrong").auth_log_in()
    qbt.restart()
    connect(qbt).auth_log_in()


def test_a_session_expires_unless_it_is_used(qbt, client, clock):
    cookies = client._http_session.cookies
    for seconds, status in ((3000, 200), (3000, 200), (3601, 403)):
        clock.tick(seconds)
        reply = requests.get(f"{qbt.url}/api/v2/app/version", cookies=cookies, timeout=30)
        assert reply.status_code == status


@pytest.mark.parametrize("version", ["5.3.0"])
def test_too_many_sessions_push_out_the_idle_one(qbt, client, clock):
    cookies = dict(client._http_session.cookies)
    for _ in range(15):
        clock.tick(1)
        connect(qbt).auth_log_in()
    assert requests.get(f"{qbt.url}/api/v2/app/version", cookies=cookies, timeout=30).status_code == 403


def test_without_local_auth_every_request_without_cookie_is_a_new_session(version):
    with SimulatedQbittorrent(version=version, local_auth=False) as qbt:
        url = f"{qbt.url}/api/v2/sync/maindata"
        assert requests.get(url, {"rid": 0}, timeout=30).json()["full_update"]
        assert requests.get(url, {"rid": 1}, timeout=30).json()["full_update"]


@pytest.mark.parametrize(
    "headers",
    [{"Host": "qbittorrent:8080"}, {"Origin": "http://elsewhere"}, {"Referer": "http://elsewhere/page"}],
)
def test_other_ports_and_origins_are_unauthorized(qbt, headers):
    assert requests.get(f"{qbt.url}/api/v2/app/version", headers=headers, timeout=30).status_code == 401


# sync/maindata


def test_the_first_poll_is_full_and_the_next_is_empty(client):
    infohash, _ = add_torrent(client)
    full = client.sync_maindata(rid=0)
    assert full["full_update"] is True
    assert full["rid"] == 1
    assert "hash" not in full["torrents"][infohash]
    assert client.sync_maindata(rid=1) == {"rid": 2}


def test_only_changed_fields_come_and_again_for_the_same_old_rid(client):
    infohash, _ = add_torrent(client, is_stopped=True)
    becomes(client, infohash, stopped(client, "DL"))
    rid = client.sync_maindata(rid=0)["rid"]
    client.torrents_add_tags(tags="kept", torrent_hashes=infohash)
    first = client.sync_maindata(rid=rid)
    assert first["tags"] == ["kept"]
    assert first["torrents"] == {infohash: {"tags": "kept"}}
    client.torrents_create_category("films")
    client.torrents_set_category("films", torrent_hashes=infohash)
    again = client.sync_maindata(rid=rid)
    assert "full_update" not in again
    lost = {} if loses_changes(client) else {"tags": "kept"}
    assert again["torrents"] == {infohash: {"category": "films", **lost}}
    assert client.sync_maindata(rid=again["rid"]) == {"rid": again["rid"] + 1}


def test_a_new_torrent_in_a_lost_reply_comes_again(client):
    rid = client.sync_maindata(rid=client.sync_maindata(rid=0)["rid"])["rid"]
    infohash, _ = add_torrent(client, is_stopped=True)
    becomes(client, infohash, stopped(client, "DL"))
    assert "name" in client.sync_maindata(rid=rid)["torrents"][infohash]
    client.torrents_add_tags(tags="kept", torrent_hashes=infohash)
    again = client.sync_maindata(rid=rid)["torrents"][infohash]
    assert again["tags"] == "kept"
    assert ("name" in again) is not loses_changes(client)


def test_a_change_that_was_undone_is_no_change(client):
    infohash, _ = add_torrent(client, is_stopped=True, tags="kept")
    becomes(client, infohash, stopped(client, "DL"))
    rid = client.sync_maindata(rid=0)["rid"]
    client.torrents_remove_tags(tags="kept", torrent_hashes=infohash)
    client.torrents_add_tags(tags="kept", torrent_hashes=infohash)
    assert "torrents" not in client.sync_maindata(rid=rid)


def test_removals_are_named(client):
    infohash, _ = add_torrent(client, trackers=["http://127.0.0.1:1/announce"])
    client.torrents_create_category("films")
    client.torrents_create_tags("kept")
    rid = client.sync_maindata(rid=0)["rid"]
    client.torrents_delete(delete_files=True, torrent_hashes=infohash)
    client.torrents_remove_categories("films")
    client.torrents_delete_tags("kept")
    delta = client.sync_maindata(rid=rid)
    assert delta["torrents_removed"] == [infohash]
    assert delta["categories_removed"] == ["films"]
    assert delta["tags_removed"] == ["kept"]
    assert delta["trackers_removed"] == ["http://127.0.0.1:1/announce"]


@pytest.mark.parametrize("rid", [1, 99])
def test_a_rid_too_old_or_from_the_future_gets_everything(client, rid):
    for known in range(4):
        client.sync_maindata(rid=known)
    assert client.sync_maindata(rid=rid)["full_update"] is True


def test_two_pollers_on_one_cookie_spoil_each_other(client):
    rids, full = [0, 0], []
    for _ in range(4):
        for poller in (0, 1):
            reply = client.sync_maindata(rid=rids[poller])
            rids[poller] = reply["rid"]
            full.append("full_update" in reply)
    assert full == [True, True, is_5(client), is_5(client), True, True, True, True]


def test_after_a_restart_an_old_rid_gets_everything(qbt, client):
    rid = client.sync_maindata(rid=client.sync_maindata(rid=0)["rid"])["rid"]
    qbt.restart()
    with connect(qbt) as again:
        reply = again.sync_maindata(rid=rid)
    assert (reply["rid"], reply["full_update"]) == (1, True)


def test_torrents_appear_gradually_after_a_restart(qbt, clock):
    qbt.add_many(10)
    qbt.restart(seconds=10)
    seen = []
    for _ in range(3):
        with connect(qbt) as client:
            seen.append(len(client.torrents_info()))
        clock.tick(5)
    assert seen == [0, 5, 10]


def test_empty_tables_are_absent_from_5_on(client):
    assert ("tags" in client.sync_maindata(rid=0)) is not is_5(client)


# Torrents, as they are shown


def test_fields_that_differ_between_versions(client):
    infohash, _ = add_torrent(client, is_stopped=True)
    becomes(client, infohash, stopped(client, "DL"))
    torrent = only(client, infohash)
    assert torrent.completion_on == (-1 if is_5(client) else 0)
    assert ("private" in torrent) is is_5(client)
    assert ("has_metadata" in torrent) is is_5(client)
    assert ("share_limits_mode" in torrent) is is_5_3(client)
    assert "has_tracker_error" not in torrent
    assert ("has_tracker_error" in client.sync_maindata(rid=0)["torrents"][infohash]) is is_5_3(client)


def test_a_magnet_has_nothing_left_and_is_not_done(client):
    client.torrents_add(urls="magnet:?xt=urn:btih:" + "ab" * 20 + "&dn=Some.Film")
    appears(client, "ab" * 20)
    becomes(client, "ab" * 20, "metaDL")
    torrent = only(client, "ab" * 20)
    shown = (torrent.state, torrent.size, torrent.total_size, torrent.amount_left, torrent.content_path)
    assert shown == ("metaDL", 0, -1, 0, "")
    assert torrent.get("private", None) is None
    with pytest.raises(qbittorrentapi.Conflict409Error):
        client.torrents_export(torrent.hash)


def test_a_complete_torrent(qbt, client, tmp_path):
    infohash = qbt.add("film.mkv", size=MIB, state="stalledUP")
    torrent = only(client, infohash)
    assert (torrent.progress, torrent.amount_left, torrent.eta, torrent.availability) == (1, 0, 8640000, -1)
    assert torrent.completion_on == BEGIN
    assert torrent.content_path == str(tmp_path / "film.mkv")
    assert (tmp_path / "film.mkv").stat().st_size == MIB


@pytest.mark.parametrize(
    ("files", "content"),
    [
        ([("a.mkv", 5)], "/a.mkv"),
        ([("Film/a.mkv", 5), ("Film/b.nfo", 5)], "/Film"),
        ([("Film/a.mkv", 5)], "/Film/a.mkv"),
        ([("a.mkv", 5), ("b.mkv", 5)], ""),
    ],
)
def test_where_the_content_is(qbt, client, tmp_path, files, content):
    infohash = qbt.add("Film", files=files)
    assert only(client, infohash).content_path == str(tmp_path) + content


def test_filters(qbt, client):
    one = qbt.add("one", category="films", tags=["kept", "new"], state="stalledUP")
    two = qbt.add("two", state="stalledDL")
    three = qbt.add("three", state="stoppedUP")

    def found(**wanted):
        return {torrent.hash for torrent in client.torrents_info(**wanted)}

    assert found() == {one, two, three}
    assert found(category="films") == {one}
    assert found(category="") == {two, three}
    assert found(tag="new") == {one}
    assert found(tag="") == {two, three}
    assert found(torrent_hashes=[one, three, "ff" * 20]) == {one, three}
    assert found(status_filter="completed") == {one, three}
    assert found(status_filter="stalled") == {one, two}
    assert found(status_filter="stopped") == {three}
    assert [torrent.name for torrent in client.torrents_info(sort="name", limit=1, offset=1)] == ["three"]


def test_the_private_filter_is_ignored_by_4(qbt, client):
    qbt.add("public")
    qbt.add("private", private=True)
    assert len(client.torrents_info(private=True)) == (1 if is_5(client) else 2)


def test_properties_and_files(qbt, client):
    infohash = qbt.add("Film", files=[("Film/a.mkv", 5 * MIB), ("Film/b.nfo", MIB)], progress=0.5)
    assert client.torrents_properties(infohash).total_size == 6 * MIB
    assert client.torrents_properties(infohash).completion_date == -1
    assert [(file.name, file.size) for file in client.torrents_files(infohash)] == [
        ("Film/a.mkv", 5 * MIB),
        ("Film/b.nfo", MIB),
    ]


@pytest.mark.parametrize("call", ["properties", "files", "trackers", "export"])
def test_an_unknown_hash_is_not_found(client, call):
    with pytest.raises(qbittorrentapi.NotFound404Error):
        getattr(client, f"torrents_{call}")("ff" * 20)


@pytest.mark.parametrize(
    ("answer", "message", "status"),
    [
        ("working", "", (2, 2, 2)),
        ("failure", "unregistered torrent", (4, 4, 5)),
        ("unreachable", "timed out", (4, 4, 4)),
        ("updating", "", (3, 3, 1)),
    ],
)
def test_trackers(qbt, client, answer, message, status):
    tracker = SimulatedTracker(url="http://tracker.example/announce", answer=answer, message=message)
    infohash = qbt.add("film", trackers=[tracker])
    *sticky, last = client.torrents_trackers(infohash)
    assert [entry.url for entry in sticky] == ["** [DHT] **", "** [PeX] **", "** [LSD] **"]
    assert (last.status, last.msg) == (status[VERSIONS.index(client.app_version()[1:])], message)
    expected = tracker.url if answer == "working" or is_5(client) else ""
    assert only(client, infohash).tracker == expected
    if is_5_3(client):
        row = client.sync_maindata(rid=0)["torrents"][infohash]
        assert row["has_tracker_error"] is (answer == "failure")
        assert row["has_other_announce_error"] is (answer == "unreachable")


# Adding


def test_what_is_said_at_adding_is_kept(client, tmp_path):
    infohash, _ = add_torrent(
        client,
        category="films",
        tags="a,b",
        save_path=str(tmp_path / "elsewhere"),
        is_stopped=True,
        ratio_limit=2,
        seeding_time_limit=60,
        download_limit=1000,
        upload_limit=500,
        private=True,
    )
    torrent = only(client, infohash)
    assert (torrent.category, torrent.tags, torrent.save_path) == ("films", "a, b", str(tmp_path / "elsewhere"))
    assert (torrent.ratio_limit, torrent.seeding_time_limit) == (2, 60)
    assert (torrent.dl_limit, torrent.up_limit) == (1000, 500)
    assert client.torrents_properties(infohash).is_private
    assert "films" in client.torrents_categories()
    assert set(client.torrents_tags()) == {"a", "b"}


def test_adding_tells_what_came_of_it(client):
    infohash, reply = add_torrent(client)
    if is_5_3(client):
        assert reply["added_torrent_ids"] == [infohash]
        with pytest.raises(qbittorrentapi.Conflict409Error):
            add_torrent(client)
    else:
        assert reply == "Ok."
        assert add_torrent(client)[1] == "Fails."


def test_garbage_is_no_torrent(client):
    with pytest.raises(qbittorrentapi.UnsupportedMediaType415Error):
        client.torrents_add(torrent_files=b"garbage")


@pytest.mark.parametrize(("version", "listed"), [("4.5.2", 0), ("5.1.0", 0), ("5.3.0", 1)])
def test_the_older_versions_answer_before_the_torrent_is_listed(version, listed, clock):
    with SimulatedQbittorrent(version=version, clock=clock.seconds) as qbt, connect(qbt) as client:
        client.torrents_add(torrent_files=write_torrent("film", [("film", MIB)]))
        assert len(client.torrents_info()) == listed
        clock.tick(0.05)
        assert len(client.torrents_info()) == 1


def test_trusted_data_that_is_there_is_complete_at_once(client, tmp_path):
    (tmp_path / "movie.mkv").write_bytes(bytes(MIB))
    infohash, _ = add_torrent(client, save_path=str(tmp_path), is_skip_checking=True)
    becomes(client, infohash, "stalledUP")


def test_trusted_data_that_is_not_there_is_missing(client, tmp_path):
    infohash, _ = add_torrent(client, save_path=str(tmp_path), is_skip_checking=True)
    becomes(client, infohash, "missingFiles")


def test_what_is_exported_can_be_added_again(client):
    infohash, _ = add_torrent(client)
    content = client.torrents_export(infohash)
    client.torrents_delete(delete_files=True, torrent_hashes=infohash)
    client.torrents_add(torrent_files=content)
    assert read_torrent(content).hash == infohash


def test_a_made_up_torrent_exports_a_valid_file(qbt, client):
    infohash = qbt.add("Film", files=[("Film/a.mkv", 5 * MIB), ("Film/b.nfo", 7)])
    assert read_torrent(client.torrents_export(infohash)).files == (("Film/a.mkv", 5 * MIB), ("Film/b.nfo", 7))


# Acting


@pytest.mark.parametrize(("progress", "letters"), [(0.5, "DL"), (1, "UP")])
def test_stop_and_start(qbt, client, progress, letters):
    infohash = qbt.add("film", progress=progress)
    client.torrents_stop(torrent_hashes=infohash)
    assert only(client, infohash).state == ("stopped" if is_5(client) else "paused") + letters
    client.torrents_start(torrent_hashes=infohash)
    assert only(client, infohash).state == "stalled" + letters


@pytest.mark.parametrize(("version", "gone"), [("4.5.2", "stop"), ("5.1.0", "pause"), ("5.3.0", "resume")])
def test_the_other_generations_names_are_not_found(qbt, client, gone):
    reply = post(qbt, client, f"torrents/{gone}", hashes="all")
    assert (reply.status_code, reply.text) == (404, "Endpoint does not exist" if is_5_3(client) else "Not Found")


def test_an_action_wants_a_post(qbt, client):
    url = f"{qbt.url}/api/v2/torrents/delete?hashes=all&deleteFiles=true"
    assert requests.get(url, cookies=client._http_session.cookies, timeout=30).status_code == 405


@pytest.mark.parametrize(
    ("version", "arguments"), [("4.5.2", 2), ("5.1.0", 3), ("5.3.0", 5)], ids=["4.5.2", "5.1.0", "5.3.0"]
)
def test_share_limits_want_all_arguments_of_the_version(qbt, client, arguments):
    infohash = qbt.add("film")
    said = {
        "ratioLimit": 2,
        "seedingTimeLimit": 60,
        "inactiveSeedingTimeLimit": -2,
        "shareLimitAction": "Default",
        "shareLimitsMode": "Default",
    }
    enough = dict(list(said.items())[:arguments])
    short = dict(list(said.items())[: arguments - 1])
    assert post(qbt, client, "torrents/setShareLimits", hashes=infohash, **short).status_code == 400
    assert post(qbt, client, "torrents/setShareLimits", hashes=infohash, **enough).status_code == 200
    assert only(client, infohash).ratio_limit == 2


def test_a_forced_torrent_is_never_stalled(client):
    infohash, _ = add_torrent(client)
    client.torrents_set_force_start(enable=True, torrent_hashes=infohash)
    becomes(client, infohash, "forcedDL")
    client.torrents_set_force_start(enable=False, torrent_hashes=infohash)
    becomes(client, infohash, "stalledDL")


def test_deleting_takes_the_files_and_their_folder(qbt, client, tmp_path):
    infohash = qbt.add("Film", files=[("Film/a.mkv", MIB), ("Film/b.nfo", 7)], progress=1)
    kept = qbt.add("kept.mkv", size=MIB, progress=1)
    assert (tmp_path / "Film/b.nfo").exists()
    client.torrents_delete(delete_files=True, torrent_hashes=infohash)
    client.torrents_delete(delete_files=False, torrent_hashes=kept)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.mkv"]
    client.torrents_delete(delete_files=True, torrent_hashes="ff" * 20)


def test_categories(client):
    client.torrents_create_category("films", save_path="/films")
    assert client.torrents_categories()["films"].savePath == "/films"
    infohash, _ = add_torrent(client)
    for wrong in (
        lambda: client.torrents_create_category("films"),
        lambda: client.torrents_set_category("unknown", torrent_hashes=infohash),
    ):
        with pytest.raises(qbittorrentapi.Conflict409Error):
            wrong()
    with pytest.raises(qbittorrentapi.NotFound404Error if is_5_3(client) else qbittorrentapi.Conflict409Error):
        client.torrents_edit_category("unknown", save_path="/x")
    client.torrents_set_category("films", torrent_hashes=infohash)
    client.torrents_remove_categories("films")
    assert only(client, infohash).category == ""


def test_tags(client):
    infohash, _ = add_torrent(client)
    client.torrents_add_tags(tags=["b", "a"], torrent_hashes=infohash)
    assert only(client, infohash).tags == "a, b"
    client.torrents_remove_tags(tags="a", torrent_hashes=infohash)
    assert only(client, infohash).tags == "b"
    assert set(client.torrents_tags()) == {"a", "b"}
    client.torrents_delete_tags("b")
    assert only(client, infohash).tags == ""


def test_limits(client):
    infohash, _ = add_torrent(client)
    client.torrents_set_download_limit(limit=1000, torrent_hashes=infohash)
    client.torrents_set_upload_limit(limit=0, torrent_hashes=infohash)
    assert client.torrents_download_limit(torrent_hashes=infohash) == {infohash: 1000}
    assert client.torrents_upload_limit(torrent_hashes=infohash) == {infohash: 0}


def test_moving_takes_the_files_along(qbt, client, tmp_path):
    infohash = qbt.add("film.mkv", size=MIB, progress=1)
    client.torrents_set_location(location=str(tmp_path / "other"), torrent_hashes=infohash)
    assert only(client, infohash).content_path == str(tmp_path / "other/film.mkv")
    assert (tmp_path / "other/film.mkv").exists()
    assert not (tmp_path / "film.mkv").exists()


def test_automatic_management_follows_the_category(qbt, client, tmp_path):
    infohash = qbt.add("film.mkv", size=MIB, category="films")
    client.torrents_set_auto_management(enable=True, torrent_hashes=infohash)
    assert only(client, infohash).save_path == str(tmp_path / "films")


def test_a_torrent_of_which_nothing_is_wanted_looks_finished(qbt, client):
    infohash = qbt.add("Film", files=[("Film/a.mkv", 5 * MIB), ("Film/b.nfo", MIB)], state="stoppedDL")
    client.torrents_file_priority(infohash, file_ids=1, priority=0)
    assert (only(client, infohash).size, only(client, infohash).total_size) == (5 * MIB, 6 * MIB)
    client.torrents_file_priority(infohash, file_ids=0, priority=0)
    torrent = only(client, infohash)
    assert torrent.state == ("stoppedUP" if is_5(client) else "pausedUP")
    assert (torrent.size, torrent.amount_left, torrent.progress) == (0, 0, 0)
    with pytest.raises(qbittorrentapi.Conflict409Error):
        client.torrents_file_priority(infohash, file_ids=7, priority=0)


def test_queueing_is_off(client):
    with pytest.raises(qbittorrentapi.Conflict409Error):
        client.torrents_top_priority(torrent_hashes="all")


def test_rechecking_finds_the_file_gone_and_keeps_the_date(qbt, client, clock, tmp_path):
    infohash = qbt.add("film.mkv", size=MIB, progress=1)
    client.torrents_recheck(torrent_hashes=infohash)
    assert (only(client, infohash).state, only(client, infohash).amount_left) == ("checkingUP", MIB)
    clock.tick(1)
    assert only(client, infohash).state == "stalledUP"
    (tmp_path / "film.mkv").unlink()
    client.torrents_recheck(torrent_hashes=infohash)
    clock.tick(1)
    torrent = only(client, infohash)
    assert (torrent.state, torrent.progress, torrent.completion_on) == ("stalledDL", 0, BEGIN)


def test_preferences_can_be_set(client):
    client.app_set_preferences({"queueing_enabled": True})
    assert client.app_preferences().queueing_enabled is True


def test_the_state_of_the_connection(qbt, client):
    assert client.transfer_info().connection_status == "connected"
    qbt.serve_state(connection_status="disconnected")
    assert client.transfer_info().connection_status == "disconnected"


# Time


def test_idle_counters_stand_still_until_something_happens(qbt, client, clock):
    infohash = qbt.add("film", size=MIB, progress=1)
    clock.tick(600)
    assert only(client, infohash).seeding_time == 0
    client.torrents_add_tags(tags="kept", torrent_hashes=infohash)
    assert only(client, infohash).seeding_time == 600


def test_a_download_grows_and_completes(qbt, client, clock, tmp_path):
    infohash = qbt.add("film", size=100 * MIB)
    qbt.evolve(infohash, downloading(100))
    clock.tick(50)
    torrent = only(client, infohash)
    assert (torrent.state, torrent.progress, torrent.amount_left) == ("downloading", 0.5, 50 * MIB)
    assert (torrent.dlspeed, torrent.eta) == (MIB, 50)
    assert client.transfer_info().dl_info_speed == MIB
    clock.tick(60)
    torrent = only(client, infohash)
    assert (torrent.state, torrent.progress, torrent.completion_on) == ("stalledUP", 1, BEGIN + 100)
    assert client.transfer_info().dl_info_speed == 0
    assert (tmp_path / "film").stat().st_size == 100 * MIB


def test_a_stopped_download_waits(qbt, client, clock):
    infohash = qbt.add("film", size=100 * MIB)
    qbt.evolve(infohash, downloading(100))
    clock.tick(50)
    client.torrents_stop(torrent_hashes=infohash)
    clock.tick(500)
    assert only(client, infohash).progress == 0.5
    client.torrents_start(torrent_hashes=infohash)
    clock.tick(25)
    assert only(client, infohash).progress == 0.75


def test_a_stalling_download_goes_on_calling_itself_downloading_for_a_minute(qbt, client, clock):
    infohash = qbt.add("film", size=100 * MIB)
    qbt.evolve(infohash, stalls_after(30, at=0.4))
    clock.tick(60)
    torrent = only(client, infohash)
    assert (torrent.state, torrent.num_seeds, torrent.progress) == ("downloading", 0, 0.4)
    assert torrent.last_activity == BEGIN + 30
    clock.tick(35)
    torrent = only(client, infohash)
    assert (torrent.state, torrent.dlspeed, torrent.eta) == ("stalledDL", 0, 8640000)


def test_torrents_that_are_added_follow_the_arrivals_script(version, clock):
    with (
        SimulatedQbittorrent(version=version, clock=clock.seconds, arrivals=downloading(10)) as qbt,
        connect(qbt) as client,
    ):
        client.torrents_add(urls="magnet:?xt=urn:btih:" + "ab" * 20 + "&dn=Some.Film")
        clock.tick(5.05)
        assert [torrent.state for torrent in client.torrents_info()] == ["downloading"]
        clock.tick(6)
        assert [torrent.progress for torrent in client.torrents_info()] == [1]


# Faults and scale


def test_faults(qbt, client):
    qbt.fail(Fault(path="torrents/info", reply=HTML, times=1))
    qbt.fail(Fault(path="torrents/delete", drop=True, after=True))
    url, cookies = f"{qbt.url}/api/v2/torrents/info", client._http_session.cookies
    infohash = qbt.add("film")
    assert requests.get(url, cookies=cookies, timeout=30).text.startswith("<!doctype html>")
    with pytest.raises(requests.ConnectionError):
        post(qbt, client, "torrents/delete", hashes=infohash, deleteFiles="false")
    assert requests.get(url, cookies=cookies, timeout=30).json() == []


@pytest.mark.slow
def test_of_twenty_thousand_torrents_no_news_costs_next_to_nothing(clock):
    with (
        SimulatedQbittorrent(version="5.3.0", clock=clock.seconds, local_auth=False) as qbt,
        requests.Session() as session,
    ):
        hashes = qbt.add_many(20_000, category="films", trackers=["http://tracker.example/announce"])
        url = f"{qbt.url}/api/v2/sync/maindata"
        began = time.process_time()  # of server and client, who are both here
        full = session.get(url, params={"rid": 0}, timeout=30).json()
        whole = time.process_time() - began
        assert len(full["torrents"]) == 20_000
        qbt.change(hashes[7], tags="kept")
        began = time.process_time()
        assert session.get(url, params={"rid": 1}, timeout=30).json()["torrents"] == {hashes[7]: {"tags": "kept"}}
        for rid in range(2, 22):
            assert session.get(url, params={"rid": rid}, timeout=30).json() == {"rid": rid + 1}
        assert time.process_time() - began < whole


def post(qbt, client, path, **form):
    return requests.post(f"{qbt.url}/api/v2/{path}", form, cookies=client._http_session.cookies, timeout=30)


def urls_of(client, infohash):
    return sorted(one.url for one in client.torrents_trackers(infohash) if not one.url.startswith("** ["))


def test_trackers_are_added_and_removed(client):
    one, two = "http://127.0.0.1:1/announce", "http://127.0.0.1:1/announce?key=a%20b"
    infohash, _ = add_torrent(client, trackers=[one])
    client.torrents_add_trackers(infohash, urls=[one, two])
    assert urls_of(client, infohash) == [one, two]
    client.torrents_remove_trackers(infohash, urls=["http://127.0.0.1:1/nothing"])
    client.torrents_remove_trackers(infohash, urls=[two])
    assert urls_of(client, infohash) == ([one, two] if is_5(client) else [one])  # 5 decodes what it is told
    client.torrents_remove_trackers(infohash, urls=[two.replace("%", "%25")])
    assert urls_of(client, infohash) == [one]


def test_trackers_of_what_is_not_there_are_refused_until_5_3(client):
    for edit in (client.torrents_add_trackers, client.torrents_remove_trackers):
        if is_5_3(client):
            edit("f" * 40, urls=["http://127.0.0.1:1/announce"])
        else:
            with pytest.raises(qbittorrentapi.NotFound404Error):
                edit("f" * 40, urls=["http://127.0.0.1:1/announce"])


def test_the_queue_is_of_those_that_are_not_complete(client):
    first, second, third = (add_torrent(client, f"{name}.mkv", is_stopped=True)[0] for name in "abc")

    def places():
        return [only(client, infohash).priority for infohash in (first, second, third)]

    assert places() == [0, 0, 0]
    with pytest.raises(qbittorrentapi.Conflict409Error):
        client.torrents_top_priority(third)
    client.app_set_preferences({"queueing_enabled": True})
    assert places() == [1, 2, 3]
    client.torrents_top_priority(third)
    assert places() == [2, 3, 1]
    client.torrents_decrease_priority(third)
    assert places() == [1, 3, 2]
    client.torrents_increase_priority(second)
    assert places() == [1, 2, 3]
    client.torrents_bottom_priority(first)
    assert places() == [3, 1, 2]
    client.app_set_preferences({"queueing_enabled": False})
    assert places() == [0, 0, 0]


def test_the_queue_closes_up_when_one_is_complete(client, qbt):
    first, second = (add_torrent(client, f"{name}.mkv", is_stopped=True)[0] for name in "ab")
    client.app_set_preferences({"queueing_enabled": True})
    qbt.change(first, progress=1)
    client.torrents_top_priority(second)
    assert [only(client, one).priority for one in (first, second)] == [0, 1]


def test_super_seeding_is_switched_on_and_off(client):
    infohash, _ = add_torrent(client)
    for wanted in (True, False):
        client.torrents_set_super_seeding(enable=wanted, torrent_hashes=infohash)
        assert only(client, infohash).super_seeding is wanted


def test_the_newest_lists_files_with_the_torrents(client):
    infohash, _ = add_torrent(client)
    row = client.torrents_info(torrent_hashes=infohash, include_files=True, include_trackers=True)[0]
    assert ("files" in row, "trackers" in row) == (is_5_3(client), is_5(client))
