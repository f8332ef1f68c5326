"""The child's side of its supervision, without a supervisor."""

import gc
import os
import sys
import time

import pytest
from multiprocess import Pipe

from qbitrr.processes import life as living
from qbitrr.processes import preload
from qbitrr.processes.life import Life


@pytest.fixture
def ends():
    """The supervisor's ends: of the lifeline, and of the heartbeats; then the child's."""
    lifeline, held = Pipe(duplex=False)
    heard, beats = Pipe(duplex=False)
    ends = (held, heard, lifeline, beats)
    yield ends
    for end in ends:
        end.close()


@pytest.fixture
def life(ends):
    life = Life("Radarr-4K", ends[2], ends[3])
    yield life
    life.close()


def test_waiting_returns_what_is_ready(life):
    (quiet, _kept), (ready, sender) = Pipe(duplex=False), Pipe(duplex=False)
    with quiet, _kept, ready, sender:
        sender.send_bytes(b"a change")
        assert life.wait(quiet, ready, timeout=20) == [ready]


def test_waiting_ends_with_its_time(life):
    begin = time.monotonic()
    assert life.wait(timeout=0.05) == []
    assert time.monotonic() - begin > 0.04


def test_the_end_of_the_supervisor_ends_the_wait(life, ends):
    ends[0].close()
    with pytest.raises(SystemExit):
        life.wait()


def test_a_child_that_is_to_stop_does_not_wait_again(life):
    life.stopping = True
    with pytest.raises(SystemExit):
        life.wait(timeout=0)


def test_a_long_wait_is_full_of_heartbeats(life, ends, monkeypatch):
    time, rests = FakeClock(), []

    def rest(_connections, seconds):
        rests.append(seconds)
        time.now += seconds
        return []

    monkeypatch.setattr(living, "wait", rest)
    monkeypatch.setattr(living, "time", time)
    life.wait(timeout=2.5 * living.BEAT_EVERY)
    assert heard(ends) == b"..."
    assert sum(rests) == 2.5 * living.BEAT_EVERY


def test_heartbeats_are_sent_no_more_often_than_needed(life, ends):
    for _ in range(1000):
        life.beat()
    assert heard(ends) == b"."


def test_a_heartbeat_that_nobody_reads_blocks_nobody(life, monkeypatch):
    monkeypatch.setattr(living, "BEAT_EVERY", 0.0)
    for _ in range(70_000):
        life.beat()


def test_a_heartbeat_to_a_dead_supervisor_is_no_error(life, ends):
    ends[1].close()
    life.beat()


class FakeClock:
    now = 1000.0

    def monotonic(self):
        return self.now


def heard(ends):
    return os.read(ends[1].fileno(), 4096)


class Point:
    def __init__(self, value):
        self.value = value


@pytest.fixture
def points(monkeypatch):
    """Entry points that name these modules; nothing else is preloaded."""

    def name(*modules):
        monkeypatch.setattr(preload, "SHARED", ())
        monkeypatch.setattr(preload, "entry_points", lambda group: [Point(module) for module in modules])

    yield name
    gc.unfreeze()


def test_libraries_that_distributions_name_are_preloaded(points, monkeypatch):
    points("colorsys")
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    preload.preload()
    assert "colorsys" in sys.modules


def test_a_library_that_cannot_be_imported_is_only_logged(points, caplog):
    points("this_is_none", "colorsys")
    preload.preload()
    assert "this_is_none cannot be imported" in caplog.text


def test_plugin_code_is_never_preloaded(points, caplog):
    points("qbitrr_radarr")
    preload.preload()
    assert "qbitrr_radarr is not preloaded" in caplog.text
