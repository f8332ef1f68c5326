"""A client process, its subscribers, and what becomes of both when something ends."""

import logging
import multiprocessing
import os
import pickle
import signal
import threading
import time
from contextlib import ExitStack, closing
from datetime import timedelta
from multiprocessing.connection import Client
from types import SimpleNamespace

import pytest
from pydantic import SecretStr

from qbitrr.clients import messages, qbittorrent, reach, wire
from qbitrr.clients.client_process import CHANGES, READS, run
from qbitrr.clients.local import LocalClient
from qbitrr.clients.qbittorrent import Gateway
from qbitrr.clients.remote import RemoteClient
from qbitrr.errors import Unavailable
from qbitrr.ports import Missing, Refused, Unsure, Writes
from qbitrr.testing.http import Fault
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent

SPAWN = multiprocessing.get_context("spawn")
UNKNOWN = "f" * 40


def config_for(qbt, **changes):
    settings = {
        "host": "127.0.0.1",
        "port": qbt.port,
        "user_name": "admin",
        "password": SecretStr("adminadmin"),
        "skip_tls_verify": False,
        "timeout": timedelta(seconds=20),
        "poll_interval": timedelta(seconds=0.05),
    }
    return SimpleNamespace(**settings | changes)


def nothing():
    """Beat."""


def end(*_):
    raise SystemExit(0)


def be_a_child(config, folder, lifeline):
    signal.signal(signal.SIGTERM, end)
    run("qBit", config, folder, lifeline=lifeline, beat=nothing, settle=0.0)


def until(look, *, within=60.0):
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.01)
    pytest.fail("it did not happen in time")


@pytest.fixture
def qbt():
    with SimulatedQbittorrent(version="5.3.0") as server:
        yield server


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "run"


@pytest.fixture
def serve(folder):
    """Run a client process's loop in a thread of this one."""
    with ExitStack() as stack:

        def start(qbt, *, settle=0.0, dry_run=False, **changes):
            ours, theirs = multiprocessing.Pipe()
            options = {"dry_run": dry_run, "lifeline": theirs, "beat": nothing, "settle": settle}
            thread = threading.Thread(target=run, args=("qBit", config_for(qbt, **changes), folder), kwargs=options)
            stack.callback(theirs.close)
            stack.callback(thread.join, 30)
            stack.callback(ours.close)
            thread.start()
            until((folder / "qBit.address").exists)

        yield start


@pytest.fixture
def child(folder):
    """Run client processes; those that still live at the end are killed."""
    with ExitStack() as stack:

        def start(qbt, **changes):
            ours, theirs = SPAWN.Pipe()
            process = SPAWN.Process(target=be_a_child, args=(config_for(qbt, **changes), folder, theirs))
            process.start()
            theirs.close()
            stack.callback(process.close)
            stack.callback(process.join, 10)
            stack.callback(process.kill)
            stack.callback(ours.close)
            return process, ours

        yield start


@pytest.fixture
def remote(folder):
    with ExitStack() as stack:

        def make(owner=None, *categories, patience=60.0, shared=(), everything=False):
            client = RemoteClient("qBit", folder, patience=patience)
            stack.callback(client.close)
            if owner:
                client.subscribe(owner, frozenset(categories), shared=frozenset(shared), everything=everything)
            return client

        yield make


class Eyes:
    """Everything that one subscriber has seen so far."""

    def __init__(self, client):
        self.client = client
        self.changed, self.gone = set(), set()
        self.view = None

    def look(self):
        self.view = self.client.drain()
        self.changed |= self.view.changed
        self.gone |= self.view.gone
        return self.view

    def until(self, condition, **options):
        return until(lambda: condition(self.look()) and self.view, **options)


def complete(view):
    return view.complete


def test_a_subscriber_sees_its_categories_and_what_changes_in_them(qbt, serve, remote):
    movie, series = qbt.add("a", category="radarr"), qbt.add("b", category="sonarr")
    serve(qbt)
    eyes = Eyes(remote("radarr", "radarr"))
    view = eyes.until(complete)
    assert view.connected
    assert view.torrents.keys() == {movie}
    assert eyes.changed == {movie}
    qbt.change(series, tags="x")
    qbt.change(movie, tags="y")
    assert eyes.until(lambda view: view.torrents[movie].tags == {"y"})
    assert eyes.changed == {movie}


