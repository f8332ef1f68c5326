"""The supervisor, with real processes and real signals."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qbitrr.processes import requests, running
from qbitrr.processes.children import ChildState

from .nursery import Nursery, alive

QUICK = {"first_delay": 0.05, "intensity": 3}


@pytest.fixture
def nursery(tmp_path):
    nursery = Nursery(tmp_path)
    yield nursery
    nursery.end()


@pytest.fixture
def two(nursery):
    """A supervisor with two idle children that run."""
    nursery.plan(("one", "idle", {}), ("two", "idle", {}))
    nursery.start()
    nursery.until_state("one", "running")
    nursery.until_state("two", "running")
    return nursery


def test_a_killed_worker_is_back_and_the_other_is_untouched(two):
    first, other = two.child("one"), two.child("two")
    os.kill(first.pid, signal.SIGKILL)
    again = two.until(lambda: (now := two.child("one")).state == "running" and now.pid != first.pid and now)
    assert (again.restarts, again.reason) == (1, "it was killed by SIGKILL")
    assert two.child("two") == other


@pytest.mark.parametrize(
    ("target", "reason"),
    [("finish", "it ended by itself with exit status 0"), ("crash", "it ended by itself with exit status 1")],
)
def test_every_end_that_was_not_asked_for_is_a_death_and_too_many_are_given_up(nursery, target, reason):
    nursery.plan(("broken", target, {}), ("sound", "idle", {}), restart=QUICK)
    nursery.start()
    broken = nursery.until_state("broken", "given up")
    assert (broken.restarts, broken.reason, broken.pid) == (3, reason, None)
    assert nursery.until_state("sound", "running").restarts == 0
    assert "broken is given up" in nursery.console()


@pytest.mark.parametrize(
    ("target", "error"),
    [("crash", "RuntimeError: the sky falls"), ("nowhere", "has no attribute 'nowhere'")],
)
def test_the_error_that_killed_a_child_is_in_its_log(nursery, target, error):
    nursery.plan(("broken", target, {}), restart={"intensity": 0})
    nursery.start()
    nursery.until_state("broken", "given up")
    assert error in (nursery.folder / "logs" / "broken.log").read_text()


def test_the_supervisor_imports_no_plugin_code():
    program = """
