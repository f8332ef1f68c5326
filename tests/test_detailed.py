"""When the files and trackers of torrents are read, and that a cycle hardly waits for it."""

from contextlib import closing, nullcontext
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from qbitrr import section
from qbitrr.agenda import Agenda
from qbitrr.clients.local import LocalClient
from qbitrr.clients.qbittorrent import Gateway
from qbitrr.config import InstanceSection, Settings
from qbitrr.detailed import PAUSE, Detailed, needs_of
from qbitrr.domain import State, TorrentFile, Tracker, TrackerStatus
from qbitrr.errors import Unavailable
from qbitrr.plugins import Loaded, new_manager
from qbitrr.ports import Details, Unsure
from qbitrr.reading import AGAIN, APART, FIRST, ROUND, ROUND_EVERY, UNKNOWN_FOR, Reading
from qbitrr.store.database import open_store, prepare
from qbitrr.testing.builders import NOW, make_torrent
from qbitrr.testing.fake_client import FakeClient
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent
from qbitrr.worker import Worker

FILES, TRACKERS = frozenset({"files"}), frozenset({"trackers"})
MOVIE = TorrentFile(index=0, path="movie.mkv", size=1000)
WORKING = Tracker("http://a.example/announce", TrackerStatus.WORKING)
WAITING = Tracker("http://a.example/announce", TrackerStatus.WAITING)
OLD = NOW - timedelta(days=3)


class Counting(FakeClient):
    """Answers as a real one: what it lists has no files and trackers. It counts what it is asked."""

    def __init__(self, *torrents):
        super().__init__(*torrents)
        self.kept = {}
        self.asked = []
        self.answers = []
        self.down = ""
        self.slice = 100

    def knows(self, key, *, files=None, trackers=None):
        self.kept[key] = Details(files, trackers)

    def details(self, hashes, *, files=False, trackers=False):
        self.asked.append((hashes, files, trackers))
        if self.down:
            raise Unavailable(self.down)
        there = [one for one in hashes if one in self.torrents][: self.slice]
        kept = {one: self.kept.get(one, Details((MOVIE,), (WORKING,))) for one in there}
        self.answers.append(kept)
        return {
            one: Details(said.files if files else None, *((said.trackers, said.private) if trackers else ()))
            for one, said in kept.items()
        }


class Watched:
    """A client and what wraps it, on a clock of their own."""

    def __init__(self, client, needs):
        self.client = client
        self.now = 1000.0
        self.detailed = Detailed(client, needs, clock=lambda: self.now)

    def drain(self, later=PAUSE):
        self.now += later
        return self.detailed.drain()

    def settle(self):
        """Drain until all first readings are done; what was asked until then is forgotten."""
        self.drain()
        self.drain(FIRST)
        for _ in range(300):
            self.drain()
        self.client.asked.clear()

    def pass_by(self, seconds, *, step=1.0):
        """Let time pass; how many torrents were asked for in it, and in how many calls."""
        self.client.asked.clear()
        for _ in range(int(seconds / step)):
            self.drain(step)
        return sum(len(hashes) for hashes, _, _ in self.client.asked), len(self.client.asked)


def key_of(number):
    return f"{number:040x}"


def torrents(number, **fields):
    return [make_torrent(hash=key_of(n), **{"added": OLD, "state": State.DOWNLOADING} | fields) for n in range(number)]


@pytest.fixture
def watched():
    def make(*listed, needs=FILES | TRACKERS):
        return Watched(Counting(*listed), needs)

    return make


def test_only_what_a_plugin_says_that_it_needs_is_read(watched):
    for needs, asked in ((FILES, {(True, False)}), (TRACKERS, {(False, True)}), (frozenset(), set())):
        one = watched(*torrents(1), needs=needs)
        one.drain()
        one.drain(FIRST)
        one.drain()
        assert {(files, trackers) for _, files, trackers in one.client.asked} == asked


def test_the_needs_of_plugins_are_put_together():
    class Files:
        needs = FILES

    class Trackers:
        needs = TRACKERS

    class Odd:
        needs = "files"

    class More:
        needs = frozenset({"trackers", "peers"})

    assert needs_of([object(), Odd()]) == frozenset()
    assert needs_of([object(), Files(), Trackers(), Odd()]) == FILES | TRACKERS
    assert needs_of([More()]) == TRACKERS


def test_what_came_in_is_shown_and_is_a_change(watched):
    one = watched(*torrents(1))
    view = one.drain()
    assert view.torrents[key_of(0)].files == (MOVIE,)
    assert view.torrents[key_of(0)].trackers is None
    view = one.drain(FIRST)
    assert view.torrents[key_of(0)].trackers == (WORKING,)
    assert view.changed == {key_of(0)}
    assert one.drain().changed == frozenset()