def test_without_categories_it_sees_all(qbt, serve, remote):
    torrents = {qbt.add("a", category="radarr"), qbt.add("b")}
    serve(qbt)
    assert Eyes(remote("page")).until(complete).torrents.keys() == torrents


def test_who_asks_for_everything_sees_all_and_claims_only_its_categories(qbt, serve, remote):
    torrents = {qbt.add("a", category="radarr"), qbt.add("b", category="mine"), qbt.add("c")}
    serve(qbt)
    whole, radarr = Eyes(remote("qBit", "mine", everything=True)), Eyes(remote("radarr", "radarr"))
    assert whole.until(complete).torrents.keys() == torrents
    assert not radarr.until(complete).contested


def test_a_category_of_the_client_and_of_an_app_is_contested_for_both(qbt, serve, remote):
    qbt.add("a", category="movies")
    serve(qbt)
    client, app = Eyes(remote("qBit", "movies", "mine", everything=True)), Eyes(remote("radarr", "movies"))
    assert client.until(lambda view: view.contested).contested == {"movies"}
    assert app.until(lambda view: view.contested).contested == {"movies"}


def test_shared_categories_are_seen_by_all_who_ask_and_never_contested(qbt, serve, remote):
    failed = qbt.add("a", category="failed")
    serve(qbt)
    first = Eyes(remote("radarr", "radarr", shared=["failed"]))
    second = Eyes(remote("sonarr", "sonarr", shared=["failed"]))
    for eyes in (first, second):
        view = eyes.until(complete)
        assert (view.torrents.keys(), view.contested) == ({failed}, frozenset())


def test_what_leaves_its_categories_is_gone_for_it_and_new_for_another(qbt, serve, remote):
    torrent = qbt.add(category="radarr")
    serve(qbt)
    before, after = Eyes(remote("radarr", "radarr")), Eyes(remote("sonarr", "sonarr"))
    before.until(complete)
    after.until(complete)
    qbt.change(torrent, category="sonarr")
    assert not before.until(lambda view: not view.torrents).torrents
    assert before.gone == {torrent}
    assert after.until(lambda view: view.torrents).torrents.keys() == {torrent}


def test_what_the_client_removes_is_gone(qbt, serve, remote):
    torrent = qbt.add(category="radarr")
    serve(qbt)
    eyes = Eyes(remote("radarr", "radarr"))
    eyes.until(lambda view: view.torrents)
    qbt.remove(torrent)
    assert eyes.until(lambda view: not view.torrents)
    assert eyes.gone == {torrent}


def test_until_the_list_has_settled_it_is_not_complete(qbt, serve, remote):
    qbt.add()
    serve(qbt, settle=60.0)
    view = Eyes(remote("page")).until(lambda view: view.torrents)
    assert not view.complete
    assert "just started" in view.why_incomplete


def test_a_category_of_two_owners_is_contested_for_both(qbt, serve, remote):
    serve(qbt)
    first, second, third = (
        Eyes(remote("radarr", "movies", "4k")),
        Eyes(remote("radarr-4k", "4k")),
        Eyes(remote("sonarr", "tv")),
    )
    assert first.until(lambda view: view.contested).contested == {"4k"}
    assert second.until(lambda view: view.contested).contested == {"4k"}
    assert not third.until(complete).contested
    second.client.close()
    assert first.until(lambda view: not view.contested)


def test_an_owner_that_comes_again_does_not_contest_itself(qbt, serve, remote):
    serve(qbt)
    Eyes(remote("radarr", "movies")).until(complete)
    assert not Eyes(remote("radarr", "movies")).until(complete).contested


def test_what_the_client_says_of_itself_arrives(qbt, serve, remote):
    serve(qbt)
    qbt.serve_state(connection_status="disconnected", free_space_on_disk=12345)
    eyes = Eyes(remote("page"))
    assert eyes.until(lambda view: not view.server.online).server.free_space == 12345


