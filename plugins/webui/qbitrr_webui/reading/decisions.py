"""The ledger, page by page: what was decided and done, and what of it can be taken back now."""

from __future__ import annotations

from collections.abc import Sequence

from qbitrr.control.rejected import protected
from qbitrr.store import ledger
from qbitrr.store.store import Store

from ..shapes.ledger import Entry, Ledger, LedgerQuery
from .entries import Key, entry_of, undo_of


def page_of(store: Store, query: LedgerQuery) -> Ledger:
    """The entries that a query asks for."""
    text = query.search.strip()
    entries = store.ledger.recent(
        query.limit + 1,
        before=query.before,
        name=text or None,
        hash=text.lower() or None,
        client=query.client or None,
        owner=query.owner or None,
        actions=tuple(filter(None, map(str.strip, query.action.split(",")))),
        outcome=query.outcome or None,
        since=query.since,
        until=query.until,
    )
    return Ledger(entries=shown(store, entries[: query.limit]), more=len(entries) > query.limit)


def history_of(store: Store, key: Key, limit: int) -> Ledger:
    """What was done with one torrent, the newest first."""
    client, torrent = key
    entries = store.ledger.recent(limit + 1, client=client, hash=torrent)
    return Ledger(entries=shown(store, entries[:limit]), more=len(entries) > limit)


def shown(store: Store, entries: Sequence[ledger.Entry]) -> tuple[Entry, ...]:
    """The entries with what takes each back. Of several about one torrent only the newest can be."""
    restorable, kept = restorable_of(store), protected(store)
    undone: set[tuple[Key, str]] = set()
    found = []
    for entry in entries:
        undo = undo_of(entry, restorable, kept)
        once = ((entry.client, entry.hash), undo)
        found.append(entry_of(entry, undo="" if once in undone else undo))
        undone.add(once)
    return tuple(found)


def restorable_of(store: Store) -> frozenset[Key]:
    """What a restore puts back with its data: what is held."""
    return frozenset((one.client, one.hash) for one in store.quarantine.held())