def test_it_stays_known_when_the_torrent_changes(watched):
    one = watched(*torrents(1))
    one.settle()
    one.client.put(replace(one.client.torrents[key_of(0)], download_speed=5))
    view = one.drain()
    torrent = view.torrents[key_of(0)]
    assert (torrent.download_speed, torrent.files, torrent.trackers) == (5, (MOVIE,), (WORKING,))
    assert view.changed == {key_of(0)}
    assert not one.client.asked


def test_a_magnet_has_its_files_read_when_its_metadata_is_there(watched):
    magnet = make_torrent(hash=key_of(0), has_metadata=False, state=State.METADATA, added=OLD)
    one = watched(magnet, needs=FILES)
    one.drain()
    assert not one.client.asked
    one.client.put(replace(magnet, has_metadata=True, state=State.DOWNLOADING))
    assert one.drain().torrents[key_of(0)].files == (MOVIE,)


@pytest.mark.parametrize(
    ("change", "again"),
    [
        ({"size": 7}, True),
        ({"progress": 1.0, "left": 0}, True),
        ({"progress": 0.9}, False),
        ({"tags": frozenset({"a"})}, False),
        ({"tracker": "http://b.example"}, False),
    ],
)
def test_files_are_read_again_when_the_choice_or_the_completeness_changes(watched, change, again):
    one = watched(make_torrent(hash=key_of(0), size=10, left=5, progress=0.5, added=OLD), needs=FILES)
    one.settle()
    one.client.put(replace(one.client.torrents[key_of(0)], **change))
    one.drain()
    assert bool(one.client.asked) == again


@pytest.mark.parametrize(
    ("change", "again"),
    [
        ({"tracker": "http://b.example"}, True),
        ({"tracker_trouble": True}, True),
        ({"size": 7}, False),
        ({"tags": frozenset({"a"})}, False),
    ],
)
def test_trackers_are_read_again_at_once_when_the_client_says_that_something_changed(watched, change, again):
    one = watched(*torrents(1), needs=TRACKERS)
    one.settle()
    one.client.put(replace(one.client.torrents[key_of(0)], **change))
    one.drain()
    assert bool(one.client.asked) == again


def test_new_trackers_have_a_moment_to_answer(watched):
    one = watched(*torrents(1), needs=TRACKERS)
    one.drain()
    one.drain(FIRST - 0.1)
    assert not one.client.asked
    one.drain(0.1)
    assert len(one.client.asked) == 1


@pytest.mark.parametrize(
    ("added", "state", "trackers", "again"),
    [
        (OLD, State.DOWNLOADING, (WORKING, WAITING), True),
        (OLD, State.DOWNLOADING, (WORKING, Tracker("x", TrackerStatus.DISABLED)), False),
        (OLD, State.STOPPED, (WAITING,), False),
        (NOW - timedelta(minutes=29), State.DOWNLOADING, (WORKING,), True),
        (NOW - timedelta(minutes=30), State.DOWNLOADING, (WORKING,), False),
    ],
)
def test_trackers_are_looked_at_often_while_they_may_change(watched, added, state, trackers, again):
    one = watched(*torrents(1, added=added, state=state), *_others(200), needs=TRACKERS)
    one.client.knows(key_of(0), trackers=trackers)
    one.settle()
    one.pass_by(AGAIN)
    assert any(key_of(0) in hashes and len(hashes) < ROUND for hashes, _, _ in one.client.asked) == again


def _others(number):
    """Torrents of which nothing new is expected, so that the slow round takes its time."""
    return [make_torrent(hash=key_of(1000 + n), added=OLD, state=State.SEEDING) for n in range(number)]


def test_the_trackers_of_a_torrent_that_is_started_are_read_when_they_have_answered(watched):
    one = watched(*torrents(1, state=State.STOPPED), needs=TRACKERS)
    one.client.knows(key_of(0), trackers=(WAITING,))
    one.settle()
    one.client.put(replace(one.client.torrents[key_of(0)], state=State.SEEDING))
    one.drain()
    assert not one.client.asked
    one.drain(FIRST)
    assert len(one.client.asked) == 1


def test_a_drain_makes_one_call_of_a_hundred_torrents_at_the_most(watched):
    one = watched(*torrents(250), needs=FILES)
    shown = []
    for _ in range(4):
        calls = len(one.client.asked)
        view = one.drain()
        shown.append(sum(torrent.files is not None for torrent in view.torrents.values()))
        assert len(one.client.asked) <= calls + 1
    assert shown == [100, 200, 250, 250]
    assert all(len(hashes) <= 100 for hashes, _, _ in one.client.asked)


