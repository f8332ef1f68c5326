"""What was decided about each torrent, why, and what became of it. Only ever appended to."""

# ruff: noqa: A002 -- hash and id are the fields' words

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from peewee import Database, Expression, fn

from .models import LedgerRow
from .queries import expire, rows, scalar

REMOVAL = "remove"
"""The action's name under which removals are counted."""

_TAKEN_AWAY = ("begun", "done")
"""Outcomes that count: what was begun and never settled may well have been done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One decision: the torrent, who decided by which rule on what evidence, and its outcome. ``size`` in bytes.

    ``outcome`` is "begun", "done", "failed" (tried), "refused" (not tried), "dropped" (given up at a start) or
    "observed" (by a rule that is not trusted so far).
    """

    id: int
    at: datetime
    owner: str
    client: str
    hash: str
    name: str
    action: str
    reason: str
    plugin: str
    rule: str
    evidence: Mapping[str, object] = field(default_factory=dict)
    outcome: str
    detail: str
    dry_run: bool
    size: int


@dataclass(frozen=True, slots=True)
class Removals:
    """How many torrents were removed, and their bytes together."""

    count: int
    bytes: int


class Ledger:
    """Append and read; nothing else, but for the expiry of what is old."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(
        self,
        *,
        at: datetime,
        owner: str,
        client: str,
        hash: str,
        name: str,
        action: str,
        reason: str,
        outcome: str,
        plugin: str = "",
        rule: str = "",
        evidence: Mapping[str, object] | None = None,
        detail: str = "",
        dry_run: bool = False,
        size: int = 0,
    ) -> int:
        """Write one entry; its id."""
        entry = LedgerRow.insert(
            at=at,
            owner=owner,
            client=client,
            hash=hash,
            name=name,
            action=action,
            reason=reason,
            plugin=plugin,
            rule=rule,
            evidence=dict(evidence or {}),
            outcome=outcome,
            detail=detail,
            dry_run=dry_run,
            size=size,
        )
        return int(entry.execute(self._database))

    def recent(
        self,
        limit: int,
        *,
        hash: str | None = None,
        client: str | None = None,
        name: str | None = None,
        owner: str | None = None,
        action: str | None = None,
        since: datetime | None = None,
        actions: Collection[str] = (),
        outcome: str | None = None,
        until: datetime | None = None,
        before: int | None = None,
    ) -> list[Entry]:
        """The last entries, the newest first: by a hash or its beginning, by a part of the name, and so on.

        ``before`` is the id of one that is known already. With both a name and a whole hash either is enough.
        """
        entries = LedgerRow.select().order_by(LedgerRow.id.desc()).limit(limit)
        if hash is not None and name is not None:
            entries = entries.where(LedgerRow.name.contains(name) | (LedgerRow.hash == hash))
        elif hash is not None:
            entries = entries.where(LedgerRow.hash.startswith(hash))
        elif name is not None:
            entries = entries.where(LedgerRow.name.contains(name))
        if client is not None:
            entries = entries.where(LedgerRow.client == client)
        if owner is not None:
            entries = entries.where(LedgerRow.owner == owner)
        if action is not None:
            entries = entries.where(_named(action))
        if since is not None:
            entries = entries.where(LedgerRow.at >= since)
        if actions:
            entries = entries.where(fn.LOWER(LedgerRow.action).in_([one.lower() for one in actions]))
        if outcome is not None:
            entries = entries.where(LedgerRow.outcome == outcome)
        if until is not None:
            entries = entries.where(LedgerRow.at < until)
        if before is not None:
            entries = entries.where(LedgerRow.id < before)
        return rows(self._database, entries, Entry)

    def newest(self) -> int:
        """The id of the last entry; 0 when there is none."""
        newest = scalar(self._database, LedgerRow.select(fn.MAX(LedgerRow.id)))
        return newest if isinstance(newest, int) else 0

    def after(self, id: int, limit: int) -> list[Entry]:
        """The entries after an id, the oldest first."""
        entries = LedgerRow.select().where(LedgerRow.id > id).order_by(LedgerRow.id).limit(limit)
        return rows(self._database, entries, Entry)

    def removals_since(self, when: datetime, client: str | None = None, *, dry_run: bool = False) -> Removals:
        """The torrents removed since a moment, each counted once; those of a dry run too, if that is asked for."""
        removed = (LedgerRow.at >= when) & _named(REMOVAL) & LedgerRow.outcome.in_(_TAKEN_AWAY)
        if client is not None:
            removed &= LedgerRow.client == client
        if not dry_run:
            removed &= LedgerRow.dry_run == False  # noqa: E712 -- SQL, not Python
        once = LedgerRow.select(fn.MAX(LedgerRow.size)).where(removed).group_by(LedgerRow.client, LedgerRow.hash)
        sizes = [int(size) for (size,) in once.tuples().execute(self._database)]
        return Removals(len(sizes), sum(sizes))

    def rehearsed_since(self, when: datetime) -> dict[tuple[str, str], int]:
        """The sizes of the torrents that a dry run has taken away since a moment, by client and hash."""
        taken = (LedgerRow.at >= when) & _named(REMOVAL)
        taken &= LedgerRow.outcome.in_(_TAKEN_AWAY) & (LedgerRow.dry_run == True)  # noqa: E712 -- SQL, not Python
        found = LedgerRow.select(LedgerRow.client, LedgerRow.hash, LedgerRow.size).where(taken).tuples()
        return {(client, torrent): int(size) for client, torrent, size in found.execute(self._database)}

    def expire(self, before: datetime) -> int:
        """Forget the entries from before a moment; how many those were."""
        return expire(self._database, LedgerRow, LedgerRow.at < before)


def _named(action: str) -> Expression:
    """An action's name in upper or lower case: a limit must not miss a removal for a capital letter."""
    return fn.LOWER(LedgerRow.action) == action.lower()
