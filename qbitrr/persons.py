"""What people have said about single torrents on the command line: keep it, let it go, spare it no longer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from .store.store import Store

type Key = tuple[str, str]

PROTECTED = "core.protected"
RELEASED = "core.released"
TOLD = "core.told"
"""Namespaces of the notes, whose keys are a torrent's client and hash: it is protected, it is released from its
obligations, it may go though it was never imported."""


def say(store: Store, namespace: str, key: Key, reason: str, now: datetime) -> None:
    """Keep a person's word about a torrent."""
    store.notes(namespace).put("/".join(key), {"reason": reason, "at": now.isoformat()})


def take_back(store: Store, namespace: str, key: Key) -> bool:
    """Forget it; False when there was none."""
    notes, name = store.notes(namespace), "/".join(key)
    said = notes.get(name) is not None
    notes.put(name, None)
    return said


def said_of(store: Store, namespace: str) -> frozenset[Key]:
    """The torrents about which a person has said so."""
    return frozenset(map(key_of, store.notes(namespace).names()))


def protections(store: Store) -> dict[Key, str]:
    """The torrents that people protect, each with words for who does and why."""
    notes = store.notes(PROTECTED)
    return {key_of(name): _by_whom(notes.get(name)) for name in notes.names()}


def forget(store: Store, gone: Iterable[Key]) -> None:
    """What is gone is not meant any more, if it should come again. A protection stays."""
    keys = frozenset(gone)
    for namespace in (RELEASED, TOLD) if keys else ():
        for key in said_of(store, namespace) & keys:
            take_back(store, namespace, key)


def key_of(note: str) -> Key:
    client, _, torrent = note.rpartition("/")
    return client, torrent


def _by_whom(note: object) -> str:
    reason = note.get("reason") if isinstance(note, dict) else None
    return f"by a person: {reason}" if reason else "by a person"
