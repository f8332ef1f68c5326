"""What the gateway asks of a qBittorrent of each version, and what its failures are called."""

import time
from contextlib import closing
from datetime import timedelta
from hashlib import sha1
from types import SimpleNamespace

import pytest
import requests
from pydantic import SecretStr

from qbitrr import logs
from qbitrr.clients.details import files_of, private_of, trackers_of
from qbitrr.clients.qbittorrent import Gateway
from qbitrr.clients.webapi import url_of
from qbitrr.domain import State, TrackerStatus
from qbitrr.errors import NotAuthorized, Unavailable
from qbitrr.ports import Missing, Refused, SavedTorrent, Unsure
from qbitrr.testing.http import HTML, Fault, Reply
from qbitrr.testing.qbittorrent.torrents import SimulatedTracker
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent

VERSIONS = ("4.5.2", "5.1.0", "5.3.0")
UNKNOWN = "f" * 40
INFO = b"d6:lengthi5e4:name5:movie12:piece lengthi16384e6:pieces20:" + b"p" * 20 + b"e"
FILE = b"d4:info" + INFO + b"e"
FILE_HASH = sha1(INFO).hexdigest()


def config_for(qbt, **changes):
    settings = {
        "host": "127.0.0.1",
        "port": qbt.port,
        "user_name": "admin",
        "password": SecretStr("adminadmin"),
        "skip_tls_verify": False,
        "timeout": timedelta(seconds=5),
        "poll_interval": timedelta(seconds=1),
    }
    return SimpleNamespace(**settings | changes)


@pytest.fixture(params=VERSIONS)
def qbt(request):
    with SimulatedQbittorrent(version=request.param) as server:
        yield server


@pytest.fixture
def newest():
    with SimulatedQbittorrent(version="5.3.0") as server:
        yield server


@pytest.fixture
def gateway_to():
    opened = []

    def make(qbt, *, dry_run=False, **changes):
        opened.append(Gateway("qBit", config_for(qbt, **changes), dry_run=dry_run))
        return opened[-1]

    yield make
    for gateway in opened:
        gateway.close()


def sent(qbt, path):
    return sum(path in request.path for request in qbt.requests)


def test_the_first_answer_lists_everything_and_the_next_what_changed(qbt, gateway_to):
    first, second = qbt.add_many(2, state="stalledDL")
    gateway = gateway_to(qbt)
    everything = gateway.sync()
    assert everything.full
    assert everything.fresh
    assert everything.torrents.keys() == {first, second}
    qbt.change(first, tags="kept")
    qbt.remove(second)
    changes = gateway.sync()
    assert not changes.full
    assert changes.torrents[first].tags == {"kept"}
    assert changes.torrents[first].state is State.STALLED
    assert changes.removed == {second}


def test_an_idle_poll_is_one_request(qbt, gateway_to):
    gateway = gateway_to(qbt)
    gateway.sync()
    before = len(qbt.requests)
    for _ in range(5):
        gateway.sync()
    assert len(qbt.requests) == before + 5


def test_what_the_client_says_of_itself_stays_known(qbt, gateway_to):
    gateway = gateway_to(qbt)
    qbt.serve_state(connection_status="disconnected", free_space_on_disk=123, use_alt_speed_limits=True, queueing=True)
    gateway.sync()
    server = gateway.sync().server
    assert (server.online, server.free_space, server.alternative_speed, server.queueing) == (False, 123, True, True)


def test_everything_can_be_asked_for_without_distrust(qbt, gateway_to):
    qbt.add()
    gateway = gateway_to(qbt)
    gateway.sync()
    again = gateway.sync(everything=True)
    assert again.full
    assert not again.fresh


def test_after_a_restart_it_signs_in_again_and_says_so(qbt, gateway_to):
    qbt.add()
    gateway = gateway_to(qbt)
    gateway.sync()
    qbt.restart()
    update = gateway.sync()
    assert update.full
    assert update.fresh
    assert sent(qbt, "auth/login") == 2