def test_changes_are_made_and_seen_at_once(qbt, serve, remote):
    torrent = qbt.add(state="stalledDL")
    serve(qbt, poll_interval=timedelta(seconds=60))
    eyes = Eyes(remote("page"))
    eyes.until(lambda view: view.torrents)
    eyes.client.add_tags(torrent, frozenset({"a"}))
    eyes.client.set_category(torrent, "kept")
    eyes.client.start(torrent, forced=True)
    assert eyes.until(lambda view: view.torrents[torrent].tags == {"a"} and view.torrents[torrent].forced)
    assert eyes.client.exists(torrent)
    assert eyes.client.limits(torrent)["force_start"] is True
    assert eyes.client.export(torrent).startswith(b"d")
    eyes.client.delete(torrent)
    assert eyes.until(lambda view: not view.torrents)


def test_how_a_torrent_is_treated_is_changed_through_the_process(qbt, serve, remote):
    torrent = qbt.add(category="radarr", files=[("Pack/a.mkv", 600), ("Pack/b.mkv", 400)], state="stalledUP")
    serve(qbt)
    eyes = Eyes(remote("radarr", "radarr"))
    eyes.until(complete)
    client = eyes.client
    client.deselect(torrent, frozenset({1}))
    client.set_speed(torrent, download=1000, upload=2000)
    client.super_seed(torrent, on=True)
    client.add_trackers(torrent, ("http://a.example/announce", "http://b.example/announce"))
    client.remove_trackers(torrent, ("http://a.example/announce",))
    client.reannounce(torrent)
    with pytest.raises(Refused, match="queueing"):
        client.promote(torrent)
    details = client.details((torrent, UNKNOWN), files=True, trackers=True)
    assert [file.wanted for file in details[torrent].files] == [True, False]
    assert [tracker.url for tracker in details[torrent].trackers] == ["http://b.example/announce"]
    assert details.keys() == {torrent}
    found = eyes.until(lambda view: view.torrents[torrent].super_seeding).torrents[torrent]
    assert (found.size, found.download_limit, found.upload_limit) == (600, 1000, 2000)
    client.delete(torrent, with_data=False)
    assert next(request for request in qbt.requests if "delete" in request.path).form["deleteFiles"] == ["False"]


def test_who_shares_data_is_known_once_the_list_is_complete(qbt, serve, remote):
    loose = qbt.add("loose", files=[("a.mkv", 600), ("b.mkv", 400)])
    film, cross = qbt.add("Film", files=[("Film/a.mkv", 5), ("Film/b.mkv", 5)]), qbt.add("x", files=[("Film/a.mkv", 5)])
    serve(qbt)
    Eyes(remote("page")).until(complete)
    client, place = remote(), str(qbt.torrents[loose]["save_path"])
    assert client.sharing(f"{place}/Film") == {film, cross}
    assert client.sharing(f"{place}/Film/b.mkv") == {film}
    assert client.sharing(place) == {loose}


def test_who_shares_data_is_not_said_before_the_list_has_settled(qbt, serve, remote):
    qbt.add()
    serve(qbt, settle=60.0)
    Eyes(remote("page")).until(lambda view: view.torrents)
    with pytest.raises(Unavailable, match="just started"):
        remote().sharing("/downloads")


def test_who_shares_data_is_looked_up_and_what_that_showed_is_told(qbt, serve, remote):
    film = qbt.add("Film", files=[("Film/a.mkv", 5)])
    serve(qbt, poll_interval=timedelta(seconds=60))
    eyes, client = Eyes(remote("page")), remote()
    eyes.until(lambda view: view.torrents)
    path = f"{qbt.torrents[film]['save_path']}/Film"
    assert client.sharing(path) == {film}
    cross = qbt.add("x", files=[("Film/a.mkv", 5)])
    assert client.sharing(path) == {film, cross}
    assert eyes.until(lambda view: cross in view.torrents)
    qbt.remove(cross)
    assert client.sharing(path) == {film}
    eyes.until(lambda view: cross not in view.torrents)
    assert eyes.gone == {cross}


def test_who_shares_data_is_not_said_by_a_client_that_does_not_answer(qbt, serve, remote):
    film = qbt.add("Film", files=[("Film/a.mkv", 5)])
    serve(qbt, poll_interval=timedelta(seconds=60))
    eyes, client = Eyes(remote("page")), remote()
    eyes.until(lambda view: view.torrents)
    path = f"{qbt.torrents[film]['save_path']}/Film"
    assert client.sharing(path) == {film}
    qbt.stop()
    with pytest.raises(Unavailable, match="qBit is unavailable"):
        client.sharing(path)
    assert not eyes.until(lambda view: not view.connected).complete
    qbt.restart_listening()


