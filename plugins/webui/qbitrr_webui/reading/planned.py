"""What would be done now, from what the workers think: nothing is judged again for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from qbitrr.intents import torrent_of
from qbitrr.store.store import Store

from ..live.rows import Row
from ..live.snapshot import Snapshot
from ..shapes.base import Tone
from ..shapes.downloads import Plan, Planned
from .plain import said

MOST = 2000
GOOD = frozenset({"import", "start", "recheck"})
GRAVE = frozenset({"remove", "reject", "delete"})


def plan_of(store: Store, snapshot: Snapshot, now: datetime) -> Plan:
    """What is begun and not finished, and what is decided or refused."""
    thought = [row for row in snapshot.rows.values() if row.thought.hash]
    busy = sorted((row for row in thought if row.thought.action or row.thought.refused), key=_order)
    return Plan(
        at=now,
        judged=len(thought),
        dry_run=snapshot.dry_run,
        plan=(*_unfinished(store), *map(_planned, busy))[:MOST],
        notes=tuple(_notes(store, snapshot)),
    )


def _order(row: Row) -> tuple[bool, str, str]:
    return not row.thought.action, row.thought.action, row.torrent.name.casefold()


def _unfinished(store: Store) -> Iterator[Planned]:
    for intent in store.journal.unsettled():
        yield Planned(
            section=intent.owner,
            client=intent.client,
            hash=intent.hash,
            name=said(torrent_of(intent).name),
            action=intent.action.lower(),
            steps=intent.steps,
            reason=f"begun and not finished: {intent.step or 'nothing'} {intent.step_state}".strip(),
            tone="attention",
        )


def _planned(row: Row) -> Planned:
    torrent, thought = row.torrent, row.thought
    return Planned(
        section=thought.owner,
        client=torrent.client,
        hash=torrent.hash,
        name=said(torrent.name),
        state=torrent.state.value,
        stage=thought.stage,
        action=thought.action,
        steps=thought.steps,
        reason=said(thought.why),
        by=thought.by,
        refused=said(thought.refused),
        tone=_tone(row),
    )


def _tone(row: Row) -> Tone:
    if row.thought.action in GRAVE or (row.thought.refused and not row.thought.action):
        return "attention"
    return "good" if row.thought.action in GOOD else "neutral"


def _notes(store: Store, snapshot: Snapshot) -> Iterator[str]:
    """Who could not be asked, and where removals are frozen."""
    for name, view in snapshot.clients.items():
        if not view.complete:
            yield f"{name}: {view.why_incomplete}"
    yield from snapshot.silent.values()
    for scope in sorted({row.thought.owner for row in snapshot.rows.values() if row.thought.owner}):
        if freeze := store.freezes.current(scope):
            yield f"{scope}: removals are frozen: {said(freeze.reason)}"