def test_where_no_sign_in_is_needed_none_is_made(gateway_to):
    with SimulatedQbittorrent(local_auth=False) as qbt:
        qbt.add()
        gateway = gateway_to(qbt, user_name="", password=SecretStr(""))
        assert gateway.sync().full
        assert not gateway.sync().full
        assert not sent(qbt, "auth/login")


def test_a_wrong_password_is_tried_once(qbt, gateway_to):
    gateway = gateway_to(qbt, password=SecretStr("wrong"))
    for _ in range(4):
        with pytest.raises(NotAuthorized, match="wrong"):
            gateway.sync()
    assert sent(qbt, "auth/login") == 1


def test_it_is_tried_again_when_told_to(qbt, gateway_to):
    gateway = gateway_to(qbt, password=SecretStr("wrong"))
    for _ in range(2):
        with pytest.raises(NotAuthorized):
            gateway.sync()
        gateway.trust_again()
    assert sent(qbt, "auth/login") == 2


def test_a_missing_user_name_is_said(qbt, gateway_to):
    with pytest.raises(NotAuthorized, match="user name"):
        gateway_to(qbt, user_name="").sync()


def test_it_stops_and_starts(qbt, gateway_to):
    torrent = qbt.add(state="stalledDL")
    gateway = gateway_to(qbt)
    gateway.stop(torrent)
    assert qbt.torrents[torrent]["state"] in ("pausedDL", "stoppedDL")
    gateway.start(torrent)
    assert qbt.torrents[torrent]["state"] not in ("pausedDL", "stoppedDL")
    gateway.start(torrent, forced=True)
    assert qbt.torrents[torrent]["force_start"]


def test_it_tags_and_untags(qbt, gateway_to):
    torrent = qbt.add(tags=("b",))
    gateway = gateway_to(qbt)
    gateway.add_tags(torrent, frozenset({"a", "c"}))
    gateway.remove_tags(torrent, frozenset({"b"}))
    assert gateway.sync().torrents[torrent].tags == {"a", "c"}


def test_no_tags_to_remove_are_not_all_tags(qbt, gateway_to):
    torrent = qbt.add(tags=("b",))
    gateway_to(qbt).remove_tags(torrent, frozenset())
    assert qbt.torrents[torrent]["tags"] == "b"


def test_a_category_is_made_when_it_is_missing(qbt, gateway_to):
    torrent = qbt.add()
    gateway = gateway_to(qbt)
    gateway.set_category(torrent, "radarr")
    gateway.set_category(torrent, "radarr")
    assert qbt.torrents[torrent]["category"] == "radarr"
    gateway.set_category(torrent, "")
    assert qbt.torrents[torrent]["category"] == ""


def test_limits_are_read_and_put_back(qbt, gateway_to):
    torrent = qbt.add()
    gateway = gateway_to(qbt)
    gateway.set_limits(torrent, {"ratio_limit": 1.5, "seeding_time_limit": 60, "dl_limit": 1000, "up_limit": 2000})
    limits = gateway.limits(torrent)
    assert limits["ratio_limit"] == 1.5
    assert limits["seeding_time_limit"] == 60
    assert (limits["dl_limit"], limits["up_limit"]) == (1000, 2000)


def test_a_torrent_can_be_put_back(qbt, gateway_to, tmp_path):
    gateway = gateway_to(qbt)
    gateway.add(
        SavedTorrent(
            hash=FILE_HASH,
            torrent=FILE,
            category="radarr",
            tags=frozenset({"kept", "new"}),
            save_path=str(tmp_path),
            limits={"ratio_limit": 2.0},
        )
    )
    back = gateway.sync(everything=True).torrents[FILE_HASH]
    assert (back.category, back.tags, back.save_path) == ("radarr", {"kept", "new"}, str(tmp_path))
    assert gateway.limits(FILE_HASH)["ratio_limit"] == 2.0