def test_a_notice_is_followed_by_a_look(qbt, serve, remote):
    torrent = qbt.add()
    serve(qbt, poll_interval=timedelta(seconds=60))
    eyes = Eyes(remote("page"))
    eyes.until(lambda view: view.torrents)
    qbt.change(torrent, tags="done")
    remote().notify()
    assert eyes.until(lambda view: view.torrents[torrent].tags == {"done"})


def test_errors_keep_their_names_on_the_way(qbt, serve, remote):
    serve(qbt)
    client = remote()
    with pytest.raises(Missing):
        client.stop(UNKNOWN)
    with pytest.raises(Refused, match="comma"):
        client.add_tags(qbt.add(), frozenset({"a,b"}))


def test_in_a_dry_run_changes_are_refused(qbt, serve, remote):
    torrent = qbt.add()
    serve(qbt, dry_run=True)
    with pytest.raises(Refused, match="dry run"):
        remote().delete(torrent)


def test_only_what_is_meant_for_it_can_be_asked(qbt, serve, folder):
    serve(qbt)
    with wire.connect(folder, "qBit") as connection:
        wire.send(connection, messages.Call("close", (), {}, float("inf")))
        assert wire.receive(connection).kind == "Refused"
    assert {name for name in vars(Writes) if not name.startswith("_")} == READS | CHANGES


def test_what_comes_too_late_is_not_done(qbt, serve, folder):
    torrent = qbt.add()
    serve(qbt)
    with wire.connect(folder, "qBit") as connection:
        wire.send(connection, messages.Call("delete", (torrent,), {}, time.monotonic() - 1))
        assert wire.receive(connection).kind == "Unavailable"
    assert torrent in qbt.torrents


def test_nonsense_breaks_only_the_line_it_came_on(qbt, serve, remote, folder):
    serve(qbt)
    with wire.connect(folder, "qBit") as connection:
        connection.send_bytes(b"nonsense")
        with pytest.raises(EOFError):
            connection.recv_bytes()
    with wire.connect(folder, "qBit") as connection:
        wire.send(connection, messages.Call("delete", (), {}, float("inf")))
        assert wire.receive(connection).kind == "Refused"
    assert Eyes(remote("page")).until(complete)


def test_nobody_gets_in_without_the_key(qbt, serve, folder, remote):
    serve(qbt)
    address = (folder / "qBit.address").read_text()
    with pytest.raises(multiprocessing.AuthenticationError):
        Client(address, authkey=b"a guess")
    assert (folder / "key").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_peer_that_says_nothing_holds_up_nobody(qbt, serve, folder, remote):
    serve(qbt)
    with Client((folder / "qBit.address").read_text()):
        assert Eyes(remote("page")).until(complete)


def test_a_subscriber_that_does_not_read_holds_up_nobody(qbt, serve, folder, remote):
    torrents = qbt.add_many(3000)
    serve(qbt)
    with wire.connect(folder, "qBit") as deaf:
        wire.send(deaf, messages.Subscribe("deaf", frozenset()))
        eyes = Eyes(remote("page"))
        eyes.until(complete)
        for number, torrent in enumerate(torrents[:5]):
            qbt.change(torrent, tags=f"{number}")
            eyes.until(lambda view, torrent=torrent, n=number: view.torrents[torrent].tags == {f"{n}"})


def test_a_subscriber_that_reads_late_is_told_everything_afresh(qbt, serve, remote):
    torrents = qbt.add_many(3000)
    serve(qbt)
    late, eyes = remote("late"), Eyes(remote("page"))
    eyes.until(complete)
    qbt.remove(torrents[0])
    qbt.change(torrents[1], tags="x")
    eyes.until(lambda view: len(view.torrents) == 2999 and view.torrents[torrents[1]].tags == {"x"})
    seen = Eyes(late).until(lambda view: view.complete and torrents[0] not in view.torrents)
    assert dict(seen.torrents) == dict(eyes.view.torrents)


def test_long_names_come_through_as_well(qbt, serve, remote):
    for number in range(300):
        qbt.add(f"{number} {'x' * 5000}", category="radarr")
    serve(qbt)
    eyes = Eyes(remote("radarr", "radarr"))
    assert len(eyes.until(complete).torrents) == 300
    assert len(eyes.changed) == 300


