"""Health for whoever asks: yes or no, truly, and not a word more."""

from datetime import UTC, datetime

import pytest
from qbitrr_webui import readiness

from qbitrr.processes import running
from qbitrr.processes.children import ChildState
from qbitrr.processes.running import ChildStatus, Runtime
from qbitrr.store.database import prepare

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def runs(world, monkeypatch):
    """Have a supervisor run, with a child in this state; None: none runs."""
    monkeypatch.setattr(readiness, "FRESH", 0.0)

    def run(state=ChildState.RUNNING):
        child = ChildStatus(name="Radarr", kind="worker", state=state, since=NOW)
        runtime = Runtime(pid=1, started=NOW, version="1", data_folder="x", children=(child,))
        monkeypatch.setattr(running, "read", lambda _: runtime if state else None)

    prepare(world.web.place.database)
    run()
    return run


def ready(world):
    answer = world.browser().get("/health/ready")
    return answer.status_code, answer.json


def test_it_is_ready_when_it_runs_and_its_database_answers(world, runs):
    assert ready(world) == (200, {"ok": True})


def test_it_is_not_when_no_supervisor_runs(world, runs):
    runs(state=None)
    assert ready(world) == (503, {"ok": False})


@pytest.mark.parametrize(("state", "ok"), [(ChildState.GIVEN_UP, False), (ChildState.RESTARTING, True)])
def test_it_is_not_when_a_process_was_given_up(world, runs, state, ok):
    runs(state=state)
    assert ready(world)[1] == {"ok": ok}


def test_it_is_not_when_the_database_is_gone(world, runs):
    world.web.place.database_file.unlink()
    assert ready(world)[0] == 503


def test_it_is_not_when_the_database_is_no_database(world, runs):
    world.web.place.database_file.write_bytes(b"nonsense" * 1000)
    assert ready(world)[0] == 503


def test_however_often_it_is_asked_it_looks_only_now_and_then(world, runs, monkeypatch):
    monkeypatch.setattr(readiness, "FRESH", 60.0)
    assert ready(world)[0] == 200
    runs(state=None)
    assert ready(world)[0] == 200


def test_it_is_alive_as_long_as_it_answers(world):
    answer = world.browser().get("/health/live")
    assert (answer.status_code, answer.json) == (200, {"ok": True})