def test_what_is_put_back_is_checked_and_not_started(qbt, gateway_to):
    gateway_to(qbt).add(SavedTorrent(hash=FILE_HASH, torrent=FILE))
    add = next(request for request in qbt.requests if request.path.endswith("torrents/add"))
    form = add.body.replace(b"\r\n", b"")
    for field, value in (("skip_checking", "False"), ("seedMode", "False"), ("paused", "True"), ("stopped", "True")):
        assert f'name="{field}"{value}--'.encode() in form


def test_a_torrent_that_is_there_cannot_be_put_back(qbt, gateway_to):
    gateway = gateway_to(qbt)
    saved = SavedTorrent(hash=FILE_HASH, torrent=FILE)
    gateway.add(saved)
    with pytest.raises(Refused):
        gateway.add(saved)


def test_a_torrent_is_deleted_with_its_data(qbt, gateway_to):
    torrent = qbt.add()
    gateway = gateway_to(qbt)
    gateway.delete(torrent)
    assert not gateway.exists(torrent)
    assert next(request for request in qbt.requests if "delete" in request.path).form["deleteFiles"] == ["True"]


def test_a_torrent_is_deleted_without_its_data(qbt, gateway_to):
    torrent = qbt.add()
    gateway = gateway_to(qbt)
    gateway.delete(torrent, with_data=False)
    assert not gateway.exists(torrent)
    assert next(request for request in qbt.requests if "delete" in request.path).form["deleteFiles"] == ["False"]


PACK = (("Pack/one.mkv", 600), ("Pack/two.mkv", 300), ("Pack/sample.mkv", 100))


def test_files_are_no_more_wanted_by_their_index(qbt, gateway_to):
    torrent = qbt.add(files=PACK)
    gateway = gateway_to(qbt)
    gateway.deselect(torrent, frozenset({1, 2}))
    files = gateway.details((torrent,), files=True)[torrent].files
    assert [(file.index, file.path, file.size, file.wanted) for file in files] == [
        (0, "Pack/one.mkv", 600, True),
        (1, "Pack/two.mkv", 300, False),
        (2, "Pack/sample.mkv", 100, False),
    ]
    assert gateway.sync().torrents[torrent].size == 600


def test_a_file_that_is_not_there_changes_nothing(qbt, gateway_to):
    torrent = qbt.add(files=PACK)
    gateway = gateway_to(qbt)
    with pytest.raises(Refused):
        gateway.deselect(torrent, frozenset({1, 3}))
    assert all(file.wanted for file in gateway.details((torrent,), files=True)[torrent].files)


def test_each_speed_is_limited_by_itself(qbt, gateway_to):
    torrent = qbt.add()
    gateway = gateway_to(qbt)
    gateway.set_speed(torrent, download=1000, upload=2000)
    gateway.set_speed(torrent, download=0)
    found = gateway.sync().torrents[torrent]
    assert (found.download_limit, found.upload_limit) == (0, 2000)
    assert sent(qbt, "setUploadLimit") == 1


def test_super_seeding_is_switched_on_and_off(qbt, gateway_to):
    torrent = qbt.add(state="stalledUP")
    gateway = gateway_to(qbt)
    gateway.super_seed(torrent, on=True)
    assert gateway.sync().torrents[torrent].super_seeding
    gateway.super_seed(torrent, on=False)
    assert not gateway.sync().torrents[torrent].super_seeding


ONE, TWO = "http://one.example/announce", "https://two.example/announce?key=a%20b%7Cc"


def urls_of(gateway, torrent):
    return [tracker.url for tracker in gateway.details((torrent,), trackers=True)[torrent].trackers]


def test_trackers_are_added_and_removed_however_often_it_is_said(qbt, gateway_to):
    torrent = qbt.add(trackers=(ONE,))
    gateway = gateway_to(qbt)
    for _ in range(2):
        gateway.add_trackers(torrent, (ONE, TWO))
        assert urls_of(gateway, torrent) == [ONE, TWO]
    for _ in range(2):
        gateway.remove_trackers(torrent, (TWO,))
        assert urls_of(gateway, torrent) == [ONE]


