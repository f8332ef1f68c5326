"""``qbitrr history``: what was decided and done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from ..config.types import read_duration
from ..control import words
from ..control.place import Place
from ..control.stores import opened
from ..control.trouble import Misuse
from ..store.ledger import Entry
from ..store.store import Store
from .output import SHORT, emit, lines, say, show_table

HASH = re.compile(r"[0-9a-f]{6,40}", re.IGNORECASE)


def history(
    place: Place, torrent: str | None, *, limit: int, since: str | None, action: str | None, json: bool
) -> None:
    """Print the ledger. Raises Misuse, StoreNotReady and Trouble."""
    after = since_when(since, words.now()) if since else None
    with opened(place) as store:
        entries = found(store, torrent, limit=limit, since=after, action=action)
    if json:
        emit(entries)
    else:
        show_entries(entries, words.now())


def found(
    store: Store, torrent: str | None, *, limit: int, since: datetime | None = None, action: str | None = None
) -> list[Entry]:
    """The entries about a torrent, by its hash where that is what it looks like, else by its name."""
    if torrent and HASH.fullmatch(torrent):
        by_hash = store.ledger.recent(limit, hash=torrent.lower(), since=since, action=action)
        if by_hash:
            return by_hash
    return store.ledger.recent(limit, name=torrent or None, since=since, action=action)


def show_entries(entries: Sequence[Entry], now: datetime) -> None:
    if not entries:
        say("Nothing was done.")
        return
    show_table("when", "torrent", "action", "outcome", "why", rows=[_row(entry, now) for entry in entries], narrow=1)


def _row(entry: Entry, now: datetime) -> tuple[object, ...]:
    by = f"by {entry.plugin}" if entry.plugin else ""
    return (
        words.ago(entry.at, now),
        lines(entry.name, entry.hash[:SHORT]),
        lines(entry.action, entry.owner),
        lines(entry.outcome, "dry run" if entry.dry_run else ""),
        lines(entry.reason, entry.detail if entry.detail != entry.reason else "", by),
    )


def since_when(text: str, now: datetime) -> datetime:
    """The moment that a duration before now or a date means. Raises Misuse."""
    try:
        return now - read_duration(text)
    except (ValueError, OverflowError):
        pass
    try:
        return datetime.fromisoformat(text).astimezone(now.tzinfo)
    except (ValueError, OverflowError):
        raise Misuse(f"{text!a} is no moment. Say how long ago (12h, 2d), or a date (2026-03-01).") from None
