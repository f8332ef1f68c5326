"""What was taken away and can still be given back."""

# ruff: noqa: A002 -- hash and id are the fields' words

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from peewee import Database, Expression, ModelSelect

from .models import QuarantineRow
from .queries import columns, expire, first, matching, rows, scalar

HELD = "held"
RESTORED = "restored"
ENDED = "unprotected"

_HELD = columns(QuarantineRow, but=("changed_at", "torrent_file"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One torrent in quarantine, with all that a restore needs but the torrent file, which is read when asked for.

    ``state`` is "held", "restored" (given back), "unprotected" (given back, and not protected by that any more),
    "expired" (its data deleted), "gone" (found missing) or "dropped" (its removal was not carried out).
    """

    id: int
    owner: str
    client: str
    hash: str
    name: str
    size: int
    reason: str
    held_at: datetime
    expires_at: datetime
    state: str
    category: str
    tags: frozenset[str]
    save_path: str
    context: Mapping[str, object]


class Quarantine:
    """Hold, find, mark. Ended entries are kept as history until they expire."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def hold(
        self,
        *,
        owner: str,
        client: str,
        hash: str,
        name: str,
        size: int,
        reason: str,
        held_at: datetime,
        expires_at: datetime,
        torrent_file: bytes,
        category: str = "",
        tags: frozenset[str] = frozenset(),
        save_path: str = "",
        context: Mapping[str, object] | None = None,
    ) -> Held:
        """Keep what a restore needs.

        A torrent that this owner holds already is left as it was first written: a step repeated after a crash sees
        the torrent stopped, and would keep less.
        """
        mine = (QuarantineRow.owner == owner) & (QuarantineRow.client == client) & (QuarantineRow.hash == hash)
        with self._database.atomic():
            if held := first(self._database, _all().where(mine, QuarantineRow.state == HELD), Held):
                return held
            written = QuarantineRow.insert(
                owner=owner,
                client=client,
                hash=hash,
                name=name,
                size=size,
                reason=reason,
                held_at=held_at,
                expires_at=expires_at,
                state=HELD,
                category=category,
                tags=tags,
                save_path=save_path,
                context=dict(context or {}),
                changed_at=held_at,
                torrent_file=torrent_file,
            )
            identity = int(written.execute(self._database))
        return rows(self._database, _all().where(QuarantineRow.id == identity), Held)[0]

    def held(self, owner: str | None = None) -> list[Held]:
        """What is held now, for an owner or for all; the oldest first."""
        return self._held(None if owner is None else QuarantineRow.owner == owner)

    def restored(self) -> list[Held]:
        """What was given back, and is protected by that; the oldest first."""
        given_back = _all().where(QuarantineRow.state == RESTORED).order_by(QuarantineRow.id)
        return rows(self._database, given_back, Held)

    def states(self, owner: str) -> dict[tuple[str, str], str]:
        """Which torrents an owner holds or has given back, by client and hash: "held" or "restored", the newer."""
        entries = QuarantineRow.select(QuarantineRow.client, QuarantineRow.hash, QuarantineRow.state)
        entries = entries.where(QuarantineRow.owner == owner, QuarantineRow.state.in_((HELD, RESTORED)))
        ordered = entries.order_by(QuarantineRow.id).tuples()
        return {(client, torrent): state for client, torrent, state in ordered.execute(self._database)}

    def due(self, owner: str, now: datetime) -> list[Held]:
        """What an owner holds and need not hold any longer; the oldest first."""
        return self._held((QuarantineRow.owner == owner) & (QuarantineRow.expires_at <= now))

    def find(self, text: str) -> list[Held]:
        """In every state, by the beginning of the hash or a part of the name; the newest first."""
        if not text:
            return []
        found = _all().where(matching(QuarantineRow.hash, QuarantineRow.name, text))
        return rows(self._database, found.order_by(QuarantineRow.id.desc()), Held)

    def torrent_file(self, id: int) -> bytes:
        """The torrent file as the client gave it; empty when it gave none or the entry is not there."""
        kept = scalar(self._database, QuarantineRow.select(QuarantineRow.torrent_file).where(QuarantineRow.id == id))
        return bytes(kept) if isinstance(kept, bytes | memoryview) else b""

    def mark(self, id: int, state: str, now: datetime) -> bool:
        """End an entry that is held as "restored", "expired", "gone" or "dropped"; False when it was not held.

        A person can take back what had ended otherwise, too.
        """
        open_to_it = QuarantineRow.state != RESTORED if state == RESTORED else QuarantineRow.state == HELD
        entry = (QuarantineRow.id == id) & open_to_it
        return bool(QuarantineRow.update(state=state, changed_at=now).where(entry).execute(self._database))

    def expire_at(self, id: int, when: datetime) -> bool:
        """Let what is held be due at a moment, if that is sooner; False when it was not held, or was due before."""
        entry = (QuarantineRow.id == id) & (QuarantineRow.state == HELD) & (QuarantineRow.expires_at > when)
        return bool(QuarantineRow.update(expires_at=when).where(entry).execute(self._database))

    def let_go(self, id: int, when: datetime) -> bool:
        """A person says that what is held may go now, though it was never imported; False when it was not held."""
        with self._database.atomic():
            held = first(self._database, _all().where(QuarantineRow.id == id, QuarantineRow.state == HELD), Held)
            if held is None:
                return False
            context = {**held.context, "told": True}
            let = QuarantineRow.update(context=context, expires_at=min(held.expires_at, when))
            return bool(let.where(QuarantineRow.id == id).execute(self._database))

    def unprotect(self, client: str, hash: str, now: datetime) -> bool:
        """That it was restored protects a torrent no longer; False when it was not restored."""
        restored = (QuarantineRow.client == client) & (QuarantineRow.hash == hash) & (QuarantineRow.state == RESTORED)
        return bool(QuarantineRow.update(state=ENDED, changed_at=now).where(restored).execute(self._database))

    def expire(self, before: datetime) -> int:
        """Forget the entries that ended before a moment; how many those were.

        What is held stays, and what was restored, for that protects its torrent from the next removal.
        """
        ended = QuarantineRow.state.not_in((HELD, RESTORED)) & (QuarantineRow.changed_at < before)
        return expire(self._database, QuarantineRow, ended)

    def _held(self, condition: Expression | None) -> list[Held]:
        held = _all().where(QuarantineRow.state == HELD).order_by(QuarantineRow.id)
        return rows(self._database, held if condition is None else held.where(condition), Held)


def _all() -> ModelSelect[QuarantineRow]:
    return QuarantineRow.select(*_HELD)