@pytest.mark.parametrize(
    "url", ["", "http://a/announce\nhttp://b/announce", "http://a/announce|http://b/announce", " "]
)
def test_what_would_be_several_trackers_is_refused(newest, gateway_to, url):
    torrent = newest.add(trackers=(ONE,))
    gateway = gateway_to(newest)
    for edit in (gateway.add_trackers, gateway.remove_trackers):
        with pytest.raises(Refused, match="not the URL of a tracker"):
            edit(torrent, (ONE, url))
    assert not sent(newest, "Trackers")


def test_a_torrent_is_announced_again(qbt, gateway_to):
    torrent = qbt.add()
    gateway_to(qbt).reannounce(torrent)
    assert sent(qbt, "torrents/reannounce") == 1


def test_a_torrent_is_put_at_the_top_of_the_queue(qbt, gateway_to):
    first, second, third = qbt.add_many(3)
    gateway = gateway_to(qbt)
    with pytest.raises(Refused, match="queueing"):
        gateway.promote(third)
    post(qbt, "app/setPreferences", json='{"queueing_enabled": true}')
    gateway.promote(third)
    update = gateway.sync()
    assert update.server.queueing
    assert {key: one.position for key, one in update.torrents.items()} == {third: 1, first: 2, second: 3}


def post(qbt, path, **form):
    with requests.Session() as session:
        session.post(f"{qbt.url}/api/v2/auth/login", {"username": "admin", "password": "adminadmin"}, timeout=30)
        session.post(f"{qbt.url}/api/v2/{path}", form, timeout=30).raise_for_status()


def test_trackers_are_told_apart_by_their_answers(qbt, gateway_to):
    answers = ("working", "failure", "unreachable", "updating", "not contacted")
    trackers = [SimulatedTracker(url=f"http://{n}.example/announce", answer=one) for n, one in enumerate(answers)]
    torrent = qbt.add(trackers=trackers)
    found = gateway_to(qbt).details((torrent,), trackers=True)[torrent].trackers
    no = TrackerStatus.REFUSED if qbt.dialect.newest else TrackerStatus.FAILED
    assert [one.host for one in found] == [f"{n}.example" for n in range(5)]
    assert [one.status for one in found] == [
        TrackerStatus.WORKING,
        no,
        TrackerStatus.FAILED,
        TrackerStatus.WAITING,
        TrackerStatus.WAITING,
    ]


def test_many_torrents_cost_as_few_calls_as_the_version_allows(qbt, gateway_to):
    torrents = tuple(qbt.add_many(100, trackers=(ONE,)))
    gateway = gateway_to(qbt)
    gateway.sync()
    before = len(qbt.requests)
    found = gateway.details(torrents, trackers=True)
    if qbt.dialect.generation < 5:
        assert 0 < len(found) <= sent(qbt, "torrents/trackers")
    else:
        assert found.keys() == set(torrents)
        assert len(qbt.requests) - before <= 2  # the first call of a session asks for the version
        gateway.details(torrents, trackers=True, files=qbt.dialect.newest)
        assert len(qbt.requests) - before <= 3


def test_what_has_to_be_asked_one_by_one_is_left_for_later_when_time_is_up(clock, gateway_to):
    with SimulatedQbittorrent(version="4.5.2") as qbt:
        first, second, third = qbt.add_many(3)
        seconds = iter([0.0, *(step / 10 for step in range(100))])
        with closing(Gateway("qBit", config_for(qbt), clock=lambda: next(seconds))) as gateway:
            found = gateway.details((UNKNOWN, first, second, third), files=True)
        assert list(found) == [first]


def test_details_of_what_is_not_there_are_left_out(qbt, gateway_to):
    torrent = qbt.add(files=PACK, trackers=(ONE,))
    gateway = gateway_to(qbt)
    found = gateway.details((UNKNOWN, torrent), files=True, trackers=True)
    assert found.keys() == {torrent}
    assert gateway.details((UNKNOWN,), files=True, trackers=True) == {}
    assert gateway.details((torrent,)) == {}


