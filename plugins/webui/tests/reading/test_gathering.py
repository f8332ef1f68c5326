"""What clients, workers and the store tell becomes one list that survives their restarts."""

from dataclasses import replace

import pytest
from qbitrr_webui.live.gathering import READY_AFTER, Gathering
from qbitrr_webui.live.rows import Marks

from qbitrr.control.sections import Thought, Thoughts
from qbitrr.ports import View
from qbitrr.testing.builders import make_torrent
from qbitrr.testing.fake_client import FakeClient
from reading.running import child, runtime

A, B = "a" * 40, "b" * 40
HERE = runtime(child("qBit", "client"), child("Radarr"))


class Client(FakeClient):
    """One client's process: it can be away."""

    away = False

    def subscribe(self, owner, categories):
        self.subscribed = owner, categories

    def waiting_on(self):
        return ()

    def close(self):
        self.closed = True

    def drain(self):
        view = super().drain()
        if self.away:
            return replace(view, changed=frozenset(), gone=frozenset(), complete=False, why_incomplete="it is away")
        return view


class Line:
    """One worker: what it has said since it was last asked for."""

    def __init__(self):
        self.said = []
        self.closed = False

    def take(self):
        said, self.said = self.said, []
        return said

    def close(self):
        self.closed = True


class Reader:
    """The store's marks."""

    trouble = ""
    marks = Marks()

    def __call__(self, now):
        return self.marks


class Surroundings:
    def __init__(self):
        self.client = Client(make_torrent(hash=A), make_torrent(hash=B))
        self.line = Line()
        self.runtime = HERE
        self.reader = Reader()
        self.now = 0.0
        self.made = []
        self.gathering = Gathering(lambda: self.runtime, self._client, lambda name: self.line, self.reader, version=5)

    def _client(self, name):
        self.made.append(name)
        return self.client if name == "qBit" else Client(name=name)

    def turn(self, after=1.0):
        self.now += after
        return self.gathering.turn(self.now)


def says(*thoughts, version=1, afresh=False, more=False, gone=(), dry_run=False):
    return Thoughts(version=version, afresh=afresh, more=more, fresh=thoughts, gone=gone, dry_run=dry_run)


def thinks(torrent=A, **fields):
    return Thought(client="qBit", hash=torrent, **{"owner": "Radarr", **fields})


@pytest.fixture
def around():
    return Surroundings()


def test_all_torrents_of_all_clients_are_asked_for(around):
    around.line.said = [says(thinks(stage="downloading"), afresh=True)]
    shown = around.turn()
    assert set(shown.rows) == {("qBit", A), ("qBit", B)}
    assert around.client.subscribed == ("the page", frozenset())
    assert shown.rows["qBit", A].thought.stage == "downloading"
    assert shown.rows["qBit", B].thought.owner == ""
    assert (shown.complete, shown.ready) == (True, True)


def test_a_turn_without_news_is_the_same_snapshot(around):
    around.line.said = [says()]
    around.turn()
    same = around.turn(0.1)
    assert around.turn(0.1) is same


def test_each_change_of_a_torrent_is_a_new_version(around):
    before = around.turn()
    around.client.put(make_torrent(hash=A, progress=0.9))
    around.client.lose([B])
    after = around.turn(0.1)
    assert after.version == before.version + 1
    assert [row.torrent.progress for row in after.rows.values()] == [0.9]
    assert len(before.rows) == 2  # whoever has it goes on with it


def test_a_long_answer_is_taken_in_part_by_part(around):
    around.line.said = [says(thinks(A), version=3, afresh=True, more=True), says(thinks(B), version=9)]
    shown = around.turn()
    assert {row.thought.owner for row in shown.rows.values()} == {"Radarr"}


def test_a_worker_that_begins_anew_says_all_anew(around):
    around.line.said = [says(thinks(A), thinks(B), afresh=True)]
    around.turn()
    around.line.said = [says(thinks(B), version=2, afresh=True)]
    shown = around.turn()
    assert shown.rows["qBit", A].thought.owner == ""
    assert shown.rows["qBit", B].thought.owner == "Radarr"


