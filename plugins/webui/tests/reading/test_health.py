"""Each dependency, and what those are told who watch from outside."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families
from qbitrr_webui.reading.dependencies import SILENT_FOR, health_of
from qbitrr_webui.reading.metrics import Collected, Deeds, families

from qbitrr.clients.messages import Status
from qbitrr.control.trouble import Trouble
from qbitrr.ports import ServerState
from qbitrr.processes.children import ChildState
from qbitrr.testing.builders import NOW
from reading.running import child, runtime
from reading.test_overview import REPORT, health
from reading.written import decided, held, remembered


def opened(store):
    @contextmanager
    def open_store():
        yield store

    return open_store


def dependencies(store, known):
    return {one.kind: one for one in health_of(opened(store), lambda: known, NOW).dependencies}


def test_all_is_well(store):
    found = health_of(opened(store), health, NOW)
    assert found.ok
    assert [(one.name, one.kind) for one in found.dependencies] == [
        ("database", "database"),
        ("supervisor", "supervisor"),
        ("qBit", "client"),
        ("Radarr", "worker"),
    ]


def test_a_database_that_is_away_is_all_that_is_known():
    @contextmanager
    def away():
        raise Trouble("The database does not answer.")
        yield

    found = health_of(away, lambda: pytest.fail("nobody else is asked"), NOW)
    assert (found.ok, [one.detail for one in found.dependencies]) == (False, ["The database does not answer."])


@pytest.mark.parametrize(
    ("status", "detail"),
    [
        ("the process of qBit did not answer in time", "the process of qBit did not answer in time"),
        (Status(connected=False), "qBittorrent does not answer"),
        (Status(connected=True, complete=False, why_incomplete="it has just started"), "it has just started"),
    ],
)
def test_a_client_says_what_is_wrong(store, status, detail):
    client = dependencies(store, health(clients={"qBit": status}))["client"]
    assert (client.ok, client.detail) == (False, detail)


def test_a_worker_that_gives_no_sign_of_life_is_not_well(store):
    silent = runtime(child("Radarr", last_beat=NOW - SILENT_FOR - timedelta(minutes=1)))
    worker = dependencies(store, health(running=silent))["worker"]
    assert (worker.ok, worker.detail) == (False, "no sign of life since 6 min ago")


def test_a_process_that_is_given_up_says_why(store):
    given_up = runtime(child("Radarr", state=ChildState.GIVEN_UP, reason="it ended too often"))
    worker = dependencies(store, health(running=given_up))["worker"]
    assert (worker.ok, worker.detail) == (False, "given up: it ended too often")


def test_an_app_that_could_not_say_is_not_well(store):
    app = dependencies(store, health(sections=(REPORT,)))["app"]
    assert (app.name, app.ok, app.detail) == ("Radarr", False, "connection refused")


def metrics(store, known=None, deeds=None):
    registry = CollectorRegistry()
    registry.register(Collected(tuple(families(store, known or health(), deeds or Deeds(NOW)))))
    text = generate_latest(registry).decode()
    return {
        (one.name, *sorted(one.labels.values())): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


def test_torrents_are_counted_by_owner_stage_and_state(store):
    remembered(store)
    assert metrics(store)["qbitrr_torrents", "Radarr", "downloading", "seeding"] == 1


def test_what_is_done_counts_from_the_pages_start(store):
    decided(store)
    deeds = Deeds(NOW)
    assert metrics(store, deeds=deeds)["qbitrr_removals_total",] == 0
    decided(store)
    decided(store, outcome="failed")
    decided(store, dry_run=True)
    remembered(store, imported_at=NOW + timedelta(minutes=1))
    found = metrics(store, deeds=deeds)
    assert found["qbitrr_removals_total",] == 1
    assert found["qbitrr_imports_total",] == 1
    assert found["qbitrr_decisions_total", "failed", "remove"] == 1
    assert metrics(store, deeds=deeds) == found


def test_what_counts_up_does_not_shrink_when_old_entries_expire(store):
    deeds = Deeds(NOW)
    metrics(store, deeds=deeds)
    decided(store)
    assert metrics(store, deeds=deeds)["qbitrr_removals_total",] == 1
    store.ledger.expire(NOW + timedelta(days=1))
    assert metrics(store, deeds=deeds)["qbitrr_removals_total",] == 1


def test_clients_processes_and_the_quarantine(store):
    held(store, size=42)
    server = Status(connected=True, complete=True, server=ServerState(free_space=5))
    running = runtime(child("qBit", "client", restarts=2), child("Radarr", state=ChildState.GIVEN_UP))
    found = metrics(store, health(running=running, clients={"qBit": server, "other": "it is away"}))
    assert found["qbitrr_client_connected", "qBit"] == 1
    assert found["qbitrr_client_connected", "other"] == 0
    assert found["qbitrr_client_free_bytes", "qBit"] == 5
    assert found["qbitrr_process_restarts_total", "client", "qBit"] == 2
    assert found["qbitrr_process_up", "Radarr", "worker"] == 0
    assert found["qbitrr_quarantine_bytes",] == 42
    assert found["qbitrr_up",] == 1
