"""The mirror costs nothing while nobody looks, and is kept up to date while somebody does."""

import threading
import time

import pytest
from qbitrr_webui.live.mirror import LOOKED_FOR, Mirror
from qbitrr_webui.live.snapshot import Snapshot


class Fake:
    """What would gather: each turn is a new version."""

    def __init__(self, version):
        self.version = version
        self.turns = 0
        self.closed = threading.Event()
        self.turned = threading.Event()
        self.fails = False

    def turn(self, now):
        self.turns += 1
        if self.fails:
            raise RuntimeError("a defect")
        self.turned.set()
        return Snapshot(version=self.version + self.turns, ready=True)

    def waiting_on(self):
        return ()

    def close(self):
        self.closed.set()


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def made():
    return []


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def mirror(made, clock):
    def make(version):
        made.append(Fake(version))
        return made[-1]

    mirror = Mirror(make, clock=clock)
    yield mirror
    mirror.close()


def test_nothing_is_asked_before_somebody_looks(mirror, made):
    assert made == []


def test_the_first_look_waits_for_everybody(mirror, made):
    assert mirror.look().ready
    assert len(made) == 1


def test_nobody_looks_for_a_minute_and_the_connections_are_closed(mirror, made, clock):
    version = mirror.look().version
    clock.now += LOOKED_FOR + 1
    assert made[0].closed.wait(60)
    again = mirror.look()
    assert again.ready
    assert again.version > version
    assert len(made) == 2


def test_they_stay_while_somebody_watches(mirror, made, clock):
    with mirror.watched():
        mirror.look()
        clock.now += LOOKED_FOR + 1
        made[0].turned.clear()
        assert made[0].turned.wait(60)
        assert not made[0].closed.is_set()
    clock.now += LOOKED_FOR + 1
    assert made[0].closed.wait(60)


def test_versions_grow_over_restarts_of_the_page():
    """They begin with the time, and there are fewer than a thousand in a second."""
    now = int(time.time())
    assert Mirror(Fake)._snapshot.version >= now * 1000


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_after_a_defect_whoever_looks_next_begins_anew(mirror, made):
    mirror.look()
    made[0].fails = True
    assert made[0].closed.wait(60)
    mirror._thread.join(60)
    assert not mirror._snapshot.ready
    assert mirror.look().ready
    assert len(made) == 2


def test_it_ends_with_the_page(mirror, made):
    mirror.look()
    mirror.close()
    assert made[0].closed.wait(60)
