"""Write down, once, what rules would have brought about that are not trusted so far."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from .account import Account
from .actions import Action
from .domain import Decision
from .intents import evidence_of
from .store.store import Store

OBSERVED = "observed"
"""The outcome in the ledger: nothing was done."""

LOOKED_AT = 100
"""So many of a torrent's last entries are looked through, to repeat none after a restart."""

type Key = tuple[str, str]
type Finding = tuple[str, str]
"""A rule, and the name of the action that it wants."""


class Observing:
    """Remembers what has been written down already, for as long as it goes on."""

    def __init__(self, owner: str, store: Store, *, dry_run: bool) -> None:
        self._owner = owner
        self._store = store
        self._account = Account(owner, store, dry_run=dry_run)
        self._known: dict[Key, frozenset[Finding]] = {}

    def note(self, decisions: Iterable[Decision], now: datetime) -> None:
        """Write down what is new in these; what a rule finds no longer is new when it is found again."""
        for decision in decisions:
            key = decision.torrent.key
            before = self._known.get(key)
            if not decision.observed:
                if before is not None and not decision.failures:
                    self._known[key] = frozenset()
                continue
            if before is None:
                before = self._written(decision)
            for plugin, action in decision.observed:
                if (plugin, action.kind) not in before:
                    self._write(decision, plugin, action, now)
            still = before if decision.failures else frozenset()
            self._known[key] = still | {(plugin, action.kind) for plugin, action in decision.observed}

    def forget(self, gone: Iterable[Key]) -> None:
        for key in gone:
            self._known.pop(key, None)

    def _written(self, decision: Decision) -> frozenset[Finding]:
        """What an earlier process has written down."""
        client, torrent = decision.torrent.key
        entries = self._store.ledger.recent(LOOKED_AT, hash=torrent, client=client, owner=self._owner)
        return frozenset((entry.plugin, entry.action) for entry in entries if entry.outcome == OBSERVED)

    def _write(self, decision: Decision, plugin: str, action: Action, now: datetime) -> None:
        context = {"by": plugin, "rule": plugin, "evidence": evidence_of(decision)}
        detail = f"nothing was done: the rule {plugin} is not trusted so far"
        self._account.append(decision.torrent, action, context, OBSERVED, detail, now)
