"""The processes, and the memory that each has for itself."""

import os
import sys

import pytest
from qbitrr_webui.reading.memory import share_of
from qbitrr_webui.reading.processes import processes_of

from qbitrr.processes.children import ChildState
from qbitrr.testing.builders import NOW
from reading.running import child, runtime


def test_the_supervisor_comes_first_and_each_has_its_memory():
    shown = processes_of(runtime(child("qBit", "client"), child("Radarr", pid=None)), "1", share=lambda pid: pid * 100)
    assert [(one.name, one.kind, one.memory) for one in shown.processes] == [
        ("supervisor", "supervisor", 100),
        ("qBit", "client", 700),
        ("Radarr", "worker", None),
    ]
    assert (shown.version, shown.started) == ("9", NOW)


@pytest.mark.parametrize("state", list(ChildState))
def test_every_state_has_its_colour(state):
    shown = processes_of(runtime(child("x", state=state)), "1", share=lambda pid: None)
    expected = {ChildState.RUNNING: "good", ChildState.GIVEN_UP: "bad"}.get(state)
    tone = shown.processes[1].tone
    assert tone == expected if expected else tone in ("neutral", "attention")


def test_when_nothing_runs_there_are_none():
    shown = processes_of(None, "1")
    assert (shown.processes, shown.started, shown.version) == ((), None, "1")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells")
def test_linux_tells_the_share_of_a_process():
    share = share_of(os.getpid())
    assert share is not None
    assert 1_000_000 < share < 2_000_000_000


def test_a_process_that_is_gone_has_none(tmp_path):
    assert share_of(1, tmp_path) is None
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "smaps_rollup").write_bytes(b"Rss: 5 kB\n")
    assert share_of(1, tmp_path) is None
    (tmp_path / "1" / "smaps_rollup").write_bytes(b"0-1 ---p 0 00:00 0 [rollup]\nRss:   9 kB\nPss:     5 kB\n")
    assert share_of(1, tmp_path) == 5120
