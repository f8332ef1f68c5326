"""What is in quarantine, and what ended there. Pure but for the store."""

from __future__ import annotations

from qbitrr.store import quarantine
from qbitrr.store.quarantine import HELD
from qbitrr.store.store import Store

from ..shapes.downloads import Held, Quarantine
from .plain import said

LOST = frozenset({"expired", "gone"})
"""Their torrents are no longer in the client, but may be added again."""

MOST = 5000


def quarantine_of(store: Store) -> Quarantine:
    """What is held now, that which ends first at the beginning. ``size`` is of all of it."""
    held = sorted(store.quarantine.held(), key=lambda one: one.expires_at)
    return Quarantine(held=tuple(map(held_of, held[:MOST])), size=sum(one.size for one in held))


def held_of(one: quarantine.Held) -> Held:
    return Held(
        client=one.client,
        hash=one.hash,
        name=said(one.name),
        owner=one.owner,
        size=one.size,
        reason=said(one.reason),
        held_at=one.held_at,
        expires_at=one.expires_at,
        state=one.state,
        category=one.category,
        restorable=one.state == HELD or one.state in LOST,
    )