def test_no_message_is_larger_than_what_goes_out_at_once():
    rows = tuple((f"{number} {'x' * 5000}",) for number in range(100))
    sent = list(messages.parts(rows, afresh=True))
    assert max(map(len, sent)) <= messages.AT_ONCE
    assert [pickle.loads(message).afresh for message in sent] == [True] + [False] * (len(sent) - 1)
    assert tuple(row for message in sent for row in pickle.loads(message).rows) == rows


def test_a_long_path_gets_a_short_address(qbt, tmp_path):
    folder = tmp_path / ("long" * 20) / "run"
    listener = wire.listen(folder, "qBit")
    address = (folder / "qBit.address").read_text()
    assert len(address) < 100
    wire.stop_listening(listener, folder, "qBit")
    assert not os.path.exists(address)  # noqa: PTH110


def test_everyone_has_the_same_key(folder):
    assert wire.key_in(folder) == wire.key_in(folder)
    assert sorted(file.name for file in folder.iterdir()) == ["key"]


def test_a_lost_client_is_said_once_and_used_again(qbt, serve, remote, caplog, monkeypatch):
    monkeypatch.setattr(reach, "PROBE_EVERY", 0.1)
    caplog.set_level(logging.INFO)
    torrent = qbt.add()
    serve(qbt)
    eyes = Eyes(remote("page"))
    eyes.until(complete)
    qbt.stop()
    view = eyes.until(lambda view: not view.connected)
    assert not view.complete
    assert view.torrents.keys() == {torrent}
    with pytest.raises(Unavailable, match="qBit is unavailable") as refused:
        eyes.client.delete(torrent)
    assert not isinstance(refused.value, Unsure)
    qbt.restart_listening()
    assert eyes.until(complete).connected
    said = [record.getMessage() for record in caplog.records if record.name == "qbitrr.clients.reach"]
    assert len(said) == 2
    assert said[0].startswith("qBit is unavailable: ")
    assert said[0].endswith("; trying again")
    assert said[1].startswith("qBit is back after ")


def test_a_wrong_password_is_tried_once_and_again_after_a_restart(qbt, serve, remote, monkeypatch):
    monkeypatch.setattr(reach, "PROBE_EVERY", 0.05)
    looks, look = [], qbittorrent.alive
    monkeypatch.setattr(qbittorrent, "alive", lambda config: looks.append(look(config)) or looks[-1])
    serve(qbt, password=SecretStr("wrong"))
    eyes = Eyes(remote("page"))
    eyes.until(lambda view: "wrong" in view.why_incomplete)

    def sign_ins():
        return sum("login" in request.path for request in qbt.requests)

    until(lambda: len(looks) > 10)
    with pytest.raises(Unavailable):
        eyes.client.delete(UNKNOWN)
    assert sign_ins() == 1
    qbt.stop()
    until(lambda: not looks[-1])
    qbt.restart_listening()
    until(lambda: looks[-5:] == [True] * 5)
    assert sign_ins() == 2


def test_an_unanswered_change_is_unsure(qbt, serve, remote):
    torrent = qbt.add()
    serve(qbt, timeout=timedelta(seconds=1.5))
    client = remote(patience=0.3)
    qbt.fail(Fault(path="torrents/delete", delay=1.0, after=True))
    with pytest.raises(Unsure, match="in time"):
        client.delete(torrent)


def test_a_client_without_its_process_is_unavailable(remote):
    client = remote("page")
    view = client.drain()
    assert not view.complete
    assert not view.connected
    assert "away" in view.why_incomplete
    assert client.waiting_on() == ()
    assert client.next_try is not None
    with pytest.raises(Unavailable, match="away") as away:
        client.delete(UNKNOWN)
    assert not isinstance(away.value, Unsure)


@pytest.mark.slow
def test_a_killed_process_is_replaced_without_its_subscribers_noticing_more_than_a_gap(qbt, child, remote):
    torrent, other = qbt.add_many(2)
    process, _ = child(qbt)
    eyes = Eyes(remote("page"))
    eyes.until(complete)
    eyes.client.add_tags(torrent, frozenset({"a"}))
    os.kill(process.pid, signal.SIGKILL)
    assert "away" in eyes.until(lambda view: not view.complete).why_incomplete
    assert eyes.view.torrents.keys() == {torrent, other}
    qbt.remove(other)
    child(qbt)
    assert eyes.until(complete).torrents.keys() == {torrent}
    assert eyes.gone == {other}
    eyes.client.add_tags(torrent, frozenset({"b"}))
    assert qbt.torrents[torrent]["tags"] == "a, b"


