"""Each thing that qbitrr depends on, and whether it is well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from qbitrr.control import words
from qbitrr.control.concerns import WELL
from qbitrr.control.health import Health as HealthThere
from qbitrr.control.trouble import Trouble
from qbitrr.processes.children import ChildState
from qbitrr.processes.running import ChildStatus
from qbitrr.store.schema import StoreNotReady, StoreTooNew
from qbitrr.store.store import Store

from ..shapes.state import Dependency, Health
from .plain import said

SILENT_FOR = timedelta(minutes=5)
"""So long without a heartbeat a worker is not well, though its supervisor has not given it up yet."""

type Open = Callable[[], AbstractContextManager[Store]]


def health_of(open_store: Open, health: Callable[[], HealthThere], now: datetime) -> Health:
    """All of them. Nothing of this raises: what cannot be found out is not well, and says why."""
    database = _database(open_store)
    found = [database, *(_told(health(), now) if database.ok else ())]
    return Health(ok=all(one.ok for one in found), dependencies=tuple(found))


def _database(open_store: Open) -> Dependency:
    try:
        with open_store() as store:
            store.ledger.newest()
    except (Trouble, StoreNotReady, StoreTooNew) as error:
        return Dependency(name="database", kind="database", ok=False, detail=said(str(error)))
    return Dependency(name="database", kind="database", ok=True)


def _told(health: HealthThere, now: datetime) -> Iterator[Dependency]:
    runtime = health.running
    running = f"since {words.ago(runtime.started, now)}" if runtime else "qbitrr is not running"
    yield Dependency(name="supervisor", kind="supervisor", ok=runtime is not None, detail=running)
    for child in runtime.children if runtime else ():
        if child.kind == "client":
            yield _client(child, health)
        else:
            yield _child(child, now)
    for report in health.remembered.sections if runtime else ():
        missing = report.missing.get(report.name)
        yield Dependency(name=report.name, kind="app", ok=missing is None, detail=said(missing or ""))


def _client(child: ChildStatus, health: HealthThere) -> Dependency:
    told = health.clients.get(child.name)
    if told is None:
        return Dependency(name=child.name, kind="client", ok=False, detail=_state(child))
    if isinstance(told, str):
        return Dependency(name=child.name, kind="client", ok=False, detail=said(told))
    well = told.connected and told.complete
    why = "" if well else told.why_incomplete or "qBittorrent does not answer"
    return Dependency(name=child.name, kind="client", ok=well, detail=said(why))


def _child(child: ChildStatus, now: datetime) -> Dependency:
    silent = child.last_beat is not None and now - child.last_beat > SILENT_FOR
    detail = _state(child)
    if silent and child.last_beat and child.state is ChildState.RUNNING:
        detail = f"no sign of life since {words.ago(child.last_beat, now)}"
    return Dependency(name=child.name, kind=child.kind, ok=child.state in WELL and not silent, detail=detail)


def _state(child: ChildStatus) -> str:
    return said(f"{child.state}: {child.reason}" if child.reason and child.state not in WELL else str(child.state))
