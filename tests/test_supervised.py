"""What becomes of one child, replayed against a clock of our own and a process that is none."""

from signal import SIGKILL, SIGTERM

import pytest

from qbitrr.processes.children import ChildSpec, ChildState, Plan, Timeouts
from qbitrr.processes.restart import RestartPolicy
from qbitrr.processes.supervised import Child

SPEC = ChildSpec("Radarr-4K", "tests.nursery:idle")
PLAN = Plan((SPEC,), restart=RestartPolicy(intensity=2, first_delay=0.5), timeouts=Timeouts(300, 30, 5))


class Process:
    """Notes the signals it gets and ends when told."""

    def __init__(self, spec):
        self.spec = spec
        self.pid = 1000
        self.sentinel = 0
        self.signals = []
        self.status = 0

    def signal(self, number):
        self.signals.append(number)

    def reap(self):
        return self.status


@pytest.fixture
def child():
    child = Child(SPEC, PLAN, Process)
    child.start(0)
    return child


def run_until(child, now):
    """Take every step that is due by then."""
    while child.deadline is not None and child.deadline <= now:
        child.step(child.deadline)


def die(child, now, status=1):
    child.process.status = status
    child.ended(now)


def test_a_child_runs_when_it_has_given_its_first_sign_of_life(child):
    assert child.state is ChildState.STARTING
    child.beat(1)
    assert child.state is ChildState.RUNNING


def test_a_child_that_gives_no_signs_runs_at_once_and_is_never_taken_for_hung():
    child = Child(ChildSpec("page", "tests.nursery:idle", beats=False), PLAN, Process)
    child.start(0)
    assert (child.state, child.deadline) == (ChildState.RUNNING, None)


def test_a_dead_child_is_started_again_after_the_delay(child):
    die(child, 10)
    assert (child.state, child.deadline) == (ChildState.RESTARTING, 10.5)
    run_until(child, 10.5)
    assert (child.state, child.restarts, child.reason) == (
        ChildState.STARTING,
        1,
        "it ended by itself with exit status 1",
    )


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (0, "it ended by itself with exit status 0"),
        (-9, "it was killed by SIGKILL"),
        (-11, "it was killed by SIGSEGV"),
        (-40, "it was killed by signal 40"),
    ],
)
def test_the_reason_says_how_it_ended(child, status, reason):
    die(child, 1, status)
    assert child.reason == reason


def test_a_child_that_cannot_be_started_has_died(caplog):
    def refuse(spec):
        raise BlockingIOError(11, "Resource temporarily unavailable")

    child = Child(SPEC, PLAN, refuse)
    child.start(0)
    run_until(child, 100)
    assert child.state is ChildState.GIVEN_UP
    assert "could not be started" in child.reason


def test_a_silent_child_is_told_to_end_then_killed_and_counts_as_dead(child):
    child.beat(100)
    run_until(child, 399)
    assert child.process.signals == []
    run_until(child, 400)
    assert child.process.signals == [SIGTERM]
    run_until(child, 405)
    assert child.process.signals == [SIGTERM, SIGKILL]
    die(child, 406, -9)
    assert (child.state, child.deadline) == (ChildState.RESTARTING, 406.5)
    assert child.reason == "it gave no sign of life for 300 s"


def test_silence_that_nobody_could_have_heard_is_excused(child):
    child.excuse(5000)
    run_until(child, 5299)
    assert child.state is ChildState.STARTING


def test_stopping_is_polite_then_firm(child):
    child.stop(0)
    process = child.process
    seen = []
    for now in (0, 29, 30, 34, 35, 1000):
        run_until(child, now)
        seen.append(len(process.signals))
    assert seen == [1, 1, 2, 2, 3, 3]
    assert process.signals == [SIGTERM, SIGTERM, SIGKILL]
    child.ended(1001)
    assert (child.state, child.process, child.deadline) == (ChildState.STOPPED, None, None)


def test_haste_skips_the_waiting(child):
    child.stop(0)
    child.hurry(1)
    child.hurry(1)
    child.hurry(1)
    assert child.process.signals == [SIGTERM, SIGTERM, SIGKILL]


def test_a_heartbeat_does_not_stop_the_stopping(child):
    child.stop(0)
    child.beat(29)
    run_until(child, 30)
    assert child.state is ChildState.STOPPING
    assert child.process.signals == [SIGTERM, SIGTERM]


def test_a_child_that_waits_for_its_restart_can_be_stopped(child):
    die(child, 0)
    child.stop(0.1)
    run_until(child, 100)
    assert (child.state, child.process) == (ChildState.STOPPED, None)


def test_a_hung_child_that_is_to_stop_is_not_started_again(child):
    run_until(child, 300)
    child.stop(301)
    die(child, 302, -9)
    assert child.state is ChildState.STOPPED


def test_a_replacement_starts_when_the_old_process_has_ended(child):
    after = ChildSpec("Radarr-4K", "tests.nursery:idle", fingerprint="2")
    child.replace(after, 0)
    assert (child.state, child.process.spec) == (ChildState.STOPPING, SPEC)
    child.ended(1)
    assert (child.state, child.process.spec, child.restarts) == (ChildState.STARTING, after, 0)


def test_a_replacement_clears_the_record_of_deaths(child):
    for now in (0, 1, 2):
        die(child, now)
        run_until(child, now + 1)
    assert child.state is ChildState.GIVEN_UP
    child.replace(SPEC, 3)
    die(child, 4)
    assert (child.state, child.deadline) == (ChildState.RESTARTING, 4.5)