def test_a_magnet_without_metadata_has_unknown_files(qbt, gateway_to):
    torrent = qbt.add(state="metaDL")
    found = gateway_to(qbt).details((torrent,), files=True, trackers=True)[torrent]
    assert (found.files, found.trackers) == (None, ())


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ([{"index": 4, "name": "a", "size": 5, "progress": 0.5, "priority": 0}], [(4, "a", 5, 0.5, False)]),
        ([{"name": "a", "size": 5}, {"name": "b"}], [(0, "a", 5, 0.0, True), (1, "b", 0, 0.0, True)]),
        ([{"name": "a", "progress": 7, "size": -1}], [(0, "a", 0, 1.0, True)]),
        ([{"name": "a"}, "b"], None),
        ([{"name": "a"}, {"size": 5}], None),
        ([], None),
    ],
)
def test_a_list_of_files_is_known_as_a_whole_or_not_at_all(said, wanted):
    files = files_of(said)
    rows = files and [(one.index, one.path, one.size, one.progress, one.wanted) for one in files]
    assert rows == wanted


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"status": 0}, TrackerStatus.DISABLED),
        ({"status": 1}, TrackerStatus.WAITING),
        ({"status": 2}, TrackerStatus.WORKING),
        ({"status": 3}, TrackerStatus.WAITING),
        ({"status": 4}, TrackerStatus.FAILED),
        ({"status": 5}, TrackerStatus.REFUSED),
        ({"status": 6}, TrackerStatus.FAILED),
        ({"status": 4, "updating": True}, TrackerStatus.WAITING),
        ({"status": 99}, TrackerStatus.WAITING),
        ({"status": "2"}, TrackerStatus.WAITING),
        ({}, TrackerStatus.WAITING),
    ],
)
def test_a_tracker_is_waiting_unless_it_is_said_what_it_does(said, status):
    found = trackers_of([{"url": ONE, **said}, {"url": "** [DHT] **", "status": 2}, "nonsense", {"status": 2}])
    assert [one.status for one in found] == [status]


@pytest.mark.parametrize("said", [None, {}, "files"])
def test_what_is_no_list_is_no_answer(said):
    for reader in (files_of, private_of, trackers_of):
        with pytest.raises(Unavailable, match="shape"):
            reader(said)


def test_the_torrent_file_is_exported(qbt, gateway_to):
    torrent = qbt.add()
    assert gateway_to(qbt).export(torrent).startswith(b"d")


def test_a_magnet_without_metadata_has_no_torrent_file(qbt, gateway_to):
    torrent = qbt.add(state="metaDL")
    assert gateway_to(qbt).export(torrent) is None


