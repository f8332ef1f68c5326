"""What stands from earlier when a cycle begins: read from the store, once a cycle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from .actions import Reject, Remove
from .persons import RELEASED, TOLD, key_of, protections, said_of
from .safety import Limits
from .searching.loops import Failed
from .store.ledger import Entry
from .store.quarantine import HELD, RESTORED
from .store.store import Store
from .work import STOPPED_BY_US

MOST = 1000
"""So many entries of the ledger are read at the most."""

COUNTED = frozenset({Remove.__name__, Reject.__name__})
"""What counts against the limits while it is under way."""


type Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands from earlier: set-aside torrents, protections, what qbitrr stopped, and what was removed lately.

    ``rehearsed`` are the sizes of what a dry run would have removed lately: it is still there, and wanted again.
    ``failures`` are the owner's failed downloads; what was ``rejected`` lately counts among what was ``removed``.
    ``released`` from their obligations, and ``told`` to go, are those of which a person said so.
    """

    held: frozenset[Key] = frozenset()
    protected: Mapping[Key, str] = field(default_factory=dict)
    stopped_by_us: frozenset[Key] = frozenset()
    removed: int = 0
    removed_size: int = 0
    rehearsed: Mapping[Key, int] = field(default_factory=dict)
    unfrozen: bool = False
    failures: Sequence[Failed] = ()
    rejected: frozenset[Key] = frozenset()
    released: frozenset[Key] = frozenset()
    told: frozenset[Key] = frozenset()

    @property
    def words(self) -> frozenset[tuple[Key, str]]:
        """What people have said about single torrents: where that changes, they are judged again."""
        said = {"protected": self.protected, "released": self.released, "told": self.told}
        return frozenset((key, word) for word, keys in said.items() for key in keys)


def standing_of(owner: str, store: Store, limits: Limits, now: datetime, *, dry_run: bool = False) -> Standing:
    """Everything that restrains an owner's cycle."""
    lately = store.ledger.removals_since(now - limits.window)
    rejected = _rejected(owner, store, limits, now)
    rehearsed = store.ledger.rehearsed_since(now - limits.window) if dry_run else {}
    under_way = sum(intent.action in COUNTED for intent in store.journal.unsettled(owner))
    allowed = store.freezes.allowed_until(owner)
    states = store.quarantine.states(owner)
    restored = {key: "restored by a person" for key, state in states.items() if state == RESTORED}
    return Standing(
        held=frozenset(key for key, state in states.items() if state == HELD),
        protected=restored | protections(store),
        stopped_by_us=frozenset(map(key_of, store.notes(STOPPED_BY_US).names())),
        removed=lately.count + len(rejected) + under_way,
        removed_size=lately.bytes + sum(rejected.values()),
        rehearsed=rehearsed,
        unfrozen=allowed is not None and now < allowed,
        failures=store.failures.of(owner),
        rejected=frozenset(rejected),
        released=said_of(store, RELEASED),
        told=said_of(store, TOLD),
    )


def _rejected(owner: str, store: Store, limits: Limits, now: datetime) -> dict[Key, int]:
    """The sizes of what was rejected lately."""
    entries = store.ledger.recent(MOST, owner=owner, action=Reject.__name__, since=now - limits.window)
    return {(entry.client, entry.hash): entry.size for entry in entries if _done(entry)}


def _done(entry: Entry) -> bool:
    return entry.outcome == "done" and not entry.dry_run
