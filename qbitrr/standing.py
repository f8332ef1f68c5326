"""What stands from earlier when a cycle begins: read from the store, once a cycle."""

from __future__ import annotations

from datetime import datetime

from .actions import Remove
from .pipeline import Standing
from .safety import Limits
from .store.quarantine import HELD, RESTORED
from .store.store import Store
from .work import STOPPED_BY_US


def standing_of(owner: str, store: Store, limits: Limits, now: datetime, *, dry_run: bool = False) -> Standing:
    """Everything that restrains an owner's cycle."""
    lately = store.ledger.removals_since(now - limits.window)
    rehearsed = store.ledger.rehearsed_since(now - limits.window) if dry_run else {}
    under_way = sum(intent.action == Remove.__name__ for intent in store.journal.unsettled(owner))
    allowed = store.freezes.allowed_until(owner)
    states = store.quarantine.states(owner)
    return Standing(
        held=frozenset(key for key, state in states.items() if state == HELD),
        protected={key: "restored by a person" for key, state in states.items() if state == RESTORED},
        stopped_by_us=frozenset(_key(note) for note in store.notes(STOPPED_BY_US).names()),
        removed=lately.count + under_way,
        removed_size=lately.bytes,
        rehearsed=rehearsed,
        unfrozen=allowed is not None and now < allowed,
        failures=store.failures.of(owner),
    )


def _key(note: str) -> tuple[str, str]:
    client, _, torrent = note.rpartition("/")
    return client, torrent
