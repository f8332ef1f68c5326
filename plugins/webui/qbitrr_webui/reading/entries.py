"""One entry of the ledger as the API gives it: how grave it is, and what would take it back. Pure."""

from __future__ import annotations

from collections.abc import Collection

from qbitrr.store import ledger

from ..shapes.base import Tone
from ..shapes.ledger import Entry
from .plain import evidence, said

type Key = tuple[str, str]

OUTCOMES: dict[str, Tone] = {"failed": "bad", "refused": "attention", "dropped": "attention"}
GOOD = frozenset({"import", "restore", "start"})
GRAVE = frozenset({"remove", "delete", "reject", "blocklist", "freeze"})


def entry_of(entry: ledger.Entry, *, undo: str = "") -> Entry:
    """The entry as it goes out."""
    return Entry(
        id=entry.id,
        at=entry.at,
        owner=entry.owner,
        client=entry.client,
        hash=entry.hash,
        name=said(entry.name),
        action=entry.action.lower(),
        reason=said(entry.reason),
        plugin=entry.plugin,
        rule=entry.rule,
        evidence=evidence(entry.evidence),
        outcome=entry.outcome,
        detail=said(entry.detail),
        dry_run=entry.dry_run,
        size=entry.size,
        tone=tone_of(entry),
        undo=undo,
    )


def tone_of(entry: ledger.Entry) -> Tone:
    """How grave it is: what failed, what was taken away, what came."""
    action = entry.action.lower()
    if tone := OUTCOMES.get(entry.outcome):
        return tone
    if entry.outcome != "done" or entry.dry_run:
        return "neutral"
    return "good" if action in GOOD else "attention" if action in GRAVE else "neutral"


def undo_of(entry: ledger.Entry, restorable: Collection[Key], protected: Collection[Key]) -> str:
    """What takes it back now; empty when nothing can, or when it was not done."""
    key, action = (entry.client, entry.hash), entry.action.lower()
    if entry.outcome != "done" or entry.dry_run:
        return ""
    if action == "remove" and key in restorable:
        return "restore"
    if action in ("protect", "restore") and key in protected:
        return "unprotect"
    return ""
