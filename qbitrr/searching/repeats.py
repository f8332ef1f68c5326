"""Remembering what has failed, and one alert when it has failed again and again."""

from __future__ import annotations

import logging
from datetime import datetime

from ..domain import Classification, Torrent
from ..store.store import Store
from .loops import advice, failures_of, loops
from .policy import LoopLimits

log = logging.getLogger(__name__)

ACTION = "stop searching"
"""What the ledger calls it."""


def remember_failure(
    store: Store, torrent: Torrent, owner: Classification, limits: LoopLimits, now: datetime, *, dry_run: bool
) -> None:
    """A download was removed as failed. Whoever calls this settles the removal in the same transaction."""
    failed = failures_of(owner.media_ids, owner.title, torrent.name, now)
    before = store.failures.of(owner.owner, owner.media_ids)
    store.failures.record(owner.owner, failed)
    known = loops(before, limits)
    for loop in loops([*before, *failed], limits).values():
        if loop.media_id not in known:
            alert = (
                f"{loop.title} has failed {loop.failures} times and is not searched for automatically before "
                f"{loop.until:%d %b %H:%M} UTC; {advice(loop)}. "
                f"Allow it again with: qbitrr search allow {owner.owner} {loop.media_id}"
            )
            log.error("%s: %s", owner.owner, alert)
            store.ledger.append(
                at=now,
                owner=owner.owner,
                client=torrent.client,
                hash=torrent.hash,
                name=torrent.name,
                action=ACTION,
                reason=alert,
                outcome="done",
                dry_run=dry_run,
                size=torrent.size,
            )
            return  # the other media of a pack are in the same loop