def test_what_a_worker_thinks_no_more_is_gone(around):
    around.line.said = [says(thinks(A), afresh=True)]
    around.turn()
    around.line.said = [says(version=2, gone=(("qBit", A),))]
    assert around.turn().rows["qBit", A].thought.owner == ""


def test_a_busy_worker_is_named_and_what_it_has_said_stays(around):
    around.line.said = [says(thinks(A, health="failed"), afresh=True)]
    around.turn()
    around.line.said = ["the worker is busy"]
    shown = around.turn()
    assert shown.silent == {"Radarr": "the worker is busy"}
    assert shown.rows["qBit", A].thought.health == "failed"
    around.line.said = [says(version=2)]
    assert around.turn().silent == {}


def test_nobody_is_waited_for_any_longer_who_does_not_answer_at_all(around):
    assert not around.turn().ready
    assert around.turn(READY_AFTER).ready


@pytest.fixture
def others(around):
    """What the client's own worker says, beside Radarr's."""
    line = Line()
    around.runtime = runtime(*HERE.children, child("qBit.worker"))
    lines = {"Radarr": around.line, "qBit.worker": line}
    around.gathering = Gathering(lambda: around.runtime, around._client, lines.get, around.reader, version=0)
    return line


def test_the_thought_of_the_owner_counts(around, others):
    others.said = [says(thinks(A, owner="", stage="detected"), afresh=True)]
    around.line.said = [says(thinks(A, stage="seeding"), afresh=True)]
    assert around.turn().rows["qBit", A].thought.stage == "seeding"


@pytest.mark.parametrize(("own", "shown"), [("", "stop"), ("remove", "remove")])
def test_what_would_be_done_for_the_client_shows_where_the_owner_does_nothing(around, others, own, shown):
    stop = thinks(A, owner="", action="stop", by="space", why="no room", steps=("stop",), of_client=True)
    others.said = [says(stop, afresh=True)]
    around.line.said = [says(thinks(A, stage="seeding", action=own), afresh=True)]
    thought = around.turn().rows["qBit", A].thought
    assert (thought.owner, thought.stage, thought.action) == ("Radarr", "seeding", shown)
    assert (thought.by, thought.why) == (("space", "no room") if shown == "stop" else ("", ""))


def test_rows_stay_while_their_client_is_away(around):
    around.turn()
    around.client.away = True
    shown = around.turn()
    assert len(shown.rows) == 2
    assert not shown.complete
    assert shown.clients["qBit"].why_incomplete == "it is away"


def test_rows_stay_while_nobody_says_what_should_run(around):
    around.turn()
    around.runtime = None
    assert len(around.turn().rows) == 2


def test_a_changed_configuration_is_followed(around):
    around.turn()
    around.runtime = runtime(child("other", "client"), child("Sonarr"))
    shown = around.turn()
    assert (shown.rows, set(shown.clients)) == ({}, {"other"})
    assert around.client.closed
    assert around.line.closed
    assert around.made == ["qBit", "other"]


def test_marks_show(around):
    before = around.turn()
    around.reader.marks = Marks(frozenset({("qBit", A)}), frozenset({("qBit", B)}), {("qBit", A): "by a person"})
    shown = around.turn()
    assert shown.version > before.version
    assert (shown.rows["qBit", A].held, shown.rows["qBit", A].kept) == (True, "by a person")
    assert shown.rows["qBit", B].rejected
    around.reader.marks = Marks()
    assert not around.turn().rows["qBit", B].rejected


def test_what_was_decided_of_a_torrent_in_quarantine_is_done(around):
    around.line.said = [says(thinks(A, action="remove", why="stalled", health="failed"), afresh=True)]
    assert around.turn().rows["qBit", A].thought.action == "remove"
    around.reader.marks = Marks(held=frozenset({("qBit", A)}))
    thought = around.turn().rows["qBit", A].thought
    assert (thought.action, thought.why, thought.health) == ("", "", "failed")


def test_nothing_is_ready_before_everybody_was_tried(around):
    class Untried(Client):
        def drain(self):
            return View()

    around.client = Untried()
    around.line.said = [says()]
    assert not around.turn().ready


def test_all_connections_are_closed_at_the_end(around):
    around.turn()
    around.gathering.close()
    assert around.client.closed
    assert around.line.closed