import sys
from qbitrr.processes import preload, supervisor
preload.preload()
sys.exit(", ".join(name for name in sys.modules if name.startswith("qbitrr_")))
"""
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False).stderr == "\n"


def test_the_supervisor_outlives_the_last_of_its_children(nursery):
    nursery.plan(("broken", "finish", {}), restart={"intensity": 0})
    nursery.start()
    nursery.until_state("broken", "given up")
    assert nursery.process.poll() is None


@pytest.mark.slow
def test_a_hung_child_is_replaced(nursery):
    nursery.plan(("one", "idle", {}), timeouts={"silence": 1.0, "firm": 0.2})
    nursery.start()
    hung = nursery.until_state("one", "running")
    os.kill(hung.pid, signal.SIGSTOP)
    again = nursery.until(lambda: (now := nursery.child("one")).pid not in (hung.pid, None) and now)
    assert (again.restarts, again.reason) == (1, "it gave no sign of life for 1 s")
    assert not alive(hung.pid)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_system_ends_when_it_is_asked_to_and_leaves_nothing(two, number):
    pids = [two.child("one").pid, two.child("two").pid]
    two.send(number)
    assert two.process.wait(100) == 0
    assert not any(map(alive, pids))
    assert running.read(two.folder / "run") is None


def test_a_child_that_is_asked_to_end_runs_its_finally_blocks(nursery, tmp_path):
    nursery.plan(("one", "tidy", {"args": [str(tmp_path / "tidied")]}))
    nursery.start()
    nursery.until_state("one", "running")
    nursery.send(signal.SIGTERM)
    assert nursery.process.wait(100) == 0
    assert (tmp_path / "tidied").exists()


def test_a_child_that_does_not_listen_is_killed(nursery):
    nursery.plan(("one", "deaf", {}), timeouts={"polite": 0.2, "firm": 0.2})
    nursery.start()
    deaf = nursery.until_state("one", "running")
    nursery.send(signal.SIGTERM)
    assert nursery.process.wait(100) == 0
    assert not alive(deaf.pid)


def test_each_further_interrupt_takes_the_next_step_at_once(nursery):
    nursery.plan(("one", "deaf", {}))
    nursery.start()
    nursery.until_state("one", "running")
    nursery.send(signal.SIGINT)
    nursery.until_state("one", "stopping")
    nursery.send(signal.SIGINT)
    nursery.send(signal.SIGINT)
    nursery.until(lambda: nursery.send(signal.SIGINT) or nursery.process.poll() is not None)
    assert nursery.process.returncode == 0


@pytest.mark.parametrize("target", ["idle", "slow"])
def test_no_child_outlives_a_supervisor_that_is_killed(nursery, target):
    nursery.plan(("one", target, {}), ("two", target, {}))
    nursery.start()
    pids = [nursery.until(lambda: nursery.child("one")).pid, nursery.child("two").pid]
    nursery.process.kill()
    nursery.until(lambda: not any(map(alive, pids)))


def test_a_child_that_starts_slowly_delays_nobody(nursery):
    nursery.plan(("slow", "slow", {}), ("quick", "idle", {}))
    nursery.start()
    nursery.until_state("quick", "running")
    assert nursery.child("slow").state == ChildState.STARTING


def test_reloading_touches_only_what_has_changed(nursery):
    nursery.plan(("same", "idle", {}), ("changed", "idle", {"fingerprint": "1"}), ("gone", "idle", {}))
    nursery.start()
    same, changed, gone = (nursery.until_state(name, "running") for name in ("same", "changed", "gone"))
    nursery.plan(("same", "idle", {}), ("changed", "idle", {"fingerprint": "2"}), ("new", "idle", {}))
    nursery.send(signal.SIGHUP)
    nursery.until_state("new", "running")
    again = nursery.until(lambda: (now := nursery.child("changed")).pid not in (changed.pid, None) and now)
    nursery.until(lambda: nursery.child("gone") is None)
    assert nursery.child("same") == same
    assert again.restarts == 0
    assert not alive(gone.pid)


def test_one_child_can_be_asked_to_start_anew(two):
    first, second = two.child("one"), two.child("two")
    requests.ask(two.folder / "run", "restart", "one")
    again = two.until(lambda: (now := two.child("one")).pid not in (first.pid, None) and now)
    assert again.restarts == 0
    assert two.child("two") == second
    assert not alive(first.pid)


def test_all_children_can_be_asked_to_start_anew(two):
    before = {name: two.child(name).pid for name in ("one", "two")}
    requests.ask(two.folder / "run", "restart")
    for name, pid in before.items():
        two.until(lambda name=name, pid=pid: two.child(name).pid not in (pid, None))


def test_reloading_can_be_asked_for_without_a_signal(two):
    two.plan(("one", "idle", {}), ("third", "idle", {}))
    requests.ask(two.folder / "run", "reload")
    two.until_state("third", "running")


@pytest.mark.parametrize(
    "line", [b"restart\n", b"[]\n", b'["restart", "nobody"]\n', b'["explode"]\n', b"\xff\n", b"x" * 5000]
)
def test_a_request_that_makes_no_sense_is_told_of_and_changes_nothing(two, line):
    before = two.child("one"), two.child("two")
    with (two.folder / "run/requests").open("wb", buffering=0) as pipe:
        pipe.write(line)
    two.until(lambda: "no request" in two.console() or "cannot do" in two.console())
    assert (two.child("one"), two.child("two")) == before


def test_nobody_is_asked_where_no_supervisor_runs(tmp_path):
    with pytest.raises(OSError, match="requests"):
        requests.ask(tmp_path, "reload")


def test_a_plan_that_cannot_be_made_leaves_everything_as_it_is(two):
    before = two.child("one"), two.child("two")
    two.plan(error="line 3 of the configuration makes no sense")
    two.send(signal.SIGHUP)
    two.until(lambda: "line 3 of the configuration makes no sense" in two.console())
    assert (two.child("one"), two.child("two")) == before


def test_reloading_gives_who_was_given_up_another_chance(nursery):
    nursery.plan(("one", "crash", {}), restart={"intensity": 0})
    nursery.start()
    before = nursery.until_state("one", "given up")
    nursery.send(signal.SIGHUP)
    nursery.until(lambda: nursery.child("one").since > before.since)
    nursery.until_state("one", "given up")


def test_what_cannot_run_is_shown_with_its_reason(nursery):
    nursery.plan(left_out=[{"name": "Radarr-4K", "kind": "worker", "reason": "it has no URI"}])
    nursery.start()
    shown = nursery.until_state("Radarr-4K", "not started")
    assert (shown.reason, shown.pid) == ("it has no URI", None)


def test_a_second_supervisor_on_the_same_folder_is_refused(two):
    second = Nursery(two.folder)
    second.start()
    assert second.process.wait(60) == 1
    assert f"as process {two.process.pid}" in two.console()
    assert running.read(two.folder / "run").pid == two.process.pid


@pytest.mark.slow
def test_a_successor_waits_for_the_children_of_a_killed_supervisor(nursery):
    nursery.plan(("one", "deaf", {}))
    nursery.start()
    old = nursery.until_state("one", "running")
    nursery.process.kill()
    nursery.process.wait()
    assert running.read(nursery.folder / "run") is None
    nursery.start()
    nursery.until(lambda: "still ending" in nursery.console())
    assert alive(old.pid)
    os.kill(old.pid, signal.SIGKILL)
    assert nursery.until_state("one", "running").pid != old.pid


def test_the_runtime_file_says_who_runs(two):
    runtime = running.read(two.folder / "run")
    assert (runtime.pid, runtime.version, runtime.data_folder) == (two.process.pid, "1.2.3", str(two.folder))
    assert [(child.name, child.kind, child.state) for child in runtime.children] == [
        ("one", "worker", "running"),
        ("two", "worker", "running"),
    ]


@pytest.mark.slow
def test_an_idle_supervisor_does_not_turn(two):
    before = cpu_seconds(two.process.pid)
    time.sleep(2)  # what is measured is that nothing happens
    assert cpu_seconds(two.process.pid) - before < 0.2


@pytest.mark.slow
def test_children_can_be_spawned_where_forking_is_not_safe(tmp_path):
    nursery = Nursery(tmp_path, method="spawn")
    try:
        nursery.plan(("one", "idle", {}))
        nursery.start()
        first = nursery.until_state("one", "running")
        os.kill(first.pid, signal.SIGKILL)
        nursery.until(lambda: (now := nursery.child("one")).state == "running" and now.pid != first.pid)
        nursery.send(signal.SIGTERM)
        assert nursery.process.wait(100) == 0
    finally:
        nursery.end()


def cpu_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
