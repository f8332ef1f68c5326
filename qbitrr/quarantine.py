"""The end of a quarantine: what is due is deleted through the same gate, what a person took back is let go."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from .actions import Delete
from .bench import Bench
from .domain import (
    Decision,
    Download,
    State,
    Torrent,
)
from .errors import Unavailable
from .execution import Executor
from .ports import Refused, View
from .reconsider import reconsider
from .safety import Limits
from .steps import QUARANTINE_TAG
from .store.quarantine import Held

log = logging.getLogger(__name__)

SETTLING = timedelta(minutes=1)
"""How long a client may take to show a torrent as stopped that was told to stop."""

RUNNING = frozenset({State.DOWNLOADING, State.STALLED, State.METADATA, State.SEEDING, State.QUEUED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """One look at everything that an owner holds."""

    executor: Executor
    views: Mapping[str, View]
    bench: Bench
    limits: Limits

    def run(self) -> Iterator[Download]:
        """Notice what people did with held torrents; delete what is due. Yields the downloads that changed."""
        room, store = self._room(), self.executor.store
        under_way = {(intent.client, intent.hash) for intent in store.journal.unsettled(self.executor.owner)}
        for held in store.quarantine.held(self.executor.owner):
            torrent = self._present(held) if (held.client, held.hash) not in under_way else None
            if torrent is None or held.expires_at > self.bench.now or room <= 0:
                continue
            decision = self.decide(torrent, held)
            if decision.refused:
                self.executor.account.refused(decision, self.bench.now)
            elif deleted := self.executor.carry_out(decision, self.bench.now):
                room -= 1
                yield deleted

    def decide(self, torrent: Torrent, held: Held) -> Decision:
        """Ask everybody once more."""
        delete = Delete(f"its quarantine has ended ({held.reason})")
        again = reconsider(torrent, self.bench, told=held.context.get("told") is True)
        refused = again.refused or _unmarked(torrent, held)
        return replace(again.judged, action=delete, by="quarantine", why=delete.reason, refused=refused)

    def _present(self, held: Held) -> Torrent | None:
        """The held torrent as its client shows it; None when that is not known, or when its quarantine has ended."""
        view = self.views.get(held.client)
        stopped_at = self.executor.stopped_at.get((held.client, held.hash), held.held_at)
        if view is None or not view.complete or self.bench.now - stopped_at < SETTLING:
            return None
        torrent = view.torrents.get(held.hash)
        if torrent is None:
            self._end(held, "gone", "somebody else deleted it")
        elif torrent.state in RUNNING:
            self._let_go(held)
            return None
        return torrent

    def _let_go(self, held: Held) -> None:
        if self.executor.dry_run:
            return
        try:
            self.executor.clients[held.client].remove_tags(held.hash, frozenset({QUARANTINE_TAG}))
        except (Unavailable, Refused) as error:
            log.warning("%s: its tag %s could not be taken away: %s", held.name, QUARANTINE_TAG, error)
        self._end(held, "restored", "a person started it again")

    def _end(self, held: Held, state: str, why: str) -> None:
        if self.executor.store.quarantine.mark(held.id, state, self.bench.now):
            log.info("%s is no longer in quarantine: %s", held.name, why)

    def _room(self) -> int:
        """How many deletions are still allowed in this window."""
        since = self.bench.now - self.limits.window
        lately = self.executor.store.ledger.recent(self.limits.removals, action="delete", since=since)
        return self.limits.removals - sum(entry.outcome == "done" for entry in lately)


def _unmarked(torrent: Torrent, held: Held) -> str:
    """Why it may be another's by now; a database from before a restore, put back, still calls its torrent held."""
    if held.context.get("tagged") is False or QUARANTINE_TAG in torrent.tags:
        return ""
    return f"it has lost the tag {QUARANTINE_TAG}: restore it, or give it the tag again to have it deleted"