def test_it_asks_to_be_drained_soon_while_there_is_more_to_read(watched):
    one = watched(*torrents(150), needs=FILES)
    one.drain()
    assert one.detailed.next_read == one.now + PAUSE
    one.drain(PAUSE / 2)
    assert len(one.client.asked) == 1
    one.drain(PAUSE / 2)
    assert len(one.client.asked) == 2
    assert one.detailed.next_read is None


def test_those_that_were_not_reached_in_time_come_later(watched):
    one = watched(*torrents(10), needs=FILES)
    one.client.slice = 4
    one.drain()
    for _ in range(20):
        view = one.drain()
    assert all(torrent.files for torrent in view.torrents.values())
    assert sum(len(hashes) for hashes, _, _ in one.client.asked) < 30


def test_an_idle_client_with_all_its_trackers_working_is_asked_once_a_minute(watched):
    one = watched(*torrents(2000))
    one.settle()
    asked, calls = one.pass_by(600)
    assert calls <= 600 / ROUND_EVERY + 1
    assert asked <= calls * ROUND


def test_twenty_thousand_torrents_in_trouble_cost_a_call_every_other_second():
    listed = {torrent.hash: torrent for torrent in torrents(20_000)}
    reading, calls = Reading(TRACKERS), []
    for torrent in listed.values():
        reading.saw(None, torrent, 0.0)
    for now in range(1000):
        while ask := reading.due(float(now)):
            calls.append((now, ask.hashes))
            answer = {key: Details(trackers=(WAITING,)) for key in ask.hashes}
            reading.answered(ask, answer, listed, float(now), NOW)
    assert {key for _, hashes in calls for key in hashes} == listed.keys()
    assert all(len(hashes) <= 100 for _, hashes in calls)
    assert sum(now >= 500 for now, _ in calls) == 500 / APART


def test_the_slow_round_comes_to_everyone(watched):
    one = watched(*_others(120), needs=TRACKERS)
    one.settle()
    one.pass_by(3 * ROUND_EVERY + 5)
    assert {key for hashes, _, _ in one.client.asked for key in hashes} == set(one.client.torrents)


def test_what_cannot_be_read_stays_unknown_and_is_tried_again_after_a_pause(watched, caplog):
    one = watched(*torrents(1), needs=FILES)
    one.client.down = "no answer in time"
    view = one.drain()
    assert view.torrents[key_of(0)].files is None
    assert not one.drain(1.0).torrents[key_of(0)].files
    assert len(one.client.asked) == 1
    one.client.down = ""
    assert one.drain(6.0).torrents[key_of(0)].files == (MOVIE,)
    assert len(caplog.messages) == 1
    assert "no answer in time" in caplog.text


def test_what_was_known_outlasts_a_failure(watched):
    one = watched(*torrents(1), needs=FILES)
    one.settle()
    one.client.down = "no answer in time"
    one.client.put(replace(one.client.torrents[key_of(0)], size=7))
    assert one.drain().torrents[key_of(0)].files == (MOVIE,)


def test_what_the_client_does_not_know_is_asked_for_again_a_minute_later(watched):
    one = watched(*torrents(1), needs=FILES)
    one.client.knows(key_of(0), files=None)
    assert one.drain().torrents[key_of(0)].files is None
    one.pass_by(UNKNOWN_FOR - 1)
    assert not one.client.asked
    one.client.knows(key_of(0), files=(MOVIE,))
    one.drain(1.0)
    assert one.drain().torrents[key_of(0)].files == (MOVIE,)


def test_a_client_that_is_away_is_not_asked(watched):
    one = watched(*torrents(1))
    one.client.complete = False  # with the fake one, it is not connected either
    one.drain()
    assert not one.client.asked
    assert one.detailed.next_read is None
    one.client.complete = True
    one.drain()
    assert one.client.asked


