"""What those who watch from outside are told, in Prometheus' words. The families are made anew for each scrape."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from qbitrr.clients.messages import Status
from qbitrr.control.health import Health
from qbitrr.lifecycle import Stage
from qbitrr.processes.children import ChildState
from qbitrr.store.store import Store

from .today import midnight


@dataclass(frozen=True, slots=True, eq=False)
class Collected:
    """A collector of families that are made already. A registry knows it by its identity."""

    families: tuple[Metric, ...]

    def collect(self) -> Iterator[Metric]:
        yield from self.families


class Deeds:
    """Counts the ledger's entries from the page's start on: what counts up must not shrink when old ones expire."""

    def __init__(self, since: datetime) -> None:
        self.since = since
        self._lock = threading.Lock()
        self._last: int | None = None
        self._counts: Counter[tuple[str, str]] = Counter()

    def count(self, store: Store) -> dict[tuple[str, str], int]:
        """By action and outcome."""
        with self._lock:
            newest = store.ledger.newest()
            if self._last is None or newest < self._last:  # another database
                self._last = newest
            for (action, outcome), number in store.tallies.outcomes(after=self._last, until=newest).items():
                self._counts[action.lower(), outcome] += number
            self._last = newest
            return dict(self._counts)


def families(store: Store, health: Health, deeds: Deeds) -> Iterator[Metric]:
    """Everything but the durations of requests."""
    yield from _processes(health)
    yield from _clients(health)
    yield from _torrents(store)
    yield from _done(deeds.count(store))
    imports = store.tallies.imported_since(deeds.since)
    yield CounterMetricFamily("qbitrr_imports", "Imports confirmed since the page started.", value=imports)
    yield _gauge("qbitrr_frozen", "Sections in which removals are frozen.", len(health.remembered.freezes))
    yield _gauge("qbitrr_rejected", "Downloads that wait for a person's word.", len(health.remembered.rejected))
    yield _gauge("qbitrr_concerns", "Things that are not well.", len(health.concerns))
    held = store.quarantine.held()
    yield _gauge("qbitrr_quarantine_torrents", "Torrents in quarantine.", len(held))
    yield _gauge("qbitrr_quarantine_bytes", "Bytes of the torrents in quarantine.", sum(one.size for one in held))
    made = sum(one.made for one in store.tallies.searches(midnight(health.at)))
    yield _gauge("qbitrr_searches_today", "Searches since midnight.", made)
    due = GaugeMetricFamily("qbitrr_searches_due", "Searches that could be made.", labels=("section",))
    for report in health.remembered.searching:
        due.add_metric((report.owner,), report.due)
    yield due


def _processes(health: Health) -> Iterator[Metric]:
    runtime = health.running
    yield _gauge("qbitrr_up", "Whether qbitrr runs.", int(runtime is not None))
    up = GaugeMetricFamily("qbitrr_process_up", "Whether a process runs.", labels=("name", "kind"))
    restarts = CounterMetricFamily("qbitrr_process_restarts", "Restarts after it had died.", labels=("name", "kind"))
    for child in runtime.children if runtime else ():
        up.add_metric((child.name, child.kind), int(child.state is ChildState.RUNNING))
        restarts.add_metric((child.name, child.kind), child.restarts)
    yield from (up, restarts)


def _clients(health: Health) -> Iterator[Metric]:
    connected = GaugeMetricFamily("qbitrr_client_connected", "Whether a client answers.", labels=("client",))
    complete = GaugeMetricFamily("qbitrr_client_complete", "Whether its list is whole.", labels=("client",))
    free = GaugeMetricFamily("qbitrr_client_free_bytes", "Free space where it saves.", labels=("client",))
    for name, told in health.clients.items():
        status = Status() if isinstance(told, str) else told
        connected.add_metric((name,), int(status.connected))
        complete.add_metric((name,), int(status.complete))
        if status.server.free_space is not None:
            free.add_metric((name,), status.server.free_space)
    yield from (connected, complete, free)


def _torrents(store: Store) -> Iterator[Metric]:
    """As the sections remember them: a client's torrents that are nobody's are not among them."""
    labels = ("owner", "stage", "state")
    torrents = GaugeMetricFamily("qbitrr_torrents", "Torrents by owner, stage and state.", labels=labels)
    for (owner, stage, state), number in store.tallies.owned().items():
        if stage is not Stage.DELETED:
            torrents.add_metric((owner, stage.value, state.value), number)
    yield torrents


def _done(counts: dict[tuple[str, str], int]) -> Iterator[Metric]:
    decisions = CounterMetricFamily(
        "qbitrr_decisions", "Entries of the ledger since the page started.", labels=("action", "outcome")
    )
    for (action, outcome), number in counts.items():
        decisions.add_metric((action, outcome), number)
    yield decisions
    removals = counts.get(("remove", "done"), 0)
    yield CounterMetricFamily("qbitrr_removals", "Removals since the page started.", value=removals)


def _gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, about, value=value)
