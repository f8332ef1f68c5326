"""sync/maindata: full updates and deltas, by the response id that a session last accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .dialect import Dialect
from .ledger import Delta, Ledger, Row

LAST_RID = 1_000_000


@dataclass(slots=True)
class Conversation:
    """Where one login session is: what was sent last, and what it has told us that it received."""

    sent: int = 0
    sent_sequence: int = 0
    accepted: int = 0
    accepted_sequence: int = 0


def maindata(
    ledger: Ledger,
    conversation: Conversation,
    rid: int,
    *,
    dialect: Dialect,
    hashes_at: Mapping[str, Mapping[str, None]],
) -> Row:
    """Answer one poll. ``hashes_at`` are the torrents of each tracker."""
    if rid > 0 and rid == conversation.sent:
        conversation.accepted, conversation.accepted_sequence = rid, conversation.sent_sequence
    known = rid > 0 and rid == conversation.accepted and ledger.remembers(conversation.accepted_sequence)
    before = 0 if rid <= 0 and dialect.generation < 5 else conversation.sent  # 4.5 counts afresh for everyone new
    conversation.sent = before % LAST_RID + 1
    sent_before, conversation.sent_sequence = conversation.sent_sequence, ledger.sequence
    if known:
        delta = ledger.since(conversation.accepted_sequence)
        if dialect.loses_changes and sent_before != conversation.accepted_sequence:
            delta.changed.get("torrents", {}).update(ledger.since(sent_before).changed.get("torrents", {}))
        return {"rid": conversation.sent, **_told(delta, hashes_at)}
    if dialect.generation < 5:
        conversation.accepted = 0
    return {"rid": conversation.sent, "full_update": True, **_everything(ledger, dialect, hashes_at)}


def _everything(ledger: Ledger, dialect: Dialect, hashes_at: Mapping[str, Mapping[str, None]]) -> Row:
    tables = ledger.tables
    update: Row = {
        "categories": tables["categories"],
        "server_state": tables["server_state"]["server_state"],
        "tags": sorted(tables["tags"]),
        "torrents": tables["torrents"],
        "trackers": {url: list(hashes_at[url]) for url in tables["trackers"]},
    }
    if dialect.generation >= 5:
        return {name: value for name, value in update.items() if value}
    return update


def _told(delta: Delta, hashes_at: Mapping[str, Mapping[str, None]]) -> Row:
    update: Row = {}
    for table, rows in delta.changed.items():
        match table:
            case "tags":
                update[table] = sorted(rows)
            case "trackers":
                update[table] = {url: list(hashes_at[url]) for url in rows}
            case "server_state":
                update[table] = rows["server_state"]
            case _:
                update[table] = rows
    return update | {f"{table}_removed": keys for table, keys in delta.removed.items()}