CHANGES = {
    "stop": lambda gateway, torrent: gateway.stop(torrent),
    "start": lambda gateway, torrent: gateway.start(torrent),
    "recheck": lambda gateway, torrent: gateway.recheck(torrent),
    "add_tags": lambda gateway, torrent: gateway.add_tags(torrent, frozenset({"a"})),
    "remove_tags": lambda gateway, torrent: gateway.remove_tags(torrent, frozenset({"a"})),
    "set_category": lambda gateway, torrent: gateway.set_category(torrent, "new"),
    "set_limits": lambda gateway, torrent: gateway.set_limits(torrent, {"ratio_limit": 1.0}),
    "delete": lambda gateway, torrent: gateway.delete(torrent),
    "deselect": lambda gateway, torrent: gateway.deselect(torrent, frozenset({0})),
    "set_speed": lambda gateway, torrent: gateway.set_speed(torrent, download=1, upload=1),
    "super_seed": lambda gateway, torrent: gateway.super_seed(torrent, on=True),
    "add_trackers": lambda gateway, torrent: gateway.add_trackers(torrent, ("http://new.example/announce",)),
    "remove_trackers": lambda gateway, torrent: gateway.remove_trackers(torrent, ("http://old.example/announce",)),
    "reannounce": lambda gateway, torrent: gateway.reannounce(torrent),
    "promote": lambda gateway, torrent: gateway.promote(torrent),
    "add": lambda gateway, torrent: gateway.add(SavedTorrent(hash=torrent, torrent=b"d4:infod4:name1:xee")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_in_a_dry_run_nothing_is_sent(newest, gateway_to, change):
    torrent = newest.add(tags=("a",))
    with pytest.raises(Refused, match="dry run"):
        change(gateway_to(newest, dry_run=True), torrent)
    assert not [request for request in newest.requests if request.method == "POST" and "login" not in request.path]


@pytest.mark.parametrize("name", sorted(CHANGES.keys() - {"add", "set_category"}))
def test_a_torrent_that_is_not_there_is_missing(qbt, gateway_to, name):
    with pytest.raises(Missing):
        CHANGES[name](gateway_to(qbt), UNKNOWN)


@pytest.mark.parametrize("word", ["all", "", "a|b", f"{'a' * 40}|{'b' * 40}", "a" * 40 + "\n"])
@pytest.mark.parametrize("name", CHANGES)
def test_only_one_torrent_can_be_changed(newest, gateway_to, name, word):
    torrent = newest.add()
    with pytest.raises(Refused):
        CHANGES[name](gateway_to(newest), word)
    assert newest.torrents.keys() == {torrent}
    assert not sent(newest, "torrents/delete")


@pytest.mark.parametrize("fault", [{"drop": True}, {"delay": 0.6}, {"reply": Reply(503)}, {"reply": HTML}])
@pytest.mark.parametrize("path", ["torrents/delete", "torrents/recheck"])
def test_a_change_without_an_answer_is_sent_once_and_unsure(newest, gateway_to, path, fault):
    arrived, serve = [], newest.serve
    newest.serve = lambda request: arrived.append(request.path) or serve(request)
    torrent = newest.add()
    gateway = gateway_to(newest, timeout=timedelta(seconds=0.3))
    newest.fail(Fault(path=path, after=True, **fault))
    with pytest.raises(Unsure):
        CHANGES[path.removeprefix("torrents/")](gateway, torrent)
    assert len([one for one in arrived if path in one]) == 1


def test_a_change_after_the_session_has_ended_is_made_once(newest, gateway_to):
    torrent = newest.add()
    gateway = gateway_to(newest)
    gateway.sync()
    newest.restart()
    gateway.recheck(torrent)
    assert sent(newest, "torrents/recheck") == 1


def test_a_read_survives_a_connection_that_was_cut(newest, gateway_to):
    gateway = gateway_to(newest)
    gateway.sync()
    newest.fail(Fault(path="sync/maindata", drop=True, times=1))
    assert gateway.sync().full  # the answer may have been lost, so everything is asked for


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ({"drop": True}, "cut"),
        ({"delay": 0.6}, "in time"),
        ({"reply": Reply(500, b"oops")}, "500"),
        ({"reply": Reply(502, b"<html>bad gateway")}, "502"),
        ({"reply": HTML}, "web page"),
        ({"reply": Reply(302, headers={"Location": "https://elsewhere/"})}, "redirects to https://elsewhere/"),
        ({"reply": Reply(200, b"[]")}, "shape"),
        ({"reply": Reply(200, b"{}")}, "not that of qBittorrent"),
        ({"reply": Reply(200, b'{"rid": 7, "torrents": []}')}, "everything was asked for"),
        ({"reply": Reply(200, b'{"rid": 7, "full_update": true, "torrents": []}')}, "shape"),
        ({"reply": Reply(200, b'{"rid": 7, "full_update": true, "torrents": {"%s": 3}}' % (b"a" * 40))}, "shape"),
        ({"reply": Reply(200, b'{"rid": 7, "full_upd')}, "cannot be read"),
        ({"reply": Reply(200, b"")}, "cannot be read"),
    ],
)
def test_what_is_not_an_answer_is_unavailable(newest, gateway_to, fault, reason):
    gateway = gateway_to(newest, timeout=timedelta(seconds=0.3))
    newest.fail(Fault(path="sync/maindata", **fault))
    with pytest.raises(Unavailable, match=reason):
        gateway.sync()
    newest.heal()
    assert gateway.sync().full


