"""Which downloads were rejected and wait for a person's word, and what that person can do."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from .. import persons
from ..actions import Reject
from ..domain import Download
from ..lifecycle import Stage
from ..store.ledger import Entry
from ..store.store import Store

MOST = 1000
"""So many rejections are looked at, the newest first."""

type Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A complete download that was found no good and stays in the client: since when, and why."""

    client: str
    hash: str
    owner: str
    name: str
    at: datetime
    reason: str


def waiting(store: Store, *, hash: str | None = None) -> tuple[Rejected, ...]:  # noqa: A002 -- the field's word
    """Those that nothing has come of since, the newest first: neither an import, nor a removal, nor a word."""
    entries = store.ledger.recent(MOST, action=Reject.__name__, hash=hash)
    decided = _decided(store) if entries else frozenset()
    return tuple(_waiting(store, entries, decided))


def protected(store: Store) -> frozenset[Key]:
    """What people protect, and what they have restored."""
    return frozenset(persons.protections(store)) | {(one.client, one.hash) for one in store.quarantine.restored()}


def ways(one: Rejected, failed_category: str) -> str:
    """What a person can do about it, as a sentence."""
    gone = f"have it removed with qbitrr discard {one.hash}"
    if failed_category:
        gone += f" or by putting it into the category '{failed_category}'"
    kept = f"keep it with qbitrr protect {one.hash}"
    return f"It stays until you say what is to become of it: {gone}; {kept}; or import it by hand."


def _decided(store: Store) -> frozenset[Key]:
    """What a person has said something about, and what is in quarantine."""
    told = persons.said_of(store, persons.TOLD)
    return told | protected(store) | {(one.client, one.hash) for one in store.quarantine.held()}


def _waiting(store: Store, entries: Collection[Entry], decided: Collection[Key]) -> Iterator[Rejected]:
    seen: set[Key] = set()
    for entry in entries:
        key = entry.client, entry.hash
        if key in seen or key in decided or entry.dry_run or entry.outcome != "done":
            continue
        seen.add(key)
        download = store.downloads.get(entry.client, entry.hash, entry.owner)
        if download and _stays(download, entry):
            yield Rejected(
                client=entry.client,
                hash=entry.hash,
                owner=entry.owner,
                name=download.name,
                at=entry.at,
                reason=entry.reason,
            )


def _stays(download: Download, entry: Entry) -> bool:
    """Whether it is still the one that was rejected, and was not imported in spite of that."""
    return is_complete(download) and download.imported_at is None and download.first_seen <= entry.at


def is_complete(download: Download) -> bool:
    """Whether it is in the client with all of its data, as far as qbitrr has seen."""
    return download.left == 0 and download.completed_at is not None and download.stage is not Stage.DELETED