def test_what_is_gone_is_forgotten(watched):
    one = watched(*torrents(2))
    one.settle()
    one.client.lose([key_of(0)])
    view = one.drain()
    assert view.gone == {key_of(0)}
    assert view.torrents.keys() == {key_of(1)}
    one.client.put(*torrents(1, state=State.METADATA, has_metadata=False))
    view = one.drain()
    assert view.torrents[key_of(0)].files is None
    assert view.changed == {key_of(0)}


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        (lambda client: client.deselect(key_of(0), frozenset({1})), (True, False)),
        (lambda client: client.add_trackers(key_of(0), ("http://b/announce",)), (False, True)),
        (lambda client: client.remove_trackers(key_of(0), ("http://b/announce",)), (False, True)),
        (lambda client: client.reannounce(key_of(0)), (False, True)),
    ],
)
@pytest.mark.parametrize("unsure", [False, True])
def test_what_was_changed_through_it_is_read_again_before_it_is_judged(watched, change, asked, unsure):
    one = watched(*torrents(1))
    one.settle()
    one.client.after = raise_unsure if unsure else one.client.after
    if unsure:
        with pytest.raises(Unsure):
            change(one.detailed)
    else:
        change(one.detailed)
    one.drain()
    assert (key_of(0), *asked) == (*one.client.asked[0][0], *one.client.asked[0][1:])


@pytest.mark.parametrize("unsure", [False, True])
@pytest.mark.parametrize("change", ["add_trackers", "remove_trackers"])
def test_trackers_that_were_changed_are_unknown_until_they_were_read_again(watched, change, unsure):
    one = watched(*torrents(2))
    one.settle()
    one.detailed.reannounce(key_of(1))
    one.drain()  # reads of another one, so that there is a pause now
    one.client.after = raise_unsure if unsure else one.client.after
    with pytest.raises(Unsure) if unsure else nullcontext():
        getattr(one.detailed, change)(key_of(0), ("http://b/announce",))
    assert one.drain(later=0).torrents[key_of(0)].trackers is None
    assert one.drain().torrents[key_of(0)].trackers == (WORKING,)
    assert one.detailed.drain().torrents[key_of(0)].files == (MOVIE,)


def raise_unsure(*_):
    raise Unsure("no answer in time")


def test_who_looks_only_once_reads_all_of_its_own_categories_first(watched):
    listed = [*torrents(150, category="radarr"), make_torrent(hash="e" * 40, category="other", added=OLD)]
    one = watched(*listed)
    one.detailed.read_all(frozenset({"radarr"}), within=5.0)
    view = one.detailed.drain()
    assert view.changed == set(one.client.torrents)
    known = {key for key, torrent in view.torrents.items() if torrent.files and torrent.trackers}
    assert known == {torrent.hash for torrent in listed if torrent.category == "radarr"}


def test_who_looks_only_once_waits_for_no_client_that_does_not_answer(watched):
    one = watched(*torrents(1))
    one.client.down = "no answer in time"
    one.detailed.read_all(frozenset(), within=5.0)
    assert len(one.client.asked) == 1


@pytest.mark.parametrize("version", ["4.5.2", "5.1.0", "5.3.0"])
def test_each_version_tells_files_and_trackers(version):
    url = "http://a.example/announce"
    with SimulatedQbittorrent(version=version, local_auth=False) as qbt, closing(gateway_to(qbt)) as gateway:
        keys = qbt.add_many(3, trackers=(url,))
        now = [1000.0]
        client = Detailed(LocalClient(gateway, settle=0.0), FILES | TRACKERS, clock=lambda: now[0])
        for _ in range(3):
            view = client.drain()
            now[0] += FIRST
    assert view.torrents.keys() == set(keys)
    assert all(len(torrent.files) == 1 for torrent in view.torrents.values())
    assert all([one.url for one in torrent.trackers] == [url] for torrent in view.torrents.values())


def gateway_to(qbt):
    settings = {"user_name": "", "password": SecretStr(""), "skip_tls_verify": False, "timeout": timedelta(seconds=5)}
    return Gateway("qBit", SimpleNamespace(host="127.0.0.1", port=qbt.port, **settings))


class Looking:
    """A rule that looks at files."""

    needs = FILES


@pytest.mark.parametrize(("plugin", "wrapped"), [(Looking(), 1), (object(), 0)])
def test_the_clients_of_a_section_are_wrapped_when_a_plugin_needs_more(tmp_path, monkeypatch, plugin, wrapped):
    manager = new_manager()
    manager.register(plugin, name="looking")
    monkeypatch.setattr(section, "load_plugins", lambda *_: Loaded(manager, ()))
    prepare(tmp_path / "qbitrr.db")
    with open_store(tmp_path / "qbitrr.db") as store:
        client = Counting(*torrents(1))
        whole = section.assemble(InstanceSection("Radarr", "radarr", True, {}, {}), Settings(), [client], store, NOW)
        (seen,) = whole.hooks.fetch(NOW).of("torrents")
    assert len(whole.detailed) == wrapped
    assert bool(seen.value.torrents[key_of(0)].files) == bool(wrapped)