def test_a_client_that_is_not_there_is_unavailable(newest, gateway_to):
    gateway = gateway_to(newest)
    assert gateway.alive()
    newest.stop()
    assert not gateway.alive()
    with pytest.raises(Unavailable, match="connection refused") as refused:
        gateway.recheck(UNKNOWN)
    assert not isinstance(refused.value, Unsure)
    newest.restart_listening()


def test_a_filter_that_the_client_ignores_finds_no_other_torrent(newest, gateway_to):
    newest.fail(Fault(path="torrents/info", reply=Reply.of([{"hash": "e" * 40}])))
    assert not gateway_to(newest).exists(UNKNOWN)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("box", "http://box:8080"),
        ("box:9090", "http://box:9090"),
        ("https://box", "https://box:8080"),
        ("https://box:443/qbt/", "https://box:443/qbt"),
        ("[::1]", "http://[::1]:8080"),
    ],
)
def test_a_host_may_be_a_name_or_an_address(host, url):
    assert url_of(SimpleNamespace(host=host, port=8080)) == url


def test_nothing_is_missed_after_a_lost_answer(qbt, gateway_to):
    """5.1.0 repeats only the newest change of each torrent to one who asks again from before the lost answer."""
    known = qbt.add("Film", category="radarr")
    gateway = gateway_to(qbt)
    gateway.sync()
    qbt.change(known, tags="kept")
    qbt.fail(Fault(path="sync/maindata", drop=True, after=True, times=2))
    with pytest.raises(Unavailable):
        gateway.sync()
    qbt.change(known, category="sonarr")
    torrent = gateway.sync().torrents[known]
    assert (torrent.tags, torrent.category) == (frozenset({"kept"}), "sonarr")


def test_a_connection_that_the_client_may_have_closed_costs_no_full_read(newest, clock):
    newest.add("Film")
    with closing(Gateway("qBit", config_for(newest), clock=clock.seconds)) as gateway:
        gateway.sync()
        newest.cut()
        clock.tick(8)
        assert not gateway.sync().full


def test_a_session_is_given_back(newest):
    """5.3 keeps fifteen; one more ends somebody else's."""
    gateway = Gateway("qBit", config_for(newest))
    gateway.sync()
    gateway.close()
    assert sent(newest, "auth/logout") == 1


def test_closing_does_not_wait_for_a_client_that_hangs(newest):
    gateway = Gateway("qBit", config_for(newest))
    gateway.sync()
    newest.fail(Fault(path="auth/logout", delay=60))
    began = time.monotonic()
    gateway.close()
    assert time.monotonic() - began < 30


def test_the_password_is_kept_out_of_the_log(newest, monkeypatch):
    monkeypatch.setattr(logs, "_secrets", set())
    with closing(Gateway("qBit", config_for(newest))):
        assert logs.redact("password=adminadmin") == "password=***"


WAYS = ("** [DHT] **", "** [PeX] **", "** [LSD] **")


@pytest.mark.parametrize(
    ("said", "private"),
    [
        ([{"url": way, "msg": "This torrent is private"} for way in WAYS], True),
        ([{"url": way, "msg": "Dieser Torrent ist privat"} for way in WAYS], True),
        ([{"url": way, "msg": ""} for way in WAYS], False),
        ([{"url": way} for way in WAYS], False),
        ([{"url": ONE, "msg": "This torrent is private"}], None),
        ([], None),
        (["nonsense"], None),
    ],
)
def test_whether_a_torrent_is_private_is_said_beside_the_ways_to_find_peers(said, private):
    assert private_of(said) is private
