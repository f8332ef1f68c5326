"""The runtime file and the lock: who runs on a data folder."""

import fcntl
import json
import os
from datetime import UTC, datetime

import pytest

from qbitrr.processes import running
from qbitrr.processes.children import ChildState
from qbitrr.processes.running import AlreadyRunning, ChildStatus, Runtime

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
CHILD = ChildStatus(name="Radarr-4K", kind="worker", state=ChildState.RUNNING, since=NOW, pid=12, last_beat=NOW)
SILENT = ChildStatus(name="Sonarr", kind="worker", state=ChildState.GIVEN_UP, since=NOW, restarts=5, reason="it died")


def runtime(**changed):
    said = {"pid": os.getpid(), "started": NOW, "version": "1", "data_folder": "/data", "children": (CHILD, SILENT)}
    return Runtime(**said | changed)


def test_what_is_written_is_read(tmp_path):
    with running.only_one(tmp_path):
        running.write(tmp_path, runtime())
        assert running.read(tmp_path) == runtime()


def test_nobody_runs_where_nothing_is(tmp_path):
    assert running.read(tmp_path / "nowhere") is None


def test_nobody_runs_when_the_lock_is_free(tmp_path):
    with running.only_one(tmp_path):
        pass
    running.write(tmp_path, runtime())
    assert running.read(tmp_path) is None


def test_the_file_of_a_dead_predecessor_is_not_believed(tmp_path):
    with running.only_one(tmp_path):
        running.write(tmp_path, runtime(pid=1))
        assert running.read(tmp_path) is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "{}", json.dumps({"pid": 1, "started": "soon", "children": 3})]
)
def test_a_file_that_makes_no_sense_says_nothing(tmp_path, text):
    with running.only_one(tmp_path):
        (tmp_path / running.FILE).write_text(text)
        assert running.read(tmp_path) is None


class Clock:
    """Goes on when somebody sleeps, and calls ``then`` each time."""

    def __init__(self, then=lambda now: None):
        self.now, self.then = 0.0, then

    def monotonic(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds
        self.then(self.now)


def test_a_reader_that_is_slow_to_let_go_keeps_nobody_from_starting(tmp_path, monkeypatch):
    with (tmp_path / running.LOCK).open("w") as reading:
        fcntl.flock(reading, fcntl.LOCK_SH)
        clock = Clock(lambda now: now > 3 and fcntl.flock(reading, fcntl.LOCK_UN))
        monkeypatch.setattr(running, "time", clock)
        with running.only_one(tmp_path):
            assert clock.now > 3


def test_a_second_one_is_refused_at_once(tmp_path, monkeypatch):
    clock = Clock()
    monkeypatch.setattr(running, "time", clock)
    with running.only_one(tmp_path), pytest.raises(AlreadyRunning):
        running.only_one(tmp_path).__enter__()
    assert clock.now < 1


def test_only_one_runs_at_a_time(tmp_path):
    with running.only_one(tmp_path), pytest.raises(AlreadyRunning, match=f"as process {os.getpid()}"):
        running.only_one(tmp_path).__enter__()


def test_the_next_one_runs_when_the_first_has_ended(tmp_path):
    for _ in range(2):
        with running.only_one(tmp_path):
            assert running.holder(tmp_path) == os.getpid()
    assert running.holder(tmp_path) is None


def test_the_end_takes_the_file_away(tmp_path):
    with running.only_one(tmp_path):
        running.write(tmp_path, runtime())
    assert not (tmp_path / running.FILE).exists()