@pytest.mark.slow
def test_a_process_killed_in_the_middle_of_a_change_leaves_it_unsure(qbt, child, remote):
    torrent = qbt.add()
    process, _ = child(qbt)
    client = remote("page")
    Eyes(client).until(complete)
    qbt.fail(Fault(path="torrents/delete", delay=5.0))
    threading.Timer(0.3, process.kill).start()
    with pytest.raises(Unsure, match="ended"):
        client.delete(torrent)


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.0, 60.0], ids=["idle", "while the client hangs"])
def test_it_ends_at_once_when_it_is_told_to(qbt, child, remote, delay):
    process, _ = child(qbt)
    Eyes(remote("page")).until(complete)
    arrived, answer = [], qbt.serve
    qbt.serve = lambda request: arrived.append(request) or answer(request)
    if delay:
        qbt.fail(Fault(path="sync/maindata", delay=delay))
        until(lambda: arrived)
    process.terminate()
    process.join(30)  # half of what the client takes
    assert process.exitcode == 0


@pytest.mark.slow
def test_it_ends_with_its_lifeline(qbt, child, remote, folder):
    process, lifeline = child(qbt)
    Eyes(remote("page")).until(complete)
    lifeline.close()
    process.join(60)
    assert process.exitcode == 0
    assert [file.name for file in folder.iterdir()] == ["key"]


@pytest.mark.slow
def test_twenty_thousand_torrents_for_two(qbt, serve, remote):
    torrents = qbt.add_many(10_000, category="radarr") + qbt.add_many(
        10_000, name="Other.{}.720p-GRP", category="sonarr"
    )
    serve(qbt)
    movies, series = Eyes(remote("radarr", "radarr")), Eyes(remote("sonarr", "sonarr"))
    assert movies.until(complete, within=60).torrents.keys() == set(torrents[:10_000])
    assert series.until(complete, within=60).torrents.keys() == set(torrents[10_000:])
    qbt.change(torrents[0], tags="x")
    assert movies.until(lambda view: view.torrents[torrents[0]].tags == {"x"})
    assert len(movies.changed) == 10_000


def test_without_a_process_a_client_is_asked_directly(qbt):
    torrent = qbt.add()
    gateway = Gateway("qBit", config_for(qbt))
    client = LocalClient(gateway, settle=0.0)
    assert not client.drain().complete
    view = client.drain()
    assert view.complete
    assert view.torrents.keys() == {torrent}
    client.add_tags(torrent, frozenset({"a"}))
    assert client.drain().changed == {torrent}
    assert client.sharing(view.torrents[torrent].content_path) == {torrent}
    assert client.details((torrent,), files=True)[torrent].files
    qbt.stop()
    view = client.drain()
    assert not view.connected
    assert not view.complete
    assert view.torrents.keys() == {torrent}
    with pytest.raises(Unavailable):
        client.sharing("/downloads")
    gateway.close()
    qbt.restart_listening()


def test_asked_directly_who_shares_data_it_looks_and_tells_what_that_showed(qbt):
    film, other = qbt.add("Film", files=[("Film/a.mkv", 5)]), qbt.add("Other")
    with closing(Gateway("qBit", config_for(qbt))) as gateway:
        client = LocalClient(gateway, settle=0.0)
        client.drain()
        seen = client.drain()
        cross = qbt.add("x", files=[("Film/a.mkv", 5)])
        qbt.remove(other)
        assert client.sharing(seen.torrents[film].content_path) == {film, cross}
        assert seen.torrents.keys() == {film, other}
        view = client.drain()
        assert (view.torrents.keys(), view.changed, view.gone) == ({film, cross}, {cross}, {other})
        view = client.drain()
        assert (view.changed, view.gone) == (frozenset(), frozenset())
        qbt.stop()
        with pytest.raises(Unavailable):
            client.sharing("/downloads")
    qbt.restart_listening()
