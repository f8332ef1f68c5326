"""How everything is at one glance: what needs attention, what goes on, every client and every section."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from qbitrr.control.health import Health
from qbitrr.domain import State
from qbitrr.plan import BESIDE
from qbitrr.ports import View
from qbitrr.store.store import Store

from ..live.snapshot import Snapshot
from ..shapes.state import Client, Counts, Overview, Section
from .attention import attention_of
from .plain import said
from .today import midnight

LOADING = frozenset({State.DOWNLOADING, State.STALLED, State.METADATA, State.QUEUED})


def overview_of(store: Store | None, snapshot: Snapshot, health: Health, now: datetime, *, dry_run: bool) -> Overview:
    """``store`` is None while there is none."""
    troubled = sum(row.tone == "bad" for row in snapshot.rows.values())
    return Overview(
        at=now,
        well=not health.concerns,
        dry_run=dry_run or snapshot.dry_run,
        attention=attention_of(health, troubled=troubled),
        counts=_counts(store, snapshot, health, now),
        clients=tuple(_clients(snapshot, health)),
        sections=tuple(_sections(health)),
    )


def _counts(store: Store | None, snapshot: Snapshot, health: Health, now: datetime) -> Counts:
    rows = snapshot.rows.values()
    remembered = health.remembered
    deeds = store.tallies.deeds(midnight(now)) if store else []
    searches = store.tallies.searches(midnight(now)) if store else []
    return Counts(
        torrents=len(rows),
        downloading=sum(not row.torrent.complete and row.torrent.state in LOADING for row in rows),
        seeding=sum(row.torrent.state is State.SEEDING for row in rows),
        quarantine=remembered.quarantine,
        rejected=len(remembered.rejected),
        protected=remembered.protected,
        imported_today=store.tallies.imported_since(midnight(now)) if store else 0,
        removed_today=sum(one.count for one in deeds if (one.action.lower(), one.outcome) == ("remove", "done")),
        searches_today=sum(one.made for one in searches),
    )


def _clients(snapshot: Snapshot, health: Health) -> Iterator[Client]:
    """Each client that should run, as it is seen; else why it is not."""
    running = [child.name for child in health.running.children if child.kind == "client"] if health.running else []
    speeds: dict[str, tuple[int, int, int]] = {}
    for row in snapshot.rows.values():
        number, down, up = speeds.get(row.torrent.client, (0, 0, 0))
        torrent = row.torrent
        speeds[torrent.client] = number + 1, down + torrent.download_speed, up + torrent.upload_speed
    for name in sorted({*running, *snapshot.clients}):
        view = snapshot.clients.get(name)
        number, down, up = speeds.get(name, (0, 0, 0))
        yield Client(
            name=name,
            connected=bool(view and view.connected),
            complete=bool(view and view.complete),
            reason=said(_reason(view, health, name)),
            torrents=number,
            download_speed=down,
            upload_speed=up,
            free_space=view.server.free_space if view else None,
            at=view.at if view else None,
        )


def _reason(view: View | None, health: Health, name: str) -> str:
    if view is not None:
        return view.why_incomplete
    asked = health.clients.get(name)
    return asked if isinstance(asked, str) else f"the process of {name} does not run"


def _sections(health: Health) -> Iterator[Section]:
    """Each section with a worker; ``at`` is None for one that has told nothing so far."""
    frozen = {freeze.scope: freeze.reason for freeze in health.remembered.freezes}
    told = {report.name: report for report in health.remembered.sections}
    running = [child.name for child in health.running.children if child.kind == "worker"] if health.running else []
    for name in sorted({*told, *(name.removesuffix(BESIDE) for name in running)}):
        report = told.get(name)
        yield Section(
            name=name,
            at=report.at if report else None,
            stages=dict(report.stages) if report else {},
            missing={who: said(why) for who, why in report.missing.items()} if report else {},
            frozen=said(frozen.get(name, "")),
            problems=tuple(map(said, report.problems)) if report else (),
        )
