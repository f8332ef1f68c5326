"""What the ledger alone says of each torrent: by which rows it owes, and when it was done with the others. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..common.words import after
from .ledger import Account, Entry, read
from .terms import WHOLE, Deeds, Terms, owed, signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What one row asks of a torrent: since when that is owed, and since when no more (None: it still is).

    ``how`` it came to be owed no more: it was met, the tracker has it no more (released), or its time is over.
    """

    row: str
    asks: str
    since: datetime
    done: datetime | None = None
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One torrent of the ledger; an empty name is not known."""

    client: str
    hash: str
    name: str
    items: tuple[Item, ...]

    @property
    def owes(self) -> bool:
        return any(item.done is None for item in self.items)

    @property
    def since(self) -> datetime:
        """Since when it owes or, when it does not, since when it owes nothing any more."""
        owing = [item.since for item in self.items if item.done is None]
        return min(owing) if owing else max(item.done for item in self.items if item.done)


def statement(kept: Mapping[str, object], rows: Sequence[Terms], now: datetime) -> tuple[list[Line], int]:
    """A line for each torrent of which these rows ask something, and how many entries cannot be read.

    What is still owed comes first, the oldest first; then what was met, the newest first.
    """
    lines, unreadable = [], 0
    for key, note in kept.items():
        client, _, torrent = key.rpartition("/")
        entry = read(note)
        if entry is None:
            unreadable += 1
        elif items := tuple(_items(entry, rows, now)):
            lines.append(Line(client=client, hash=torrent, name=entry.name, items=items))
    owing = sorted((line for line in lines if line.owes), key=lambda line: line.since)
    done = sorted((line for line in lines if not line.owes), key=lambda line: line.since, reverse=True)
    return [*owing, *done], unreadable


def _items(entry: Entry, rows: Sequence[Terms], now: datetime) -> Iterator[Item]:
    untouched = Deeds(ratio=0, time=timedelta(0), share=entry.share, complete=entry.share >= WHOLE)
    for row in rows:
        account = entry.rows.get(row.where)
        if account is None or not (asks := owed(row, untouched)):
            continue
        done, how = _end(account, row, entry, signature(row, untouched), now)
        yield Item(row=row.label, asks=asks, since=account.since, done=done, how=how)


def _end(account: Account, row: Terms, entry: Entry, terms: str, now: datetime) -> tuple[datetime | None, str]:
    """Since when nothing is owed by an account any more, and why; None while it is."""
    if met := account.met.get(terms):
        return met, "met"
    if row.dead_tracker_release and account.released:
        return account.released, "released, for the tracker has it no more"
    if row.release_after is not None:
        over = after((entry.completed if entry.share >= WHOLE else None) or account.since, row.release_after)
        if over <= now:
            return over, "over"
    return None, ""