class Remote(Counting):
    """Stands for a client in another process."""

    next_try = None

    def subscribe(self, *_, **__):
        """Whoever asks is shown all."""

    def waiting_on(self):
        return ()


class Idle:
    """A life in which nothing happens."""

    def beat(self):
        pass


def test_a_worker_looks_again_soon_while_there_is_more_to_read(tmp_path, monkeypatch):
    manager = new_manager()
    manager.register(Looking(), name="looking")
    monkeypatch.setattr(section, "load_plugins", lambda *_: Loaded(manager, ()))
    prepare(tmp_path / "qbitrr.db")
    with open_store(tmp_path / "qbitrr.db") as store:
        remote = Remote(*torrents(150))
        worker = Worker(Idle(), InstanceSection("Radarr", "radarr", True, {}, {}), Settings(), [remote], store)
        worker._turn()
        assert worker._at_most(timedelta(hours=1)) <= PAUSE
        remote.complete = False
        worker._turn()
        assert worker._at_most(timedelta(hours=1)) > PAUSE


@given(st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.integers(0, 20)), max_size=40), st.integers(0, 20))
def test_an_agenda_gives_each_once_at_its_latest_time(entries, now):
    agenda, planned = Agenda(), {}
    for key, when in entries:
        if when is None:
            agenda.drop(key)
            planned.pop(key, None)
        else:
            agenda.plan(key, when)
            planned[key] = when
    assert agenda.next == min(planned.values(), default=None)
    due = [key for key, when in planned.items() if when <= now]
    taken = agenda.take(now, 10)
    assert sorted(taken) == sorted(due)
    assert [planned[key] for key in taken] == sorted(planned[key] for key in due)
    assert agenda.take(now, 10) == ()


@pytest.mark.parametrize(("listed", "read", "private"), [(None, True, True), (None, None, None), (False, True, False)])
def test_whether_it_is_private_comes_with_the_trackers_where_its_row_does_not_say(watched, listed, read, private):
    torrent = make_torrent(added=OLD, private=listed)
    one = watched(torrent, needs=TRACKERS)
    one.client.kept[torrent.hash] = Details(trackers=(WORKING,), private=read)
    one.settle()
    assert one.drain().torrents[torrent.hash].private is private


def test_whether_it_is_private_is_not_concluded_before_its_metadata_is_there(watched):
    magnet = make_torrent(added=OLD, private=None, has_metadata=False, state=State.METADATA)
    one = watched(magnet, needs=TRACKERS)
    one.client.kept[magnet.hash] = Details(trackers=(WORKING,), private=False)
    one.settle()
    assert one.drain().torrents[magnet.hash].private is None
    one.client.kept[magnet.hash] = Details(trackers=(WORKING,), private=True)
    one.client.put(replace(magnet, has_metadata=True, state=State.DOWNLOADING))
    assert one.drain(later=0).torrents[magnet.hash].private in {None, True}
    assert one.drain().torrents[magnet.hash].private is True


def test_what_was_said_before_there_was_metadata_is_not_believed_afterwards(watched):
    magnet = make_torrent(added=OLD, private=None, has_metadata=False, state=State.METADATA)
    one = watched(magnet, needs=TRACKERS)
    one.client.kept[magnet.hash] = Details(trackers=(WORKING,), private=False)
    one.settle()
    one.client.put(replace(magnet, has_metadata=True, state=State.DOWNLOADING))
    one.client.down = "no answer in time"
    assert one.drain().torrents[magnet.hash].private is None


@pytest.mark.parametrize(("within", "known"), [(60.0, 10), (4.0, 8), (3.5, 8), (0.5, 2)])
def test_who_looks_only_once_goes_on_until_all_is_read_or_the_time_is_over(watched, within, known):
    """An old client answers for some of them at a time."""
    one = watched(*torrents(10), needs=FILES)
    one.client.slice = 2
    began, slept = one.now, []

    def sleep(seconds):
        slept.append(seconds)
        one.now += seconds

    one.detailed.read_all(frozenset(), within=within, sleep=sleep)
    assert sum(len(details) for details in one.client.answers) == known
    assert all(seconds > 0 for seconds in slept)
    assert one.now <= began + min(within, 5)


def test_who_looks_only_once_does_not_wait_for_what_has_just_gone(watched):
    one = watched(*torrents(2), needs=FILES)
    one.client.slice = 0
    one.detailed.read_all(frozenset(), within=60.0, sleep=lambda _: pytest.fail("it waits"))
    assert len(one.client.asked) == 1
