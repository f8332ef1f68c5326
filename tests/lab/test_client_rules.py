"""A client's own section at work on real clients of every version: room, queue, and the special categories."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from qbitrr import State
from qbitrr.clients.local import LocalClient
from qbitrr.config import InstanceSection, Settings
from qbitrr.config.sections import ClientPart
from qbitrr.cycle import Cycling
from qbitrr.section import assemble
from qbitrr.steps import QUARANTINE_TAG
from qbitrr.store.database import open_store, prepare
from tests.lab.swarm import until
from tests.lab.test_gateway import gateway_to
from tests.lab.torrents import fake_torrent

pytestmark = pytest.mark.lab

A_CYCLE, REALLY = timedelta(seconds=6), 0.15
"""What the section is told has passed between two cycles, and how many seconds really have."""

SHOWN = 1.0
"""How many seconds really pass when something was done: the client must come to show it, and does not hurry."""


class OnClient:
    """The section of one real client, with its rules; ``until`` runs cycles on a clock that hurries."""

    stride = A_CYCLE

    def __init__(self, swarm, folder):
        self.swarm, self.api = swarm, swarm.api
        self.gateway = gateway_to(swarm.client)
        self.client = LocalClient(self.gateway, settle=0.0)
        prepare(folder / "qbitrr.db")
        self.store = open_store(folder / "qbitrr.db")
        self.now = datetime.now(UTC)
        self.cycling = None
        self._done = 0

    def begin(self, **rules):
        """Start the section as a new process would."""
        part = ClientPart(("mine",))
        section = InstanceSection("lab", "qbit", managed=True, options={}, rules=rules, client=part)
        settings = Settings().model_copy(update={"ignore_torrents_younger_than": timedelta(0)})
        whole = assemble(section, settings, [self.client], self.store, self.now, environ={})
        assert not whole.problems
        self.cycling = Cycling(whole, {"lab": self.client}, self.store)
        self.cycling.start()

    def turn(self):
        self.cycle()
        return self.client.drain().torrents

    def cycle(self):
        before, self._done = self._done, len(self.actions())
        time.sleep(SHOWN if self._done > before else REALLY)
        self.now += self.stride
        self.cycling.turn(self.now)

    def until(self, condition, meaning):
        until(lambda: condition(self.turn()), meaning)

    def turns(self, number):
        for _ in range(number):
            self.turn()

    def add(self, torrent, category="", *, stopped=False):
        self.swarm.add(torrent, stopped=stopped)
        if category:
            self.put(torrent, category)
        return torrent.hash

    def put(self, torrent, category):
        self.gateway.set_category(torrent.hash, category)

    def state(self, torrent_hash):
        return self.client.drain().torrents[torrent_hash].state

    def actions(self):
        return [entry.action for entry in reversed(self.store.ledger.recent(100)) if entry.outcome == "done"]

    def close(self):
        if self.cycling:
            self.cycling.stop()
        self.store.close()
        self.gateway.close()


@pytest.fixture
def at_work(lab_swarm, tmp_path):
    made = OnClient(lab_swarm, tmp_path)
    yield made
    made.close()


FULL, EMPTY = {"KeepFree": "1000P"}, {"KeepFree": 0, "Spare": 0}


@pytest.mark.parametrize("folder", [False, True], ids=["as the client says", "as this machine sees it"])
def test_what_does_not_fit_waits_and_goes_on_and_what_a_person_stopped_does_not(at_work, tmp_path, folder):
    place = {"Folder": str(tmp_path)} if folder else {}
    ours, theirs = fake_torrent("Ours"), fake_torrent("Theirs")
    at_work.add(ours)
    at_work.add(theirs, stopped=True)
    at_work.begin(space=FULL | place)
    at_work.until(lambda seen: seen[ours.hash].state is State.STOPPED, "what does not fit is stopped")
    at_work.begin(space=EMPTY | place)
    at_work.until(lambda seen: seen[ours.hash].state is State.STALLED, "it goes on after a restart")
    at_work.turns(10)
    assert at_work.state(theirs.hash) is State.STOPPED
    assert at_work.actions() == ["stop", "start"], "it does not flap"


def test_the_queue_is_brought_into_order_with_few_moves(at_work):
    at_work.api.app_set_preferences({"queueing_enabled": True, "max_active_downloads": 1, "max_active_torrents": 1})
    torrents = [fake_torrent(f"Number {number}") for number in range(5)]
    for number, torrent in enumerate(torrents):
        at_work.add(torrent, "first" if number in (2, 4) else "last" if number == 0 else "")
    rows = [{"Category": "first", "Priority": 5}, {"Category": "last", "Priority": -5}]
    at_work.begin(queue_order={"Rows": rows})
    wanted = [torrents[number].hash for number in (2, 4, 1, 3, 0)]

    def in_order(seen):
        return sorted(seen, key=lambda key: seen[key].position) == wanted

    at_work.until(in_order, "the queue is in order")
    at_work.turns(5)
    assert at_work.actions() == ["promote"] * 4


def test_what_is_put_into_the_recheck_category_is_checked_and_put_back(at_work):
    torrent = at_work.swarm.add_complete()
    at_work.put(torrent, "mine")
    at_work.begin()
    at_work.until(lambda seen: seen[torrent.hash].category == "mine", "it is in its category")
    at_work.put(torrent, "recheck")
    at_work.until(lambda seen: "categorize" in at_work.actions(), "it is checked and put back")
    at_work.until(lambda seen: seen[torrent.hash].category == "mine" and seen[torrent.hash].complete, "it is as it was")
    at_work.turns(5)
    assert at_work.actions() == ["recheck", "categorize"]


def test_what_is_put_into_the_failed_category_is_set_aside(at_work):
    torrent, other = at_work.swarm.add_complete(), at_work.swarm.add_complete()
    at_work.put(torrent, "mine")
    at_work.begin()
    at_work.until(lambda seen: seen[torrent.hash].category == "mine", "it is in its category")
    for one in (torrent, other):
        at_work.put(one, "failed")
    at_work.until(lambda seen: QUARANTINE_TAG in seen[torrent.hash].tags, "it is in quarantine")
    at_work.until(lambda seen: seen[torrent.hash].state is State.STOPPED, "it is stopped")
    assert at_work.state(other.hash) is State.SEEDING, "nobody's torrent stays nobody's"
    assert at_work.swarm.content(torrent.hash).exists()
